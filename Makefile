# The one entry point: each word runs a script of tools/, and CI uses the same words. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: setup build run preview test check check-rest e2e bench bench-app format demo clean help up down up-backend stop-backend logs

setup: ## Install every dependency (says what; asks for root only when something is missing)
	@tools/setup

build: ## Build the server (build/bin/keyglass) and the browser app (build/web)
	@tools/setup build
	@tools/build

run: build ## Build, then serve the API on :8000 and the app on :3000
	@exec build/bin/keyglass up

preview: build ## Serve the app alone with emrun on 127.0.0.1:6931, against a running API
	@tools/preview

test: ## Build and run every test suite; ends with "N passed, N failed"
	@tools/setup build test
	@tools/build
	@tools/test default

check: ## All of `test`, then sanitizers, format, clang-tidy and bounded fuzzing
	@tools/setup build test check
	@tools/build
	@tools/test default rest

check-rest: ## What `check` does beyond `test`
	@tools/setup build test check
	@tools/test rest

e2e: ## Run the browser tests alone
	@tools/setup build test
	@tools/build
	@tools/test e2e

bench: ## Measure against the peers that are installed
	@tools/setup build bench
	@tools/build server
	@tools/bench

bench-app: ## Measure the app in a browser: a million keys, a large value, 2,000 changes a second
	@tools/setup build test
	@tools/build
	@tools/bench --only app

format: ## Format the C++ sources in place
	@tools/setup check
	@tools/format

demo: ## Load this machine's package index into the running API
	@tools/demo_data

clean: ## Remove what was built (dependencies in .deps stay)
	rm -rf build

up: ## Start the containers: API, app, Redis
	@tools/containers up

down: ## Stop and remove the containers
	@tools/containers down

up-backend: ## Start the API container alone
	@tools/containers up-backend

stop-backend: ## Stop the API container
	@tools/containers stop-backend

logs: ## Follow the containers' logs
	@tools/containers logs

help: ## List these words
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
