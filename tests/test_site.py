"""The built site, on the real vocabulary: what every page must be, with no browser and no JavaScript."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from posixpath import dirname, normpath
from sys import intern
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

import pytest

from csea_terms.checking.check import no_garbage
from csea_terms.publishing.pages.propose import FORMS
from csea_terms.publishing.published_names import published_names
from tests.checkout import ROOT

EXTERNAL_RELATIONS = {"alternate", "canonical", "license"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SHAPES = {"circle", "line", "path", "rect", "use"}
"""What in a drawing closes itself."""
PARSED = "ar/"
"""Where the pages of one language stand, which a real parser reads too."""

_ATTRIBUTES = re.compile(r' ([\w:-]+)="([^"]*)"')


def attributes_of(tag: str) -> dict[str, str]:
    """Return the attributes of a tag."""
    return {name: unescape(value) for name, value in _ATTRIBUTES.findall(tag)}


def values(text: str, pattern: str) -> tuple[str, ...]:
    """Return what a pattern finds in a page; a text that many pages have is kept once."""
    return tuple(intern(unescape(value)) for value in re.findall(pattern, text))


class Page:
    """What the checks need of a page, found by patterns: Python's parser would take a minute of the processor for all pages.

    They read tags as our templates write them, in lower case and with double quotes; a test holds them to the parser.
    """

    def __init__(self, text: str):
        links = [attributes_of(tag) for tag in re.findall("<link [^>]*>", text)]
        self.html = attributes_of(re.search("<html[^>]*>", text)[0])
        self.title = unescape(re.search("<title>(.*?)</title>", text, re.DOTALL)[1].strip())
        self.headings = len(re.findall("<h1[ >]", text))
        self.ids = values(text, r' id="([^"]*)"')
        self.addresses = tuple(dict.fromkeys(values(text, r' (?:href|src)="([^"]*)"')))
        self.classes = {name for value in set(values(text, r' class="([^"]*)"')) for name in value.split()}
        self.policies = values(text, r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')
        switches = [attributes_of(tag) for tag in re.findall("<a [^>]*hreflang=[^>]*>", text)]
        self.translations = {link["hreflang"]: intern(link["href"]) for link in switches if not link["href"].startswith("/")}
        self.loaded = values(text, r'<(?:img|script|source|iframe|video)\b[^>]* src="([^"]*)"')
        self.loaded += tuple(intern(link["href"]) for link in links if not set(link["rel"].split()) <= EXTERNAL_RELATIONS)
        self.inline = re.findall(r' (?:style|on[a-z]+)="[^"]*"', text)
        self.inline += [tag for tag in re.findall("<script[^>]*>", text) if not re.search(' src="| type="application/(?:ld.)?json"', tag)]
        self.unbalanced = unbalanced(text)


def unbalanced(text: str) -> dict[str, int]:
    """Return how much more often tags are opened than closed, by name."""
    counted = Counter(re.findall("<(/?[a-z][a-z0-9]*)", text))
    names = {name.lstrip("/") for name in counted} - VOID - SHAPES
    return {name: more for name in names if (more := counted[name] - counted[f"/{name}"])}


class Parsed(HTMLParser):
    """A page as Python's parser reads it: whether each tag is closed in its place, and attributes to compare."""

    def __init__(self, text: str):
        super().__init__()
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.values: dict[str, list[str]] = {"id": [], "href": [], "src": [], "class": []}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.handle_startendtag(tag, attributes)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        for name, value in attributes:
            if name in self.values:
                self.values[name].append(value)

    def handle_endtag(self, tag):
        if tag in ("p", "li") and self.open and self.open[-1] != tag:
            return
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(f"</{tag}> at line {self.getpos()[0]}")


class Article(HTMLParser):
    """The text of a page's article."""

    def __init__(self, text: str):
        super().__init__()
        self.inside = False
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.inside = self.inside or tag == "article"

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "article"

    def handle_data(self, data):
        self.text += data if self.inside else ""


@pytest.fixture(scope="module")
def pages(site) -> dict[str, Page]:
    """Every page of the site by its path below public/, read once for all tests."""
    with no_garbage():
        return {path.relative_to(site).as_posix(): Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}


def test_every_link_and_anchor_resolves(site, pages):
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    ids = {path: frozenset(page.ids) for path, page in pages.items()}
    broken = []
    for path, page in pages.items():
        for link in filter(None, page.addresses):
            if not link.startswith(("https://", "mailto:")):
                address, _, anchor = link.partition("#")
                found = normpath(f"{dirname(path)}/{unquote(address)}").lstrip("/") if address else path
                if found not in files:
                    broken.append(f"{path}: {link}")
                elif found.endswith("/propose/index.html") and "=" in anchor:
                    # What its form is filled in with, which is no place on the page.
                    said = dict(parse_qsl(anchor))
                    if said["kind"] not in FORMS or f"{dirname(dirname(found))}/terms/{said['term']}/index.html" not in files:
                        broken.append(f"{path}: {link} (nothing to fill in)")
                elif anchor and unquote(anchor) not in ids.get(found, ()):
                    broken.append(f"{path}: {link} (no such anchor)")
    assert broken == []


def test_a_prose_page_is_titled_with_the_name_of_the_site_in_its_language(pages, glossary):
    for tag in glossary.languages:
        name = glossary.title.get(tag) or glossary.title["en"]
        assert pages[f"{tag}/help/index.html"].title.endswith(f" – {name}"), tag


def test_titles_are_unique_within_a_language_and_there_is_one_heading(pages):
    titles = Counter((path.split("/")[0], page.title) for path, page in pages.items())
    assert [title for title, count in titles.items() if count > 1] == []
    assert [path for path, page in pages.items() if page.headings != 1] == []


