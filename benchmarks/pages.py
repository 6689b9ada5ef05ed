"""What a reader's browser has to do: how heavy a page is, how soon search answers, how large its lists are."""

from __future__ import annotations

import gzip
import http.server
import threading
from functools import partial
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from rich.table import Table

from benchmarks.browser import PROGRAM
from benchmarks.measure import Report

_TYPED = "chisexual mistyepd"
_SLOWER = 4
"""How many times slower than this machine a reader's may be."""
_WATCH = """() => {
    const box = document.querySelector("[role=combobox]");
    window.answers = [];
    box.addEventListener("input", () => {
        const started = performance.now();
        // A message comes after the next drawing, so that the drawing belongs to the answer.
        requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => window.answers.push(performance.now() - started);
            channel.port2.postMessage(0);
        });
    }, { capture: true });
}"""

_ROWS = 100_000
_WATCH_RECODING = """() => new Promise((resolve) => {
    const started = performance.now();
    let [last, frozen] = [started, 0];
    const tick = setInterval(() => {
        const now = performance.now();
        frozen = Math.max(frozen, now - last);
        last = now;
    }, 5);
    const result = document.querySelector("[data-part=result]");
    new MutationObserver(() => {
        if (result.hidden) return;
        clearInterval(tick);
        resolve({ seconds: (performance.now() - started) / 1000, frozen });
    }).observe(result, { attributes: true });
    document.querySelector("[name=start]").click();
})"""


def pages(report: Report, site: Path) -> None:
    """Measure a built site in a headless Chromium."""
    table = Table("in the browser", "measured", "target", title="The site of the real vocabulary")

    def add(name: str, measured: float, limit: float) -> None:
        table.add_row(name, f"{measured:.1f}", report.figure(name, measured, limit))

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox"])
        requests, size = _weight(browser.new_page(), address + "en/terms/csam/index.html", site)
        add("a concept page, cold, without search: requests", requests, 6)
        add("a concept page, cold, without search: kB gz", size / 1000, 70)
        for language in ("en", "zh"):
            mean, worst, cpu = _keystrokes(browser.new_page(), f"{address}{language}/index.html")
            add(f"answer to a keystroke at a quarter of the speed ({language}), mean wall ms", mean, 16)
            add(f"slowest answer to a keystroke at a quarter of the speed ({language}), wall ms", worst, 50)
            add(f"slowest answer to a keystroke at a quarter of the speed ({language}), CPU ms", cpu, 50)
        seconds, frozen = _recode(browser.new_page(), f"{address}en/crosswalks/recode/index.html")
        table.add_row(f"Map your data, {_ROWS:,} rows: wall s until the file is ready", f"{seconds:.2f}", "")
        add(f"Map your data, {_ROWS:,} rows: longest the page did not answer, ms", frozen, 100)
        browser.close()
    server.shutdown()
    for language in ("en", "ru", "zh"):
        first, usual, everything = _search_weight(site, language)
        add(f"search, {language}: kB gz before the first answer", first / 1000, 60)
        add(f"search, {language}: kB gz in all, for a word of the language or of English", usual / 1000, 180)
        table.add_row(f"search, {language}: kB gz in all, where only notes or other languages in Latin letters can answer", f"{everything / 1000:.1f}", "")
    report.show(table)


def _weight(page: Page, address: str, site: Path) -> tuple[int, int]:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, wait_until="networkidle")
    page.close()
    root = address.split("/en/")[0] + "/"
    return len(asked), sum(len(gzip.compress((site / url.removeprefix(root)).read_bytes(), mtime=0)) for url in asked)


def _search_weight(site: Path, language: str) -> tuple[int, int, int]:
    """Return the bytes (gzip) of the lists that the search waits for, of those that it loads for a word that these or English
    have, and of all that it loads for one in Latin letters that they do not have."""
    sizes = {path.stem: len(gzip.compress(path.read_bytes(), mtime=0)) for path in (site / "assets" / "search").glob("*.js")}
    first = {"concepts", f"labels-{language}", f"page-{language}"}
    usual = first | {"names", "labels-en"}
    everything = usual | {f"notes-{language}"} | {f"labels-{tag}" for tag in ("es", "fr", "id", "pt", "tr", "mul")}
    return tuple(sum(sizes[name] for name in names) for names in (first, usual, everything))


def _keystrokes(page: Page, address: str) -> tuple[float, float, float]:
    """Return the mean and the longest wall time and the longest processor time of an answer, in milliseconds."""
    page.goto(address)
    page.get_by_role("combobox").focus()
    page.wait_for_selector("[data-module=search][data-ready=all]")
    page.evaluate(_WATCH)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    busy = [_busy(session)]
    for letter in _TYPED:
        page.keyboard.press(letter if letter != " " else "Space")
        page.wait_for_timeout(250)
        busy.append(_busy(session))
    answers = page.evaluate("window.answers")
    page.close()
    return sum(answers) / len(answers), max(answers), 1000 * max(after - before for before, after in zip(busy, busy[1:], strict=False))


def _recode(page: Page, address: str) -> tuple[float, float]:
    """Return the seconds that a file takes, and the milliseconds that the page was busy for at most meanwhile."""
    values = ("Online sexual abuse", "Bullying", "Sexual violence", "something else")
    content = "id,category,note\n" + "".join(f"{n},{values[n % 4]},text of a row\n" for n in range(_ROWS))
    page.goto(address)
    page.locator("#recode-file").set_input_files({"name": "large.csv", "mimeType": "", "buffer": content.encode()})
    page.wait_for_selector("[name=start]:visible")
    page.locator("[name=from]").select_option("aselo-default")
    page.locator("[name=to]").select_option("iccs-2015")
    taken = page.evaluate(_WATCH_RECODING)
    page.close()
    return taken["seconds"], taken["frozen"]


def _busy(session) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass
