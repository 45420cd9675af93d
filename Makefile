# The commands that people and CI use. `make help` lists them.
HOST ?= 127.0.0.1
PORT ?= 8000
PY := .venv/bin/python
.DEFAULT_GOAL := help

.PHONY: help run test test-postgresql check fix bench fuzz attack lock audit example

help: ## List these commands
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 18

run: ## Set up, read the example plan and serve the site (HOST=… PORT=…)
	@bin/set-up run
	@HOST=$(HOST) PORT=$(PORT) $(PY) -m concordat.config.serve

test: ## Set up and run the tests (on SQLite; see test-postgresql)
	@bin/set-up dev
	@$(PY) -m concordat fetch_front_end --verbosity=0
	@$(PY) -m pytest -n auto --dist worksteal $(ARGS)

test-postgresql: ## Run the tests that touch a database on the PostgreSQL server that DATABASE_URL names
	@bin/set-up dev
	@test -n "$(DATABASE_URL)" || { echo "Give the server: make test-postgresql DATABASE_URL=postgres://user:password@localhost/concordat"; exit 2; }
	@$(PY) -m concordat fetch_front_end --verbosity=0
	@DATABASE_URL=$(DATABASE_URL) $(PY) -m pytest -n auto --dist worksteal -m "django_db and not one_database" --ignore=tests/journeys $(ARGS)

check: ## Everything that the machine can check without running the tests
	@bin/set-up dev
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(PY) -m mypy
	@.venv/bin/lint-imports --no-cache
	@.venv/bin/djlint concordat --extension=jinja --lint --quiet
	@$(PY) -m bandit -q -r concordat -c pyproject.toml
	@$(PY) -m concordat check --fail-level WARNING
	@DATABASE_URL=sqlite://:memory: $(PY) -m concordat makemigrations --check --dry-run

fix: ## Mend what can be mended by machine
	@bin/set-up dev
	@$(PY) -m ruff check --fix
	@$(PY) -m ruff format

bench: ## Measure speed as ratios within one run
	@bin/set-up dev
	@$(PY) -m tests.bench

fuzz: ## Read files spoilt by chance for a few CPU minutes (ARGS="--minutes 15 --seed 1 pdf html")
	@bin/set-up dev
	@nice -n 10 $(PY) -m tests.fuzz $(ARGS)

attack: ## Attack what leaves the members' view many times over (ARGS="--times 40"; an hour or more)
	@bin/set-up dev
	@nice -n 10 $(PY) -m tests.indicators.releases.attack $(ARGS)

audit: ## Look for known holes in what we depend on
	@bin/set-up dev
	@$(PY) -m pip_audit --require-hashes --disable-pip -r requirements.txt

lock: ## Write the lock files anew from pyproject.toml
	@bin/set-up dev
	@.venv/bin/uv pip compile -q --upgrade --generate-hashes --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url pyproject.toml -o requirements.txt
	@.venv/bin/uv pip compile -q --generate-hashes --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

example: ## Write the example's Word files anew from their content
	@bin/set-up dev
	@$(PY) -m examples.write_plans
