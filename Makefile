# Two commands do everything on a fresh machine: `make site` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
# Where this is set, each process of a test run would compile the program anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: site test quick check benchmark lock browser server fonts clean

site: .venv/ready ## install, check the vocabulary and build the site into public/
	$(BIN)/csea-terms build

test: .venv/ready browser server fonts ## install and run every test, browser tests included
	$(BIN)/pytest --numprocesses auto --dist loadgroup --durations 10

quick: .venv/ready ## the tests that a change of words or of one module needs
	$(BIN)/pytest --numprocesses auto --dist loadgroup -m "not slow"

check: .venv/ready ## list every problem in the vocabulary
	$(BIN)/csea-terms check

benchmark: .venv/ready browser ## print the table of speeds (takes some minutes)
	$(BIN)/python -m benchmarks

lock: .venv/ready ## write requirements.lock anew after a change in pyproject.toml
	$(BIN)/python -m tests.lockfile

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $@

# The headless shell of Chromium, which needs less than the whole of it: Debian's where we may install packages, Playwright's own elsewhere.
browser: .venv/ready
	@if command -v chromium-headless-shell >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq \
	  && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium-headless-shell >/dev/null; then :; \
	else $(BIN)/playwright install --only-shell chromium; fi

# The permanent addresses are asked of Debian's Apache; where there is none, and none can be installed, their tests are skipped.
server:
	@if [ -x /usr/sbin/apache2 ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq apache2-bin >/dev/null; \
	fi

# Books need letters of every script (csea-terms book); where the fonts are not there, and none can be installed, their tests are skipped.
NOTO := /usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf /usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc
fonts:
	@if ls $(NOTO) >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends fonts-noto-core fonts-noto-cjk >/dev/null; \
	fi

clean: ## remove everything that was generated
	rm -rf public .cache .venv
