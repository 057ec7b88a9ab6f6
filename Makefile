# Makefile - builds libmct and mct, runs the tests, installs.
# Everything built goes to build/. DEV=1 makes warnings errors, SANITIZE=address,undefined
# builds with sanitizers, V=1 shows the commands.

PREFIX ?= /usr/local
BINDIR = $(PREFIX)/bin
LIBDIR = $(PREFIX)/lib
INCLUDEDIR = $(PREFIX)/include
MANDIR = $(PREFIX)/share/man
BASHDIR = $(PREFIX)/share/bash-completion/completions
ZSHDIR = $(PREFIX)/share/zsh/site-functions
FISHDIR = $(PREFIX)/share/fish/vendor_completions.d
DESTDIR ?=

VERSION = 0.1.0
SONAME = libmct.so.0

CC ?= cc
PKG_CONFIG ?= pkg-config
CFLAGS ?= -O2 -g
B = build$(if $(SANITIZE),/$(subst $(comma),-,$(SANITIZE)))
comma = ,
Q = $(if $(V),,@)

warnings = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
	-Wwrite-strings -Wpointer-arith -Wformat=2 -Wvla -Wundef -Wconversion -Wno-sign-conversion
hardening = -fstack-protector-strong -fPIC -fvisibility=hidden \
	$(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-omit-frame-pointer,-D_FORTIFY_SOURCE=2)
own_cflags = -std=c11 -D_GNU_SOURCE -Ilib $(warnings) $(hardening) $(if $(DEV),-Werror) \
	$(shell $(PKG_CONFIG) --cflags sqlite3 libutf8proc gsl libgvc libsodium)
own_ldflags = $(if $(SANITIZE),-fsanitize=$(SANITIZE),-Wl$(comma)-z$(comma)relro -Wl$(comma)-z$(comma)now -Wl$(comma)--as-needed -Wl$(comma)-z$(comma)defs)
lib_libs = $(shell $(PKG_CONFIG) --libs sqlite3 libutf8proc) -lcsv -lm
model_libs = $(shell $(PKG_CONFIG) --libs gsl) -lm
workbook_libs = $(shell $(PKG_CONFIG) --libs xlsxwriter)
graph_libs = $(shell $(PKG_CONFIG) --libs libgvc) -lpthread
mail_libs = $(shell $(PKG_CONFIG) --libs gmime-3.0)
crypt_libs = $(shell $(PKG_CONFIG) --libs libsodium)

util_sources = $(sort $(wildcard lib/util/*.c))
lib_sources = $(sort $(wildcard lib/*.c lib/store/*.c lib/record/*.c lib/people/*.c lib/practice/*.c lib/partners/*.c \
	lib/value/*.c lib/exchange/*.c lib/report/*.c))
# What only one folder sees.
cmd_cflags = -Icmd
mail_cflags = $(patsubst -I%,-isystem %,$(shell $(PKG_CONFIG) --cflags gmime-3.0))

# Parts of the library with heavy dependencies: modules, which it loads when something needs them.
modules = model graph workbook mail crypt
module_sources = $(sort $(foreach module,$(modules),$(wildcard lib/$(module)/*.c)))
cmd_sources = $(sort $(wildcard cmd/*.c))
schema_steps = $(sort $(wildcard lib/store/schema/*.sql))

objects = $(patsubst %.c,$(B)/%.o,$(1))
util_objects = $(call objects,$(util_sources))
lib_objects = $(call objects,$(lib_sources)) $(B)/lib/store/schema_steps.o
module_objects = $(call objects,$(module_sources))
cmd_objects = $(call objects,$(cmd_sources))
module_files = $(modules:%=$(B)/libmct-%.so)
module_libs = $(foreach module,$(modules),$($(module)_libs))

.PHONY: all check check-unit check-cli check-lint check-fault check-many check-sanitize check-static check-valgrind \
	bench bench-growth bench-small install uninstall clean
all: $(B)/mct

$(B)/%.o: %.c $(B)/flags
	@mkdir -p $(@D)
	$(if $(Q),@echo "  CC    $<")
	$(Q)$(CC) $(CPPFLAGS) $(own_cflags) $($(notdir $(patsubst %/,%,$(dir $<)))_cflags) $(CFLAGS) -MMD -MP -c -o $@ $<

# The schema steps as C, byte by byte, since a string literal has a limit.
$(B)/lib/store/schema_steps.c: $(schema_steps) lib/store/schema/embed.sh $(B)/flags
	@mkdir -p $(@D)
	$(Q)sh lib/store/schema/embed.sh $(schema_steps) > $@.new && mv $@.new $@
$(B)/lib/store/schema_steps.o: $(B)/lib/store/schema_steps.c
	$(Q)$(CC) $(CPPFLAGS) $(own_cflags) $(CFLAGS) -c -o $@ $<

$(B)/libmct.so.$(VERSION): $(lib_objects) $(util_objects) lib/mct.sym
	$(if $(Q),@echo "  LD    $@")
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) $(own_ldflags) -shared -Wl,-soname,$(SONAME) -Wl,--version-script=lib/mct.sym \
		-o $@ $(lib_objects) $(util_objects) $(lib_libs)
	$(Q)ln -sf libmct.so.$(VERSION) $(B)/$(SONAME) && ln -sf $(SONAME) $(B)/libmct.so

# A module shows one name, mct_module_NAME. It has its own copy of what it uses of util.
$(B)/util.a: $(util_objects)
	$(Q)rm -f $@ && $(AR) rcs $@ $^
$(B)/libmct-%.so: $(module_objects) $(B)/util.a
	$(if $(Q),@echo "  LD    $@")
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) $(own_ldflags) -shared -o $@ $(filter $(B)/lib/$*/%,$^) $(B)/util.a $($*_libs)

# In build/ mct finds its library beside itself; the installed one where it is installed.
$(B)/mct: $(cmd_objects) $(util_objects) $(B)/libmct.so.$(VERSION) | $(module_files)
	$(if $(Q),@echo "  LD    $@")
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) $(own_ldflags) -pie -o $@ $(cmd_objects) $(util_objects) -L$(B) -lmct \
		-Wl,-rpath,'$$ORIGIN' $(shell $(PKG_CONFIG) --libs libutf8proc)
# Where ldconfig looks anyway, no path is searched for it at every start.
$(B)/mct-installed: $(cmd_objects) $(util_objects) $(B)/libmct.so.$(VERSION) FORCE | $(module_files)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) $(own_ldflags) -pie -o $@ $(cmd_objects) $(util_objects) -L$(B) -lmct \
		$(if $(filter /usr /usr/local,$(PREFIX)),,-Wl,-rpath,$(LIBDIR)) $(shell $(PKG_CONFIG) --libs libutf8proc)

# A change of flags or of this file builds everything again.
$(B)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(CPPFLAGS) $(own_cflags) $(CFLAGS) $(LDFLAGS)' | cmp -s - $@ || \
		echo '$(CC) $(CPPFLAGS) $(own_cflags) $(CFLAGS) $(LDFLAGS)' > $@
FORCE:

-include $(shell find $(B) -name '*.d' 2>/dev/null)

clean:
	rm -rf build

include tests/tests.mk
include install.mk
