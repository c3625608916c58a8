# Everything is built by Go alone; the browser tests also need Chromium, Firefox
# and WebKit, and those of the cookie's readers, of privacy tools and of the ways in Django,
# Node, npm, nginx and Apache, which make test installs where it can.

GO ?= go
ADDR ?= localhost:8000
FUZZTIME ?= 30s

# A developer's own settings must not change what is built.
export GOWORK := off
export GOFLAGS := $(filter-out -mod=%,$(GOFLAGS))
unexport GOOS GOARCH

.DEFAULT_GOAL := help
.PHONY: help run test test-js test-long test-orca test-all test-fast dist size bench proof pictures front fuzz vuln reproducible release check lint clean go chromium firefox readers waysin peers webkit orca

help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

run: go ## Build everything and serve the workshop on http://localhost:8000 (ADDR=…)
	@mkdir -p .build
	$(GO) build -o .build/app ./app && exec .build/app serve -addr $(ADDR)

# Tests whose names begin with TestLong belong to make test-all alone.
test: go chromium firefox webkit readers waysin test-js ## Run the tests, in real browsers too
	@$(call tests,test,-skip '^TestLong' ./...)

test-long: go chromium firefox webkit readers waysin ## Run what make test leaves out: it takes longer
	@$(call tests,test-long,-parallel 4 -run '^TestLong' -skip '^TestLong(Orca|Atspi)' ./app/...)

test-orca: go chromium firefox webkit orca ## Run the tests of what screen readers are given, and of Orca
	@$(call tests,test-orca,-run '^TestLong(Orca|Atspi)' ./app/e2e/access)

test-all: test test-long test-orca ## Run every test

test-js: readers ## Run the unit tests of the loader's modules, in Node
	node --test --test-reporter=spec $$(find web/loader -name '*.test.js')

test-fast: go ## Run the tests that need no browser
	$(GO) test -skip '^TestLong' $$($(GO) list ./... | grep -v -e /e2e/ -e internal/browser)

# Runs tests, and names the ten slowest. $(1) names the record of the run in .build, $(2)
# are arguments of go test.
define tests
	mkdir -p .build && { $(GO) tool gotestsum --format pkgname --format-hide-empty-pkg \
	  --jsonfile .build/$(1).json -- -count=1 -vet=off -timeout 60m $(2); code=$$?; \
	  echo "The slowest:"; $(GO) tool gotestsum tool slowest --jsonfile .build/$(1).json --num 10; exit $$code; }
endef

dist: go ## Build dist/, which any static host serves (DIST="-charters FOLDER")
	$(GO) run ./app dist $(DIST)

size: go ## Build dist/, print the size of each file, fail over the budget
	$(GO) run ./app size

bench: go chromium peers ## Measure the banner against five others (BENCH="-loads 3" …)
	$(GO) run ./app bench $(BENCH)

proof: go chromium ## Gather what proves that consent is validly collected, into dist-proof/ (PROOF="-portal …")
	$(GO) run ./app proof $(PROOF)

pictures: go chromium firefox readers ## Write pictures of every state to dist-pictures/
	mkdir -p dist-pictures
	$(GO) test -count=1 -run 'States|Palettes' ./app/e2e/access ./app/e2e/firefox \
	  -pictures $(CURDIR)/dist-pictures
	@echo "The pictures are in dist-pictures/."

front: go chromium ## Take the pictures of README.md again, into web/docs/pictures/
	$(GO) test -count=1 -run '^TestLongFrontPage$$' ./app/e2e/install -pictures $(CURDIR)/web/docs/pictures

check: go ## Say, in French, what a portal's page still lacks (PAGE=https://…)
	@test -n "$$PAGE" || { echo "make check needs the page: make check PAGE=https://donnees.ville.fr/"; exit 1; }
	@$(GO) run ./app check "$$PAGE"

# What is fuzzed: a package and its target each.
FUZZED := charter:FuzzParse charter/convert:FuzzText banner/preferences:FuzzDecode app/internal/fuzz:FuzzCookie app/internal/fuzz:FuzzConfig

fuzz: go ## Fuzz the readers of charter, cookie and attributes, FUZZTIME each
	@set -e; for target in $(FUZZED); do \
	  echo "fuzzing $${target#*:}, $(FUZZTIME)"; \
	  $(GO) test -run '^$$' -fuzz "^$${target#*:}$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 20x "./$${target%:*}"; \
	done

# v1.8.0 checks the functions that are called, natively and in the browser's program.
GOVULNCHECK := golang.org/x/vuln/cmd/govulncheck@v1.8.0

vuln: go ## Look for known vulnerabilities in what is called (VULNDB=file:///… for a database of your own)
	@tools=$$(mktemp -d) && trap 'rm -rf "$$tools"' EXIT && \
	GOBIN="$$tools" $(GO) install $(GOVULNCHECK) && \
	"$$tools/govulncheck" $(if $(VULNDB),-db $(VULNDB)) ./... && \
	GOOS=js GOARCH=wasm "$$tools/govulncheck" $(if $(VULNDB),-db $(VULNDB)) ./app

reproducible: go ## Make the release twice, in another folder and environment, and compare
	@other=$$(mktemp -d) && trap 'rm -rf "$$other"' EXIT && \
	git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$$other" && \
	export SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) && \
	version=$$(sed -n 's/^const Version = "\(.*\)"/\1/p' app/build/version.go) && \
	$(GO) run ./app release -version "$$version" -out "$$other/.build/first" && \
	echo "The same again, elsewhere, with an empty build cache and other settings." && \
	(cd "$$other" && umask 077 && export TZ=Pacific/Auckland LC_ALL=C GOCACHE="$$other/.build/cache" && \
	$(GO) build -o .build/app ./app && \
	GOAMD64=v3 GOARM64=v9.0 .build/app release -version "$$version") && \
	diff -r "$$other/.build/first" "$$other/dist-release" && \
	echo "Both releases are the same, byte for byte."

