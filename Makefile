# Koebako's commands; `make` alone lists them. A machine needs make and Python 3.11 or newer.
# Everything else is installed into .venv the first time, and again when a requirement file
# changes: the two files named *.installed remember that.

PYTHON = .venv/bin/python
# Python compiles what it imports; to compile everything first takes longer than to install it.
PIP = $(PYTHON) -m pip --disable-pip-version-check install --quiet --no-compile
INSTALLED = .venv/run.installed
INSTALLED_FOR_TESTS = .venv/test.installed
BENCHMARKS = $(filter-out bench/load.py bench/twenty.py bench/text_%.py,$(wildcard bench/*.py))
DATA =
ARGS =

.PHONY: help run demo test check lint system-needs bench bench-text screenshots accessibility
.DELETE_ON_ERROR:
.NOTPARALLEL:

help:
	@echo 'make run          サーバーを始めます(例: make run ARGS="--port 8080")'
	@echo 'make demo         見本の調査と回答を入れて、サーバーを始めます'
	@echo 'make test         すべての検査を行います(ブラウザーと PostgreSQL も使います)'
	@echo 'make check        書き方、型、部品どうしの依存だけを手早く検査します'
	@echo 'make bench        速さと故障時の動きを測ります'
	@echo 'make bench-text DATA=フォルダー  自由記述の読み取りの正しさと速さを測ります'
	@echo 'make screenshots  手引きの画面写真を撮り直します'
	@echo 'make accessibility  ウェブアクセシビリティの結果の表を、検査から作り直します'

run: $(INSTALLED)
	$(PYTHON) manage.py serve --try-nearby $(ARGS)

demo: $(INSTALLED)
	$(PYTHON) manage.py demo
	$(PYTHON) manage.py serve --try-nearby $(ARGS)

# Types keep one core busy; what tests need comes over the network meanwhile, and the tests begin.
test: $(INSTALLED_FOR_TESTS)
	@$(MAKE) --no-print-directory lint & lint=$$!; failed=0; \
		$(PYTHON) -m tests.system_needs \
			&& $(PYTHON) -m pytest -n auto --dist worksteal $(ARGS) || failed=1; \
		wait $$lint || { echo '書き方か型の検査(make lint)に通りません。'; failed=1; }; exit $$failed

check: lint
	$(PYTHON) -m pytest --quiet tests/test_imports.py

lint: $(INSTALLED_FOR_TESTS)
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy .

system-needs: $(INSTALLED_FOR_TESTS)
	@$(PYTHON) -m tests.system_needs

bench: system-needs
	@set -e; for file in $(BENCHMARKS); do echo "$$file"; PYTHONPATH=. $(PYTHON) "$$file"; done

bench-text: $(INSTALLED_FOR_TESTS)
	@test -d "$(DATA)" || { echo 'DATA=フォルダー で、測るためのファイルのある場所を指定してください。'; exit 1; }
	@set -e; for file in bench/text_*.py; do echo "$$file"; PYTHONPATH=. $(PYTHON) "$$file" "$(DATA)"; done

screenshots: system-needs
	PYTHONPATH=. $(PYTHON) docs/screenshots.py $(ARGS)

$(PYTHON):
	@sh setup/venv.sh

$(INSTALLED): requirements.txt $(PYTHON)
	@echo '必要な部品を .venv に入れています(初回は数分かかります)。'
	@$(PIP) -r requirements.txt
	@touch $@

# The requirements of the tests include those of the product, so both are up to date afterwards.
$(INSTALLED_FOR_TESTS): requirements-dev.txt requirements.txt $(PYTHON)
	@echo '検査に必要な部品を .venv に入れています(初回は数分かかります)。'
	@$(PIP) -r requirements-dev.txt
	@touch $(INSTALLED) $@

accessibility: system-needs
	$(PYTHON) -m pytest --quiet -m criterion --write-accessibility
