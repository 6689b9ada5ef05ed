"""Which browser the tests and the benchmarks open: `make browser` sees that there is one."""

from __future__ import annotations

import shutil

PROGRAM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
"""Debian's headless shell, which needs a quarter less processor time for the same pages than Debian's whole Chromium, or
that; ``None`` where neither is installed, for which Playwright takes the headless shell of its own."""