lint: go ## Check format, vet (native and WASM) and staticcheck
	@unformatted=$$(gofmt -l app banner charter web); \
	if [ -n "$$unformatted" ]; then echo "gofmt would change: $$unformatted"; exit 1; fi
	$(GO) vet ./...
	GOOS=js GOARCH=wasm $(GO) vet ./app ./banner/... ./charter
	GOOS=js GOARCH=wasm $(GO) vet -tags workshop ./app ./app/preview/workshop/... ./banner/... ./charter
	$(GO) tool staticcheck ./...
	GOOS=js GOARCH=wasm $$($(GO) tool -n staticcheck) -tags workshop ./app ./app/preview/workshop/... ./banner/... ./charter

release: go ## Make what is published of a version, into dist-release/ (VERSION=1.0.0)
	@test -n "$$VERSION" || { echo "make release needs the version: make release VERSION=1.0.0"; exit 1; }
	rm -rf dist-release
	$(GO) run ./app release -version "$$VERSION"

clean: ## Remove what was built
	rm -rf dist dist-pictures dist-proof dist-release .build

go:
	@command -v $(GO) >/dev/null || { echo "Go is missing: install Go 1.26 or newer from your system's packages."; exit 1; }

chromium:
	@missing=""; for name in $${CHROMIUM:-chromium} chromium-browser google-chrome; do command -v $$name >/dev/null && break; done || missing=" chromium fonts-liberation"; \
	$(call install,Chromium$(comma) whose path can also be given in CHROMIUM)

firefox:
	@missing=""; for name in $${FIREFOX:-firefox-esr} firefox; do command -v $$name >/dev/null && break; done || missing=" firefox-esr"; \
	$(call install,Firefox$(comma) whose path can also be given in FIREFOX)

# MiniBrowser comes with the driver.
webkit:
	@missing=""; command -v WebKitWebDriver >/dev/null || missing=" webkit2gtk-driver"; \
	command -v Xvfb >/dev/null || missing="$$missing xvfb"; \
	$(call install,WebKit$(comma) the engine of Safari)

# A screen reader, and the desktop that it needs.
orca:
	@missing=""; for name in orca openbox xdotool; do command -v $$name >/dev/null || missing="$$missing $$name"; done; \
	command -v Xvfb >/dev/null || missing="$$missing xvfb"; \
	command -v dbus-daemon >/dev/null || missing="$$missing dbus"; \
	for python in $${PYTHON:-python3} /usr/bin/python3; do $$python -c 'import pyatspi' 2>/dev/null && break; done || missing="$$missing python3-pyatspi"; \
	test -e /usr/libexec/at-spi-bus-launcher -o -e /usr/lib/at-spi2-core/at-spi-bus-launcher || missing="$$missing at-spi2-core"; \
	$(call install,the tests with the screen reader Orca)

readers:
	@missing=""; \
	for python in $${PYTHON:-python3} /usr/bin/python3; do $$python -c 'import django' 2>/dev/null && break; done || missing=" python3-django"; \
	command -v node >/dev/null || missing="$$missing nodejs"; \
	command -v npm >/dev/null || missing="$$missing npm"; \
	$(call install,the tests of the cookie's readers)
	@$(call packages,readers,the tests run$(comma) such as AngularJS$(comma) autoconsent and axe-core)

peers:
	@missing=""; command -v npm >/dev/null || missing=" npm"; $(call install,the other banners)
	@$(call packages,peers,the benchmark measures,app/bench)

waysin:
	@missing=""; PATH="$$PATH:/usr/sbin"; \
	command -v nginx >/dev/null || missing=" nginx"; \
	command -v apache2 >/dev/null || missing="$$missing apache2-bin"; \
	test -e /etc/mime.types || missing="$$missing media-types"; \
	command -v node >/dev/null || missing="$$missing nodejs"; \
	command -v npm >/dev/null || missing="$$missing npm"; \
	$(call install,the tests of the ways in)
	@$(call packages,nextjs,the test of the way into a Next.js application runs)

# Installs the packages that $$missing names, where it can. $(1) says what for.
install = [ -z "$$missing" ] || if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  echo "Installing$$missing with apt-get, for $(1)."; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends$$missing >/dev/null; \
	else \
	  echo "Missing, for $(1):$$missing. Install it (Debian: apt-get install$$missing)."; exit 1; \
	fi

# The npm packages of app/e2e/harness/$(1), or of $(3)/$(1), in .build/$(1), as its lock file says.
# $(2) says what they are. Peers are left out: Foundation's would bring Sass for every system.
comma := ,
packages = from=$(or $(3),app/e2e/harness)/$(1); \
	cmp -s $$from/package-lock.json .build/$(1)/package-lock.json || { \
	rm -rf .build/$(1) .build/$(1)-new && mkdir -p .build/$(1)-new && \
	cp $$from/package.json $$from/package-lock.json .build/$(1)-new && \
	(cd .build/$(1)-new && npm ci --ignore-scripts --legacy-peer-deps --no-audit --no-fund --loglevel=error) && \
	mv .build/$(1)-new .build/$(1) || { \
	echo "npm could not install what $(2)."; exit 1; }; }
