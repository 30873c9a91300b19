# One word for everything. Each target is a line or two over the CMake presets and scripts/.
JOBS ?= $(shell nproc)
ARGS ?= --scenario scenarios/kcp/monthly_subscription.json
BASE ?= HEAD
FUZZ_SECONDS ?= 60
SOAK_SECONDS ?= 240

build   = cmake --preset $(1) && cmake --build --preset $(1) -j $(JOBS)
install = scripts/install-packages.sh $(1)
install_node = scripts/install-node-modules.sh tests build/node
tests   = build/$(1)/tests/portone_tests
recorded = fixtures/golden fixtures/scenarios scenarios/schema.json docs

.DEFAULT_GOAL := help
.PHONY: help run test quick smoke check format golden tsan fuzz soak clients bench image clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

run: ## build and start the emulator with a scenario (ARGS=... for other arguments)
	@$(call install,build)
	@$(call build,release)
	build/release/src/portone-emulator serve $(ARGS)

test: ## build and run every test, as CI does
	@$(call install,build test)
	@$(install_node)
	@$(call build,dev)
	ctest --preset dev -j $(JOBS)

quick: ## build without sanitizers and run the tests that start no program and are short
	@$(call install,build test)
	@$(call build,quick)
	ctest --preset quick -j $(JOBS)

smoke: ## run the scenario library on the program that ships
	@$(call install,build)
	@$(call build,release)
	build/release/src/portone-emulator run scenarios
	scripts/check-hardening.sh build/release/src/portone-emulator

check: ## format, house rules, and clang-tidy on the files changed since BASE (default HEAD)
	@$(call install,build test check)
	git ls-files -co --exclude-standard '*.cc' '*.h' | xargs clang-format --dry-run --Werror
	@$(call build,dev)
	$(call tests,dev) '[tidy]'
	{ git diff --name-only --diff-filter=d $(BASE) -- '*.cc'; git ls-files -o --exclude-standard '*.cc'; } \
	  | xargs -r -n 1 -P $(JOBS) clang-tidy -p build/dev --quiet --extra-arg=-Wno-unknown-warning-option \
	      --extra-arg=-Wno-unused-command-line-argument

format: ## rewrite the sources in the project's format
	@$(call install,check)
	git ls-files -co --exclude-standard '*.cc' '*.h' | xargs clang-format -i

golden: ## record the golden files again and show what changed
	@$(call install,build test)
	@$(call build,dev)
	UPDATE_GOLDEN=1 $(call tests,dev) '[golden]'
	git --no-pager diff --stat $(recorded)
	git status --short $(recorded)

tsan: ## run the tests that use threads under the thread sanitizer
	@$(call install,build test)
	@$(install_node)
	@$(call build,tsan)
	TSAN_OPTIONS=suppressions=$(CURDIR)/tests/tsan.supp $(call tests,tsan) \
	  '[engine],[command],[webhook],[control],[http],[determinism],[golden],[app],[e2e]'

fuzz: ## look for inputs that break the readers, FUZZ_SECONDS (default 60) for each reader
	@$(call install,build test fuzz)
	@$(call build,fuzz)
	scripts/fuzz.sh build/fuzz/tests/fuzz $(FUZZ_SECONDS)

soak: ## many clients with faults and bad receivers, then a million schedules (SOAK_SECONDS)
	@$(call install,build test)
	@$(call build,release)
	SOAK_SECONDS=$(SOAK_SECONDS) tests/soak/run.sh build/release/src/portone-emulator

clients: ## run public clients from npm against the emulator (needs Node.js)
	@$(call install,build)
	@$(call build,release)
	tests/clients/run.sh build/release/src/portone-emulator

bench: smoke ## measure requests (compared with nginx), the clock, lists, scenarios, large bodies
	@$(call install,bench)
	bench/run.sh

image: smoke ## build the container image, start it and check it
	scripts/build-image.sh

clean: ## remove the build folder
	rm -rf build
