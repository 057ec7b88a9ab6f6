# tests.mk - the tests. `make check` runs what every change must pass; `make bench`
# and `make check-sanitize` are programmes of their own.

unit_sources = $(sort $(wildcard tests/unit/*.c))
unit_programs = $(patsubst tests/unit/%.c,$(B)/tests/%,$(unit_sources))
cli_tests = $(sort $(wildcard tests/cli/*.bats))
lint_tests = $(sort $(wildcard tests/lint/*.sh))

# Unit tests link the library's own objects, so that they reach what is not public; those of cmd/ link what is named
# here and nothing of the library. What they load they find as an installed library does, in mct/ beside them.
tested_sink = sink% out term
tested_draw = draw term
unit_objects = $(if $(tested_$(1)),$(filter $(foreach name,$(tested_$(1)),$(B)/cmd/$(name).o),$(cmd_objects)),$(lib_objects) \
	$(module_objects))
$(B)/tests/%: tests/unit/%.c $(wildcard tests/unit/*.h) tests/simulate.h $(lib_objects) $(module_objects) $(util_objects) \
		$(filter-out $(B)/cmd/main.o,$(cmd_objects)) | $(module_files)
	@mkdir -p $(@D)
	@ln -sfn .. $(@D)/mct
	$(if $(Q),@echo "  LD    $@")
	$(Q)$(CC) $(CPPFLAGS) $(own_cflags) -Icmd $(CFLAGS) $(LDFLAGS) -o $@ $< \
		$(call unit_objects,$*) $(util_objects) $(lib_libs) $(module_libs) -lcmocka

fault_programs = $(B)/fault/check-fault $(B)/fault/disk.so $(B)/fault/memory.so
check: $(B)/mct $(unit_programs) $(fault_programs)
	@tests/run $(B)

check-unit: $(unit_programs)
	@tests/run $(B) unit
check-cli: $(B)/mct $(fault_programs)
	@tests/run $(B) cli
check-lint: $(B)/mct
	@tests/run $(B) lint

# Everything that can fail, at every point where it can: tests/fault/check-fault.c. The libraries
# that it puts before mct are never built with a sanitizer: its allocator is not to be taken away.
fault_objects = $(patsubst tests/fault/%.c,$(B)/fault/%.o,$(filter-out %/disk.c %/memory.c,$(wildcard tests/fault/*.c)))
$(B)/fault/%.o: tests/fault/%.c $(wildcard tests/fault/*.h) $(B)/flags
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(own_cflags) $(CFLAGS) -c -o $@ $<
$(B)/fault/check-fault: $(fault_objects)
	$(if $(Q),@echo "  LD    $@")
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) $(own_ldflags) -o $@ $^ $(shell $(PKG_CONFIG) --libs sqlite3)
$(B)/fault/%.so: tests/fault/%.c tests/fault/fault.h
	@mkdir -p $(@D)
	$(if $(Q),@echo "  LD    $@")
	$(Q)$(CC) -std=gnu11 -D_GNU_SOURCE -O2 -g -Wall -Wextra -Wshadow $(if $(DEV),-Werror) -fno-builtin -fPIC -shared -o $@ $<
check-fault: $(B)/mct $(fault_programs)
	$(B)/fault/check-fault --jobs $$(nproc) $(FAULTS) $(B)
# Fifty processes at one file; `make check` does the same with ten.
check-many: $(B)/mct
	MCT_BUILD=$(abspath $(B)) MCT_MANY=50 bats tests/cli/many.bats

check-sanitize:
	$(MAKE) SANITIZE=address,undefined CFLAGS='-O1 -g' check

# What the compiler does not see. Each check that is off has its reason in .clang-tidy or here:
# cppcheck neither knows cleanup attributes (memleak) nor that a value is missing for flags alone.
check-static:
	clang-tidy -quiet $(lib_sources) $(module_sources) $(util_sources) $(cmd_sources) -- $(own_cflags) -Icmd
	cppcheck --enable=warning,performance,portability --error-exitcode=1 --inline-suppr --std=c11 -q \
		--suppress=memleak --suppress=ctunullpointer -Ilib -Icmd lib cmd
check-valgrind: $(unit_programs)
	@for program in $(unit_programs); do \
		echo "valgrind $$program"; \
		valgrind -q --leak-check=full --error-exitcode=1 $$program >/dev/null 2>$(B)/valgrind.log || \
			{ cat $(B)/valgrind.log; exit 1; }; \
	done

$(B)/bench/models: tests/bench/models.c tests/simulate.h $(lib_objects) $(module_objects) $(util_objects)
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(own_cflags) $(CFLAGS) $(LDFLAGS) -o $@ $< $(lib_objects) $(module_objects) $(util_objects) \
		$(lib_libs) $(module_libs)
bench: $(B)/mct $(B)/mct-installed $(B)/bench/models
	tests/bench/run $(B)
# From ten thousand visits to ten million, which takes a while and several GiB; and small practices, what is expected
# of them beside the rules that need no model.
bench-growth: $(B)/mct
	tests/bench/growth $(B)
bench-small: $(B)/mct $(B)/bench/models
	$(B)/bench/models small
	tests/bench/holdout $(B)
