# shell.sh - shellcheck over every script: POSIX, bash and bats.
set -u
bad=0
shellcheck -x demo.sh check.sh packages.sh .ci/run tests/run tests/bench/run tests/bench/growth tests/bench/holdout lib/store/schema/embed.sh || bad=1
shellcheck -s bash completions/mct.bash tests/cli/common.bash tests/lint/*.sh || bad=1
# A bats file sees what common.bash sets: the variables are assigned elsewhere.
shellcheck -s bats -e SC2154,SC2016,SC2030,SC2031,SC2002 tests/cli/*.bats || bad=1
exit $bad
