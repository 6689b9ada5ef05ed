"""How long `csea-terms check-text` takes for a million words, beside plain regular expressions for the same words on the same file.

Vale is what somebody would take instead; its program cannot be had from a package registry, so that the expressions which the package
for Vale holds are run here, by Python's engine and by RE2, without any of the conditions that tell a word to avoid from ordinary speech.
The same for the page "Check your text": 100,000 words in a browser, as it is and slowed down four times.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from rich.table import Table

from benchmarks.browser import PROGRAM
from benchmarks.measure import ROOT, Report, ours, row, run
from csea_terms.textcheck.selftest import read_cases

_WORDS = 1_000_000
_SECONDS, _MEGABYTES = 3, 200
_ON_THE_PAGE = 100_000
_SLOWED = {1: 1, 4: 4}
"""How much slower than this machine a browser is, and the seconds that it may take."""

_ENGINES = {"re": "one by one in Python", "re2": "all at once in RE2"}
_PLAIN = """
import re, sys
from pathlib import Path
from csea_terms.checking.check import load_valid
from csea_terms.reading.assemble import assemble
from csea_terms.reading.repository import Repository
from csea_terms.textcheck.expressions import expression
from csea_terms.textcheck.lexicon import TextLexicon
lexicon = TextLexicon(assemble(load_valid(Repository(Path(sys.argv[1])))), "en")
phrases = {own for rows in lexicon.phrases.values() for own, word in rows.items() if word}
patterns = [rf"\\b(?:{expression(own, 'en')})\\b" for own in phrases]
text = Path(sys.argv[2]).read_text(encoding="utf-8")
if sys.argv[3] == "re2":
    import re2
    options = re2.Options()
    options.case_sensitive, options.max_mem = False, 1 << 28
    compiled = [re2.compile("|".join(patterns), options)]
else:
    compiled = [re.compile(pattern, re.I) for pattern in patterns]
print(sum(1 for pattern in compiled for _ in pattern.finditer(text)))
"""


def english(words: int) -> str:
    """Return English text of so many words: the innocent documents and the labelled sentences, again and again."""
    folder = ROOT / "tests" / "text-cases"
    pieces = [path.read_text(encoding="utf-8") for path in sorted((folder / "long").glob("en-*.md"))]
    pieces += [case.text for case in read_cases(folder) if case.language == "en"]
    text = "\n\n".join(pieces)
    return "\n\n".join([text] * (words // len(text.split()) + 1))


def text_check(report: Report, folder: Path, site: Path) -> None:
    """Measure the command, plain expressions, and the page."""
    path = folder / "million.txt"
    path.write_text(english(_WORDS), encoding="utf-8")
    table = Table(f"{_WORDS:,} words of English", "wall s", "CPU s", "peak MB", "target")
    # The command says by its exit status that it found words to avoid.
    taken = run("sh", "-c", f"{sys.executable} -m csea_terms --quiet --root {ROOT} check-text {path} --format github || [ $? = 1 ]")
    report.figure("check-text, a million words: peak MB", taken.memory, _MEGABYTES)
    row(table, "csea-terms check-text", taken, report.figure("check-text, a million words: CPU s", taken.cpu, _SECONDS))
    row(table, "of this, reading the vocabulary", ours(ROOT, "check-text", str(_short(folder))))
    for engine in ("re", "re2"):
        row(table, f"plain expressions, {_ENGINES[engine]}", run(sys.executable, "-c", _PLAIN, str(ROOT), str(path), engine))
    report.show(table)
    _browser(report, site)


def _short(folder: Path) -> Path:
    path = folder / "short.txt"
    path.write_text("Children play.\n", encoding="utf-8")
    return path


def _browser(report: Report, site: Path) -> None:
    table = Table(f"the page, {_ON_THE_PAGE:,} words", "slowed down", "seconds", "target")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox"])
        for slower, limit in _SLOWED.items():
            seconds = _on_the_page(browser.new_page(), site, slower)
            told = report.figure(f"page, 100,000 words, {slower} times slower: s", seconds, limit)
            table.add_row("Check your text", f"{slower} ×", f"{seconds:.2f}", told)
        browser.close()
    report.show(table)


def _on_the_page(page: Page, site: Path, slower: int) -> float:
    page.goto((site / "en" / "check-text" / "index.html").as_uri())
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.locator("textarea").evaluate("(area, text) => { area.value = text; }", english(_ON_THE_PAGE))
    return page.evaluate(
        """async () => {
            const status = document.querySelector("[data-part=status]");
            const begun = performance.now();
            document.querySelector("form[data-module=check-text] .button.main").click();
            while (!/\\d/.test(status.textContent)) await new Promise((done) => setTimeout(done, 5));
            return (performance.now() - begun) / 1000;
        }"""
    )
