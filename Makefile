# Everything is built by Go alone; the browser tests also need Chromium and
# Firefox, and those of the cookie's readers and of privacy tools Django, Node and npm, which
# make test installs where it can.

GO ?= go
ADDR ?= localhost:8000
FUZZTIME ?= 30s

.DEFAULT_GOAL := help
.PHONY: help run test test-fast dist size bench proof pictures audit fuzz lint clean go chromium firefox readers lighthouse npm

help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

run: go ## Build everything and serve the preview on http://localhost:8000
	$(GO) run ./app serve -addr $(ADDR)

test: go chromium firefox readers ## Run every test, in a real browser too
	$(GO) test -count=1 -timeout 18m ./...

test-fast: go ## Run the tests that need no browser
	$(GO) test $$($(GO) list ./... | grep -v -e /browsertest -e /firefox)

dist: go ## Build dist/, which any static host serves
	$(GO) run ./app dist

size: go ## Build dist/, print the size of each file, fail over the budget
	$(GO) run ./app size

bench: go chromium ## Measure the banner against four others, into dist-bench/ (BENCH="-loads 3" …)
	$(GO) run ./app bench $(BENCH)

proof: go chromium ## Gather what proves that consent is validly collected, into dist-proof/ (PROOF="-portal …")
	$(GO) run ./app proof $(PROOF)

pictures: go chromium readers ## Write pictures of every state to dist-pictures/
	$(GO) test -count=1 -run TestStates ./app/browsertest -pictures $(CURDIR)/dist-pictures
	@echo "The pictures are in dist-pictures/."

# The tests that judge the pages, in make test too, and Lighthouse, which is not.
AUDITS := TestStates|TestEqualWeight|TestReflow|TestCoverage|TestCoverageAtWorst|TestAccent|TestTabThrough|TestOrientation|TestPortalHead|TestLighthouse

audit: go chromium readers lighthouse ## Judge every state with axe-core, html-validate, Lighthouse…, into dist-audit/
	$(GO) test -count=1 -v -timeout 15m -tags lighthouse -run '^($(AUDITS))$$' ./app/browsertest -audit $(CURDIR)/dist-audit
	@echo "The report is dist-audit/audit.md."

fuzz: go ## Fuzz the readers of the charter and of the cookie, FUZZTIME each
	$(GO) test -run '^$$' -fuzz FuzzParse -fuzztime $(FUZZTIME) -fuzzminimizetime 20x ./charter
	$(GO) test -run '^$$' -fuzz FuzzDecode -fuzztime $(FUZZTIME) -fuzzminimizetime 20x ./banner/preferences

lint: go ## Check format, vet (native and WASM) and staticcheck
	@unformatted=$$(gofmt -l app banner charter web); \
	if [ -n "$$unformatted" ]; then echo "gofmt would change: $$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) vet -tags lighthouse ./app/browsertest
	GOOS=js GOARCH=wasm $(GO) vet ./app ./app/preview ./banner/... ./charter
	$(GO) tool staticcheck ./...
	$(GO) tool staticcheck -tags lighthouse ./app/browsertest
	GOOS=js GOARCH=wasm $$($(GO) tool -n staticcheck) ./app ./app/preview ./banner/... ./charter

clean: ## Remove what was built
	rm -rf dist dist-pictures dist-bench dist-proof dist-audit .build

go:
	@command -v $(GO) >/dev/null || { echo "Go is missing: install Go 1.26 or newer from your system's packages."; exit 1; }

chromium:
	@command -v $${CHROMIUM:-chromium} >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || { \
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  echo "Chromium is missing: installing it with apt-get."; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null; \
	else \
	  echo "Chromium is missing: install it (Debian: apt-get install chromium), or give its path in CHROMIUM."; exit 1; \
	fi; }

firefox:
	@command -v $${FIREFOX:-firefox-esr} >/dev/null || command -v firefox >/dev/null || { \
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  echo "Firefox is missing: installing it with apt-get."; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends firefox-esr >/dev/null; \
	else \
	  echo "Firefox is missing: install it (Debian: apt-get install firefox-esr), or give its path in FIREFOX."; exit 1; \
	fi; }

readers:
	@missing=""; \
	for python in $${PYTHON:-python3} /usr/bin/python3; do $$python -c 'import django' 2>/dev/null && break; done || missing=" python3-django"; \
	command -v node >/dev/null || missing="$$missing nodejs"; \
	command -v npm >/dev/null || missing="$$missing npm"; \
	if [ -n "$$missing" ]; then \
	  if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	    echo "For the tests of the cookie's readers: installing$$missing with apt-get."; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends$$missing >/dev/null; \
	  else \
	    echo "The tests of the cookie's readers need Django, Node and npm: install them (Debian: apt-get install$$missing)."; exit 1; \
	  fi; \
	fi
	@$(call packages,readers,the tests run$(comma) such as AngularJS$(comma) autoconsent and axe-core)

lighthouse:
	@$(call packages,lighthouse,make audit runs)

# The npm packages of app/browsertest/$(1), in .build/$(1), as its lock file says. $(2) says what they are.
comma := ,
packages = cmp -s app/browsertest/$(1)/package-lock.json .build/$(1)/package-lock.json || { \
	rm -rf .build/$(1) .build/$(1)-new && mkdir -p .build/$(1)-new && \
	cp app/browsertest/$(1)/package.json app/browsertest/$(1)/package-lock.json .build/$(1)-new && \
	(cd .build/$(1)-new && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) && \
	mv .build/$(1)-new .build/$(1) || { \
	echo "npm could not install what $(2)."; exit 1; }; }
