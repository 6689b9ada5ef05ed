"""What a reader keeps for offline use, in a real browser."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from csea_terms import __version__
from csea_terms.publishing.website.offline import offline_files


def test_a_list_has_the_pages_of_its_language_and_what_all_share():
    sizes = {"en/": 1_500_000, "en/az/": 400_000, "fr/": 10}
    files = {path: json.loads(content) for path, content in offline_files(sizes, {"assets/site.js": 200_000}, "2026-11-29")}
    assert files["offline/en.json"] == {
        "version": f"{__version__} · 2026-11-29",
        "megabytes": 3,
        "files": ["assets/site.js", "en/index.html", "en/az/index.html"],
    }
    assert files["offline/fr.json"]["files"] == ["assets/site.js", "fr/index.html"]


@pytest.fixture
def kept(browser, serve_folder, site):
    """A page whose reader keeps a language, shortened to a few pages, and the site's address."""
    origin = serve_folder(site)
    context = browser.new_context()
    listed = json.loads((site / "offline/en.json").read_text(encoding="utf-8"))
    wanted = ("assets/", "en/index.html", "en/downloads/", "en/terms/csam/")
    listed["files"] = [path for path in listed["files"] if path.startswith(wanted)]
    context.route("**/offline/en.json", lambda route: route.fulfill(json=listed))
    page = context.new_page()
    page.goto(f"{origin}en/downloads/index.html")
    page.get_by_role("button", name="Keep for offline use").click()
    expect(page.get_by_text(f"Kept for offline use: {__version__}")).to_be_visible(timeout=30_000)
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    yield page, origin
    context.close()


def test_what_is_kept_opens_and_searches_without_a_connection(kept):
    page, origin = kept
    page.context.set_offline(True)
    page.goto(f"{origin}en/terms/csam/")
    expect(page.get_by_role("heading", level=1)).to_have_text("child sexual abuse material")
    page.get_by_role("combobox").fill("hotline")
    expect(page.get_by_role("option").first).to_contain_text("hotline")


def test_one_click_removes_everything(kept):
    page, _ = kept
    page.get_by_role("button", name="Remove what is kept").click()
    expect(page.get_by_text("What was kept has been removed.")).to_be_visible()
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_the_size_is_said_before_and_nothing_is_kept_unasked(browser, serve_folder, site):
    page = browser.new_page()
    page.goto(f"{serve_folder(site)}en/downloads/index.html")
    expect(page.locator('[data-offline="about"]')).to_have_text(re.compile(r"\(\d\d MB\)"))
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    page.close()


def test_from_a_folder_nothing_is_offered(browser, site):
    page = browser.new_page()
    page.goto(f"file://{site}/en/downloads/index.html")
    expect(page.locator("#offline")).to_be_hidden()
    page.close()