def test_every_page_says_its_language_and_direction(pages):
    wrong = []
    for path, page in pages.items():
        # Where languages are shown beside each other, the frame is English.
        language = path.split("/")[0] if "/" in path and not path.startswith("history/") else "en"
        if page.html.get("lang") != language or page.html.get("dir") != ("rtl" if language == "ar" else "ltr"):
            wrong.append(path)
    assert wrong == []


def test_every_page_leads_to_its_translations_both_ways(pages, glossary):
    alternates = {}
    for path, page in pages.items():
        found = {language: normpath(f"{dirname(path)}/{href}") for language, href in page.translations.items()}
        # Where a page is not in a language, the switcher leads to the home page of that language.
        alternates[path] = {language: target for language, target in found.items() if target != f"{language}/index.html" or path.count("/") == 1}
    wrong = []
    for path, links in alternates.items():
        for language, target in links.items():
            if path == "index.html":
                continue
            if target not in pages or alternates[target].get(path.split("/")[0]) != path:
                wrong.append(f"{path} → {language}")
    assert wrong == []
    assert alternates["fr/terms/csam/index.html"].keys() == glossary.languages.keys()


def test_nothing_is_loaded_from_elsewhere(site, pages):
    assert [f"{path}: {address}" for path, page in pages.items() for address in page.loaded if urlsplit(address).netloc] == []
    style = (site / "assets/style.css").read_text(encoding="utf-8")
    assert re.findall(r"@import|url\((?!data:|\"data:|'data:|#)[^)]*\)", style) == []


def test_the_stylesheet_is_small_and_what_pages_use(site, pages):
    style = (site / "assets/style.css").read_text(encoding="utf-8")
    used = {name for page in pages.values() for name in page.classes}
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "site/assets").rglob("*.mjs"))
    named = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"\{[^{}]*\}", "", style)))
    assert sorted(name for name in named - used if name not in scripts) == []
    assert len(style.encode()) <= 30_000


def test_no_inline_script_or_style_needs_an_exception_from_the_policy(pages):
    assert {path: page.inline for path, page in pages.items() if page.inline} == {}
    policies = {page.policies for page in pages.values()}
    assert all(len(policy) == 1 and "default-src 'none'" in policy[0] and "unsafe" not in policy[0] for policy in policies)


def test_the_markup_is_balanced(pages):
    assert {path: page.unbalanced for path, page in pages.items() if page.unbalanced} == {}


def test_a_parser_finds_each_tag_closed_in_its_place_and_reads_the_same_as_the_patterns(site, pages):
    read = {path: page for path, page in pages.items() if path.startswith(PARSED) or "/" not in path}
    assert len(read) > 1000
    for path, page in read.items():
        parsed = Parsed((site / path).read_text(encoding="utf-8"))
        assert parsed.unbalanced == [], path
        assert parsed.values["id"] == [*page.ids], path
        assert {*parsed.values["href"], *parsed.values["src"]} == {*page.addresses}, path
        assert {name for value in parsed.values["class"] for name in value.split()} == page.classes, path


def test_ids_are_unique_within_a_page(pages):
    wrong = {}
    for path, page in pages.items():
        repeated = [name for name, count in Counter(page.ids).items() if count > 1]
        if repeated:
            wrong[path] = repeated
    assert wrong == {}


def test_every_concept_has_its_page_and_data_in_every_language(site, glossary):
    missing = [
        address
        for concept in glossary.concepts
        for address in (
            *(f"{language}/terms/{concept}/index.html" for language in glossary.languages),
            f"data/terms/{concept}.ttl",
            f"data/terms/{concept}.jsonld",
        )
        if not (site / address).is_file()
    ]
    assert missing == []


def test_the_full_content_is_there_without_javascript(site, glossary):
    page = Article((site / "en/terms/csam/index.html").read_text(encoding="utf-8")).text
    csam = glossary.concepts["csam"]
    expected = [csam.words["en"].definition, *csam.words["en"].scope_notes]
    expected += [label.text for words in csam.words.values() for label in words.labels if label.kind == "preferred"]
    expected += [label.reason for label in csam.words["en"].of_kind("avoid")]
    assert [text for text in expected if text not in page] == []


def test_a_to_z_serves_every_concept(pages, glossary):
    for language in glossary.languages:
        linked = {urljoin(f"/{language}/az/", link) for link in pages[f"{language}/az/index.html"].addresses}
        current = [c for c in glossary.concepts.values() if not c.deprecated]
        assert [c.id for c in current if f"/{language}/terms/{c.id}/index.html" not in linked] == []


def test_a_concept_page_is_light(site, pages):
    import gzip

    path = "en/terms/csam/index.html"
    files = {path, *(urljoin(f"/{path}", address).lstrip("/") for address in pages[path].loaded)}
    assert sum(len(gzip.compress((site / file).read_bytes(), 9)) for file in files) < 70_000


def test_false_friends_mark_codes_that_nobody_has_checked_against_the_published_scheme(site, glossary):
    pages = [path.read_text(encoding="utf-8") for path in (site / "en/crosswalks/false-friends").rglob("index.html")]
    codes = [glossary.code(mapping) for mapping in glossary.mappings if mapping.negated]
    unverified = sum(not code.verified for code in codes)
    assert unverified > 0
    assert sum(page.count("not yet checked against the published scheme") for page in pages) == unverified


def test_no_page_is_too_long_to_load_on_a_phone(site):
    assert {path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*.html") if path.stat().st_size > 200_000} == {}


def test_everything_that_was_published_is_still_there(site, loaded, glossary):
    assert published_names(loaded, glossary, site).gone == [], "Bring it back; an address that must go answers and points on"
