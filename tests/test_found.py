"""How the site is found and served: sitemaps, the browser's address bar, shared links, missing pages, headers."""

from __future__ import annotations

import gzip
import re
import xml.etree.ElementTree as ET

from playwright.sync_api import expect

from csea_terms.model import Language
from csea_terms.publishing.website.hosting import opensearch
from csea_terms.publishing.website.sitemap import sitemap_files

BASE = "https://w3id.org/csea-terms/"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def test_a_sitemap_names_each_page_in_all_languages_that_have_it():
    files = dict(sitemap_files(["en/", "en/az/", "fr/", "fr/az/", "en/avoid/x/"]))
    assert list(files) == ["sitemap-en.xml.gz", "sitemap-fr.xml.gz", "sitemap.xml"]
    assert [e.text for e in ET.fromstring(files["sitemap.xml"]).iter(f"{SITEMAP}loc")] == [f"{BASE}{name}" for name in ("sitemap-en.xml.gz", "sitemap-fr.xml.gz")]
    assert _addresses(files["sitemap-en.xml.gz"]) == {
        f"{BASE}en/": [f"{BASE}en/", f"{BASE}fr/"],
        f"{BASE}en/az/": [f"{BASE}en/az/", f"{BASE}fr/az/"],
        f"{BASE}en/avoid/x/": [f"{BASE}en/avoid/x/"],
    }


def test_the_sitemaps_list_every_page_of_the_site_once_and_its_translations_both_ways(site, glossary):
    listed: dict[str, list[str]] = {}
    for path in site.glob("sitemap-*.xml.gz"):
        addresses = _addresses(path.read_bytes())
        # What a sitemap may hold at most, unpacked.
        assert len(addresses) < 50_000 and len(gzip.decompress(path.read_bytes())) < 50_000_000
        assert not listed.keys() & addresses.keys()
        listed |= addresses
    # How a term was worded once is no page for search engines.
    past = set(site.glob("history/**/*.html"))
    assert past and all(b'<meta name="robots" content="noindex">' in path.read_bytes() for path in past)
    pages = [path.relative_to(site).as_posix() for path in site.glob("*/**/*.html") if path not in past]
    assert sorted(f"{address.removeprefix(BASE)}index.html" for address in listed) == sorted(pages)
    assert all(listed[other] == others for others in listed.values() for other in others)
    assert len(listed[f"{BASE}fr/terms/csam/"]) == len(glossary.languages)


def _addresses(sitemap: bytes) -> dict[str, list[str]]:
    """Return the addresses of a compressed sitemap, each with those of the same page in all languages."""
    urls = ET.fromstring(gzip.decompress(sitemap))
    return {url.findtext(f"{SITEMAP}loc"): [link.get("href") for link in url.iter(LINK)] for url in urls}


def test_the_description_for_the_address_bar_is_one_for_any_words():
    language = Language("xx", "X", "X", "ltr", {"search_everything": "Terms & <laws>"})
    root = ET.fromstring(opensearch(language, "A name & more than that"))
    namespace = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert root.findtext(f"{namespace}ShortName") == "A name & more th"
    assert root.findtext(f"{namespace}Description") == "Terms & <laws>"
    # What is looked up stands behind the #, which no browser sends.
    assert root.find(f"{namespace}Url").get("template") == f"{BASE}xx/index.html#search={{searchTerms}}"


def test_words_from_the_address_bar_are_looked_up_and_leave_the_address(browser, serve_folder, site):
    page = browser.new_page()
    page.goto(f"{serve_folder(site)}en/index.html#search=child+pornograph%79")
    described = page.locator('link[rel="search"]').evaluate("link => link.href")
    assert page.request.get(described).text().startswith("<?xml")
    expect(page.get_by_role("combobox")).to_have_value("child pornography")
    expect(page.get_by_role("option").first).to_contain_text("child pornography")
    assert page.url.endswith("/en/index.html")
    page.close()


def test_a_missing_page_speaks_all_languages_and_searches_from_any_address(browser, serve_folder, site, glossary):
    origin = serve_folder(site)
    page = browser.new_page()
    page.route("**/en/terms/no/such/page", lambda route: route.fulfill(status=404, path=site / "404.html", content_type="text/html"))
    page.goto(f"{origin}en/terms/no/such/page")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    assert page.locator("main section[lang]").count() == len(glossary.languages) - 1
    page.get_by_role("combobox").fill("hotline")
    expect(page.get_by_role("option").first).to_contain_text("hotline")
    page.get_by_role("link", name="Termes de A à Z").or_(page.locator('main a[href="/fr/az/index.html"]')).first.click()
    page.wait_for_url(f"{origin}fr/az/index.html")
    page.close()


def test_a_shared_link_shows_title_and_a_neutral_picture(site):
    head = (site / "fr/terms/csam/index.html").read_text(encoding="utf-8")
    shared = dict(re.findall(r'<meta(?: name="description")? property="og:(\w+)" content="([^"]*)">', head))
    assert shared["image"] == f"{BASE}assets/card.png" and len(shared["description"]) > 50
    assert f'<link rel="canonical" href="{BASE}fr/terms/csam/">' in head
    assert shared["title"] == re.search(r"<title>(.*?)</title>", head)[1]
    png = (site / "assets/card.png").read_bytes()
    assert (int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")) == (1200, 630)


def test_hosts_are_told_that_nobody_may_frame_the_pages(site):
    assert "frame-ancestors 'none'" in (site / "_headers").read_text(encoding="utf-8")
