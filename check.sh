#!/bin/sh
# check.sh - installs what the tests need (Debian 12), builds with warnings as errors,
# and runs all tests. Closes with "N passed, N failed".
set -eu
cd "$(dirname "$0")"
# shellcheck source=packages.sh
. ./packages.sh
# shellcheck disable=SC2086 # a list of words
install_packages $build_packages $test_packages
exec make -j2 DEV=1 check
