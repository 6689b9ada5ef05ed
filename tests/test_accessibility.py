"""The built site held to WCAG 2.2: what axe-core finds, and what a screen of 320 pixels shows (success criterion 1.4.10)."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

KINDS = (
    "", "about/", "about-the-data/", "avoid/", "avoid/forms-of-abuse/", "az/", "check-text/", "codes/", "coverage/", "crosswalks/", "crosswalks/compare/",
    "crosswalks/false-friends/", "crosswalks/false-friends/law-enforcement/", "crosswalks/iccs-2015/", "crosswalks/matrix/",
    "crosswalks/matrix/law-enforcement/", "crosswalks/recode/", "downloads/", "help/", "jurisdictions/", "jurisdictions/us/",
    "languages/", "map/", "often-confused/", "often-confused/forms-of-abuse/", "propose/", "sectors/", "sectors/law-enforcement/", "sources/",
    "sources/crc-1989/", "terms/csam/", "topics/", "topics/forms-of-abuse/", "../history/csam/",
)  # fmt: skip
"""A page of each kind."""

SAMPLE = (
    "", "avoid/forms-of-abuse/", "check-text/", "coverage/", "crosswalks/compare/", "crosswalks/iccs-2015/", "crosswalks/matrix/law-enforcement/",
    "crosswalks/recode/", "jurisdictions/us/", "map/", "propose/", "sources/", "terms/csam/", "topics/forms-of-abuse/", "../history/csam/",
)  # fmt: skip
"""Pages of the kinds in which axe has found something before, and of those that are most read."""

OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
"""All rules that are no experiments; the size of targets (WCAG 2.2, 2.5.8) is one that axe-core leaves out unless it is asked."""


@pytest.fixture(scope="module")
def origin(serve_folder, site) -> str:
    return serve_folder(site)


@pytest.mark.parametrize(("tag", "scheme", "width"), [("en", "light", 1280), ("ar", "dark", 360), ("zh", "light", 360)])
def test_axe_finds_nothing(browser, origin, tag, scheme, width):
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 740}, bypass_csp=True)
    page = context.new_page()
    found = []
    for path in SAMPLE:
        page.goto(f"{origin}{tag}/{path}index.html", wait_until="networkidle")
        page.evaluate("document.querySelectorAll('main details').forEach((details) => (details.open = true))")
        for violation in Axe().run(page, options=OPTIONS).response["violations"]:
            found += [(path, violation["id"], node["html"], node["failureSummary"]) for node in violation["nodes"]]
    context.close()
    assert found == []


@pytest.mark.parametrize("tag", ["en", "ar", "ru"])
def test_every_kind_of_page_fits_a_screen_of_320_pixels(browser, origin, tag):
    page = browser.new_page(viewport={"width": 320, "height": 640})
    too_wide = []
    for path in KINDS:
        page.goto(f"{origin}{tag}/{path}index.html", wait_until="load")
        width = page.evaluate("document.documentElement.scrollWidth")
        too_wide += [(path, width)] if width > 320 else []
    page.close()
    assert too_wide == []
