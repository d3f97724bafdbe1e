# assay: one Makefile, no recursion, objects in build/.
# make help lists the targets. What a target needs is installed by
# tools/packages.sh (Debian), which `make demo` and `make test` call first.

VERSION := 0.1.0
DATE := November 23, 2026
BUILD := build
CC := gcc
PREFIX := /usr/local
prefix = $(PREFIX)
DESTDIR :=

PKGS := libgit2 libcjson libxml-2.0 cairo pangocairo pangoft2 fontconfig \
        harfbuzz-subset \
        sqlite3 libcyaml yaml-0.1 libsodium zlib libdeflate libarchive \
        gmime-3.0 libcurl
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
        -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wundef \
        -Wwrite-strings -Wcast-qual -Wformat=2 -Wswitch-enum \
        -Wdouble-promotion
ifneq ($(findstring gcc,$(CC)),)
WARN += -Wduplicated-cond -Wlogical-op
endif
OPT := -O2 -g
SAN :=
HARDEN = $(if $(SAN),,-D_FORTIFY_SOURCE=2 -fstack-protector-strong \
         -fstack-clash-protection)
# Recursive, so that a machine without pkg-config can still run `make demo`.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags $(PKGS) \
        | sed 's/-I/-isystem /g'))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PKGS)) -lcsv \
        -lm -lpthread)$(PKG_LIBS)
CPPFLAGS := -I. -D_POSIX_C_SOURCE=200809L -DASSAY_VERSION='"$(VERSION)"'
CFLAGS = -std=c17 -ffp-contract=off -ffile-prefix-map=$(CURDIR)=. $(OPT) \
         $(HARDEN) $(WARN) $(SAN) $(WERROR)
LDFLAGS = $(SAN) -Wl,-z,relro,-z,now

FOLDERS := base model importers importers/attest importers/conf \
           importers/deps importers/git \
           importers/json importers/mcp importers/metrics importers/notes \
           importers/owners importers/people importers/sast \
           importers/secret importers/table importers/training importers/usage \
           importers/xml \
           link analysis render render/chart render/html \
           render/json render/plain \
           render/mail render/pdf render/bag render/evidence cli
