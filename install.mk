# install.mk - install and uninstall; DESTDIR for packages.

installed_bin = $(BINDIR)/mct
installed_lib = $(LIBDIR)/libmct.so.$(VERSION)
installed_modules = $(module_files:$(B)/%=$(LIBDIR)/mct/%)
man_pages = $(wildcard man/*.[1-9])

install: $(B)/mct-installed
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(LIBDIR)/pkgconfig $(DESTDIR)$(LIBDIR)/mct $(DESTDIR)$(INCLUDEDIR)
	install -m 755 $(B)/mct-installed $(DESTDIR)$(installed_bin)
	install -m 644 $(B)/libmct.so.$(VERSION) $(DESTDIR)$(installed_lib)
	install -m 644 $(module_files) $(DESTDIR)$(LIBDIR)/mct/
	ln -sf libmct.so.$(VERSION) $(DESTDIR)$(LIBDIR)/$(SONAME)
	ln -sf $(SONAME) $(DESTDIR)$(LIBDIR)/libmct.so
	install -m 644 lib/mct.h $(DESTDIR)$(INCLUDEDIR)/mct.h
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' \
		-e 's|@LIBDIR@|$(LIBDIR:$(PREFIX)/%=$${prefix}/%)|' \
		-e 's|@INCLUDEDIR@|$(INCLUDEDIR:$(PREFIX)/%=$${prefix}/%)|' lib/mct.pc.in \
		> $(DESTDIR)$(LIBDIR)/pkgconfig/mct.pc
	chmod 644 $(DESTDIR)$(LIBDIR)/pkgconfig/mct.pc
	for page in $(man_pages); do \
		section=$${page##*.}; \
		install -d $(DESTDIR)$(MANDIR)/man$$section; \
		install -m 644 $$page $(DESTDIR)$(MANDIR)/man$$section/; \
	done
	install -d $(DESTDIR)$(BASHDIR) $(DESTDIR)$(ZSHDIR) $(DESTDIR)$(FISHDIR)
	install -m 644 completions/mct.bash $(DESTDIR)$(BASHDIR)/mct
	install -m 644 completions/_mct $(DESTDIR)$(ZSHDIR)/_mct
	install -m 644 completions/mct.fish $(DESTDIR)$(FISHDIR)/mct.fish
	[ -n "$(DESTDIR)" ] || [ "$$(id -u)" -ne 0 ] || ldconfig

uninstall:
	rm -f $(DESTDIR)$(installed_bin) $(DESTDIR)$(installed_lib) $(installed_modules:%=$(DESTDIR)%) \
		$(DESTDIR)$(LIBDIR)/$(SONAME) $(DESTDIR)$(LIBDIR)/libmct.so \
		$(DESTDIR)$(INCLUDEDIR)/mct.h $(DESTDIR)$(LIBDIR)/pkgconfig/mct.pc $(DESTDIR)$(BASHDIR)/mct $(DESTDIR)$(ZSHDIR)/_mct \
		$(DESTDIR)$(FISHDIR)/mct.fish
	rmdir $(DESTDIR)$(LIBDIR)/mct 2>/dev/null || true
	for page in $(man_pages); do \
		rm -f $(DESTDIR)$(MANDIR)/man$${page##*.}/$$(basename $$page); \
	done