SRC := $(sort $(foreach d,$(FOLDERS),$(wildcard $(d)/*.c)))
HEADERS := $(sort $(foreach d,$(FOLDERS) tests/*,$(wildcard $(d)/*.h)))
OBJ := $(SRC:%.c=$(BUILD)/%.o)
LIB_OBJ := $(filter-out $(BUILD)/cli/main.o,$(OBJ)) $(BUILD)/assets.o

# Inter (OFL-1.1) as Debian ships it, copied at build time: whole files for
# the PDF, cut to Latin, punctuation, arrows and marks of measure and packed for
# the HTML; the one that is not packed says which letters those are.
FONT_FOLDER := /usr/share/fonts/opentype/inter
FONTS := $(BUILD)/fonts/Inter-Regular.otf $(BUILD)/fonts/Inter-SemiBold.otf \
         $(BUILD)/fonts-html/Inter-Regular.otf \
         $(BUILD)/fonts-html/Inter-Regular.woff2 \
         $(BUILD)/fonts-html/Inter-SemiBold.woff2
FONT_LETTERS := 20-7E,A0-17F,2BC,2010-2015,2018-201A,201C-201E,2020-2022,2026,\
2030,2032,2033,2039,203A,2044,20AC,2116,2122,2190-2193,2212,2248,2260,2264,\
2265,FFFD

# Files built into the program.
ASSETS := $(sort $(wildcard model/*.sql link/*.sql analysis/*.sql \
          analysis/checks/*.sql analysis/measures/*/*.sql \
          render/evidence/sheets/*/*.sql \
          data/*.csv data/lang/*/*.csv data/profiles/* data/scans/* templates/*.xml templates/*.rng \
          templates/*.yaml templates/theme/*)) $(FONTS)
# Made of the options as the program declares them.
COMPLETIONS := $(addprefix $(BUILD)/completions/,assay _assay assay.fish)
UNIT := $(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%, \
        $(wildcard tests/unit/test_*.c))
BENCH := $(patsubst tests/bench/%.c,$(BUILD)/tests/bench/%, \
         $(wildcard tests/bench/*.c))
FUZZ := $(patsubst tests/fuzz/%.c,$(BUILD)/tests/fuzz/%, \
        $(wildcard tests/fuzz/fuzz_*.c))

.PHONY: all help demo test check e2e asan valgrind bench lint format bless \
        install uninstall deb dist release clean docs picture packages \
        packages-test tidy
.DELETE_ON_ERROR:

all: $(BUILD)/assay $(COMPLETIONS) $(BUILD)/man/made ## build the program

$(BUILD)/assay: $(BUILD)/cli/main.o $(LIB_OBJ)
	@echo "LD $@"
	@$(CC) $(LDFLAGS) -o $@ $^ $(PKG_LIBS)

# What a large history waits for.
$(BUILD)/importers/git/%.o: OPT := -O3 -g

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo "CC $<"
	@$(CC) $(CPPFLAGS) $(PKG_CFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/fonts/%.otf: $(FONT_FOLDER)/%.otf
	@mkdir -p $(@D)
	cp $< $@

$(BUILD)/fonts-html/%.otf: $(FONT_FOLDER)/%.otf
	@mkdir -p $(@D)
	hb-subset --unicodes='$(FONT_LETTERS)' --layout-features=kern,calt,tnum \
	    --no-hinting --output-file=$@ $<

# woff2_compress writes beside what it reads
$(BUILD)/fonts-html/%.woff2: $(BUILD)/fonts-html/%.otf
	woff2_compress $< 2>/dev/null

$(BUILD)/assets.S: tools/assets.sh $(ASSETS)
	@mkdir -p $(@D)
	@sh tools/assets.sh $(BUILD) $(ASSETS) > $@

$(BUILD)/assets.o: $(BUILD)/assets.S
	$(CC) -c -o $@ $<

$(BUILD)/options.tsv: tools/options.sh $(BUILD)/assay
	@sh tools/options.sh $(BUILD)/assay >$@

$(COMPLETIONS): tools/completion.awk $(BUILD)/options.tsv
	@mkdir -p $(@D)
	@awk -v shell=$(if $(filter %.fish,$@),fish,$(if \
	    $(filter %/_assay,$@),zsh,bash)) -f $^ >$@

$(BUILD)/man/made: tools/manual.sh tools/manual.awk tools/markdown.awk \
    $(BUILD)/options.tsv $(wildcard docs/*.md docs/man/*) model/schema.sql
	@sh tools/manual.sh $(BUILD) '$(DATE)'
	@touch $@

# ------------------------------------------------------------- for users --

deb: ## build the Debian package, in $(BUILD)/deb
	@sh tools/packages.sh build deb
	@sh tools/deb.sh $(BUILD)

packages:
	@sh tools/packages.sh build
packages-test:
	@sh tools/packages.sh build test

demo: packages ## install what is missing, build, audit samples/acme
	@$(MAKE) --no-print-directory all
	@sh samples/acme/demo.sh $(BUILD)

install: all ## copy program, manual and completions below DESTDIR/prefix
	@sh tools/install.sh install $(BUILD) '$(DESTDIR)$(prefix)'

uninstall: ## remove what make install copied
	@sh tools/install.sh uninstall $(BUILD) '$(DESTDIR)$(prefix)'

clean: ## remove what was built
	rm -rf $(BUILD)

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /  \1\t/p' Makefile | expand -t 12

# -------------------------------------------------------- for developers --

test: packages-test ## install what the tests need, build, run all tests
	@$(MAKE) --no-print-directory WERROR=-Werror all
	@$(MAKE) --no-print-directory WERROR=-Werror check lint-fast e2e
	@sh tests/summary.sh $(BUILD)

check: all $(UNIT) $(FUZZ) $(BENCH) ## unit, golden and fuzz-corpus tests (seconds)
	@sh tests/check.sh $(BUILD) $(ONLY)

e2e: all ## the program as its user runs it
	@sh tests/e2e.sh $(BUILD) $(ONLY)

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(LIB_OBJ)
	@echo "LD $@"
	@$(CC) $(LDFLAGS) -o $@ $^ $(PKG_LIBS) -lcmocka

$(BUILD)/tests/fuzz/%: $(BUILD)/tests/fuzz/%.o \
    $(BUILD)/tests/fuzz/driver.o $(LIB_OBJ)
	@echo "LD $@"
	@$(CC) $(LDFLAGS) -o $@ $^ $(PKG_LIBS)

asan: ## the whole test run under AddressSanitizer and UBSan
	@$(MAKE) --no-print-directory BUILD=build/asan WERROR=-Werror OPT='-O1 -g' \
	    SAN='-fsanitize=address,undefined -fno-sanitize-recover=all' \
	    check e2e

VALGRIND := valgrind -q --error-exitcode=99 --leak-check=full \
            --errors-for-leak-kinds=definite --suppressions=$(CURDIR)/tests/valgrind.supp

valgrind: all $(UNIT) $(FUZZ) ## make check under valgrind
	@RUN_UNDER='$(VALGRIND)' sh tests/check.sh $(BUILD) $(ONLY)

bench: all $(BENCH) ## time and memory beside a peer, and the simulation
	@sh tests/bench.sh $(BUILD) $(ONLY)

lint-fast: ## layers and public text (part of make test)
	@sh tests/layers.sh

lint: lint-fast all ## clang-format, clang-tidy, manual pages
	@clang-format --dry-run -Werror $(SRC) $(HEADERS) $(wildcard tests/*/*.c)
	@$(MAKE) --no-print-directory -j $(JOBS) tidy
	@mandoc -T lint -W warning $(BUILD)/man/man?/*

# One file at a time and side by side; what has not changed is not read again.
JOBS := $(shell nproc 2>/dev/null || echo 2)
TIDY := $(SRC:%.c=$(BUILD)/tidy/%.ok)
tidy: $(TIDY)
$(BUILD)/tidy/%.ok: %.c $(BUILD)/%.o .clang-tidy
	@mkdir -p $(@D)
	@echo "TIDY $<"
	@clang-tidy --quiet $< -- $(CPPFLAGS) $(PKG_CFLAGS) -std=c17 \
	    2>$(@:.ok=.err) || { cat $(@:.ok=.err); exit 1; }
	@touch $@

docs: all ## write docs/measures.md and NOTICE from what they tell of
	@$(BUILD)/assay explain --all --format markdown >docs/measures.md
	@sh tools/notice.sh >NOTICE

picture: all ## make docs/report.png anew: page one of the demo
	@sh samples/acme/demo.sh $(BUILD) >/dev/null
	@sh tools/picture.sh $(BUILD)/acme/report docs/report.png

format: ## format the sources in place
	@clang-format -i $(SRC) $(HEADERS) $(wildcard tests/*/*.c)

bless: all $(UNIT) ## rewrite the expected files of tests and show the difference
	@BLESS=1 sh tests/check.sh $(BUILD) $(ONLY); git diff --stat

dist: test lint release ## run all checks, pack source and release archives
	@git archive --prefix=assay-$(VERSION)/ \
	    -o $(BUILD)/assay-$(VERSION).tar.gz HEAD

release: all ## pack the program with its manual, notices and bill of materials
	@sh tools/dist.sh $(BUILD) $(VERSION)

-include $(OBJ:.o=.d) $(patsubst %,%.d,$(UNIT) $(FUZZ) $(BENCH))
.SECONDARY:
