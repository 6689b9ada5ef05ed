"""The built site in a real browser: search in four scripts, the keyboard, narrow screens, and what is asked of whom."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def origin(serve_folder, site) -> str:
    return serve_folder(site)


@pytest.fixture
def visit(browser, origin):
    """Open a page by its path; at the end nothing may have been asked of anybody else, and nothing complained."""
    opened, asked, complaints = [], [], []

    def open_page(path: str, **settings):
        context = browser.new_context(**settings)
        page = context.new_page()
        opened.append(context)
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(origin + path)
        return page

    yield open_page
    cookies = [cookie for context in opened for cookie in context.cookies()]
    for context in opened:
        context.close()
    assert [url for url in asked if not url.startswith((origin, "data:"))] == []
    assert complaints == []
    assert cookies == []


@pytest.mark.parametrize(
    ("path", "typed", "found"),
    [
        ("en/", "child pornogr", r"avoid: child pornography → child sexual abuse material"),
        ("en/", "groming", r"grooming"),
        ("fr/", "pedopornographie", r"abus sexuels"),
        ("fr/", "temoin", None),
        ("ar/", "استغلال", r"استغلال"),
        ("zh/", "性虐待", r"性虐待"),
        ("ru/", "сексуальное насилие", r"насили"),
        ("en/", "儿童性虐待材料", r"child sexual abuse material"),
    ],
)
def test_search_finds_words_of_any_script(visit, path, typed, found):
    page = visit(path + "index.html")
    box = page.get_by_role("combobox")
    box.focus()
    expect(page.locator("[data-module=search]")).to_have_attribute("data-ready", "all")
    box.press_sequentially(typed)
    if found:
        expect(page.get_by_role("option").first).to_be_visible()
        texts = [re.sub(r"\s+", " ", text) for text in page.get_by_role("option").all_text_contents()]
        assert any(re.search(found, text) for text in texts[:3]), texts[:5]
    assert typed not in page.url and "?" not in page.url


def test_keys_alone_lead_to_a_term(visit):
    page = visit("en/index.html")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('role')") == "combobox":
            break
    expect(page.locator("[data-module=search]")).to_have_attribute("data-ready", "all")
    page.keyboard.type("online grooming")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/en/terms/online-grooming/"))
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("online grooming"))


def test_the_first_key_leads_past_the_menu(visit):
    page = visit("en/terms/csam/index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


@pytest.mark.parametrize("path", ["en/index.html", "en/terms/csam/index.html", "ar/terms/csam/index.html", "zh/avoid/index.html",
                                  "en/crosswalks/iccs-2015/index.html", "ru/topics/index.html", "fr/about/index.html"])  # fmt: skip
def test_nothing_sticks_out_on_a_phone(visit, path):
    page = visit(path, viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_leaving_needs_no_more_than_three_keys(browser, origin):
    page = browser.new_page()
    page.goto(origin + "en/terms/csam/index.html")
    page.route("https://www.un.org/**", lambda route: route.fulfill(body="<title>elsewhere</title>", content_type="text/html"))
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.wait_for_url("https://www.un.org/**")
    page.close()


def presses(page, *keys):
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.parametrize("held", ["Alt", "Control"])
def test_switching_the_keyboard_does_not_leave(visit, held):
    page = visit("en/terms/csam/index.html")
    page.keyboard.down(held)
    presses(page, "Shift", "Shift", "Shift")
    page.keyboard.up(held)
    page.wait_for_timeout(200)
    assert page.url.endswith("/en/terms/csam/index.html") and page.locator("h1").count() == 1


def test_writing_in_a_field_does_not_leave(visit):
    page = visit("en/crosswalks/iccs-2015/index.html")
    page.locator("main input[type=search]").last.focus()
    presses(page, "Shift", "Shift", "Shift")
    page.wait_for_timeout(200)
    assert page.locator("h1").count() == 1


def test_leaving_without_a_connection_shows_an_empty_page(browser, origin):
    context = browser.new_context()
    page = context.new_page()
    page.goto(origin + "en/terms/csam/index.html")
    context.set_offline(True)
    presses(page, "Shift", "Shift", "Shift")
    page.wait_for_url("about:blank")
    context.close()


def test_in_private_mode_a_visit_is_one_step_with_a_neutral_title(visit):
    page = visit("en/about/index.html")
    page.goto(page.url.replace("/about/", "/az/"))
    button = page.get_by_role("button", name="Turn private mode on")
    button.click()
    expect(page.get_by_role("button", name="turn it off")).to_have_attribute("aria-pressed", "true")
    before = page.evaluate("history.length")
    page.get_by_role("link", name="online grooming", exact=True).first.click()
    page.wait_for_url("**/terms/online-grooming/**")
    page.locator(".trail a").first.click()
    page.wait_for_url("**/topics/**")
    assert (page.evaluate("history.length"), page.title()) == (before, "Information")
    page.get_by_role("button", name="turn it off").click()
    assert page.evaluate("sessionStorage.length") == 0
    expect(page).to_have_title(re.compile("CSEA Terms"))
    page.go_back()
    page.wait_for_url("**/about/**")


def test_nothing_is_kept_unless_the_reader_turns_private_mode_on(visit):
    page = visit("en/terms/csam/index.html")
    page.get_by_role("link", name="Get help now").first.click()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_map_zooms_to_a_topic_and_follows_the_keyboard(visit):
    page = visit("en/map/index.html")
    box = lambda: [float(part) for part in page.locator(".map svg").get_attribute("viewBox").split()]  # noqa: E731
    whole = box()
    page.get_by_role("link", name="people and roles").first.click()
    near = box()
    assert near[2] < whole[2] / 3 and page.url.endswith("/en/map/index.html")
    page.locator(".map svg a").last.focus()
    assert box()[2:] == near[2:] and box()[:2] != near[:2]
    page.get_by_role("button", name="The whole map").click()
    assert box() == whole


def test_the_crosswalk_filter_narrows_the_table(visit):
    page = visit("en/crosswalks/iccs-2015/index.html")
    rows = page.locator("table tbody tr:visible")
    before = rows.count()
    page.get_by_role("searchbox").or_(page.locator("input[type=search]")).last.fill("030221")
    expect(rows.first).to_be_visible()
    page.wait_for_function("(n) => [...document.querySelectorAll('table tbody tr')].filter((r) => r.offsetParent).length < n", arg=before)
    assert 0 < rows.count() < before


def test_it_works_from_a_folder(browser, site):
    page = browser.new_page()
    page.goto(f"file://{site}/en/index.html")
    box = page.get_by_role("combobox")
    box.focus()
    expect(page.locator("[data-module=search]")).to_have_attribute("data-ready", "all")
    box.fill("hotline")
    expect(page.get_by_role("option").first).to_contain_text("hotline")
    page.close()


def test_without_javascript_the_a_to_z_leads_to_a_term(browser, origin):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(origin + "en/index.html")
    expect(page.locator("noscript p")).to_be_visible()
    page.get_by_role("link", name="Browse A–Z").first.click()
    page.get_by_role("link", name="online grooming", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("online grooming"))
    context.close()


@pytest.mark.parametrize("tag", ["en", "ar", "es", "fr", "ru"])
def test_a_phone_shows_the_answer_without_scrolling(visit, tag):
    page = visit(f"{tag}/index.html", viewport={"width": 360, "height": 720})
    home = page.url.removesuffix("index.html")
    for term in ("csam", "grooming", "sexual-extortion", "eu-centre", "csam-in-law"):
        page.goto(f"{home}terms/{term}/index.html")
        assert page.locator(".plain").evaluate("(plain) => plain.getBoundingClientRect().bottom") <= 720, term


@pytest.mark.parametrize("tag", ["en", "ar", "ru"])
def test_on_a_desktop_the_contents_stay_in_sight_and_cover_no_heading(visit, tag):
    page = visit(f"{tag}/terms/csam/index.html", viewport={"width": 1280, "height": 800})
    top, bottom = "(box) => box.getBoundingClientRect().top", "(box) => box.getBoundingClientRect().bottom"
    contents, header = page.locator(".jumps"), page.locator(".csea-header__top")
    for anchor in ("scope", "sectors", "codes", "cite"):
        page.locator(f'.jumps a[href="#{anchor}"]').click()
        assert contents.evaluate(top) == pytest.approx(header.evaluate(bottom), abs=1)
        assert contents.evaluate(bottom) <= page.locator(f"#{anchor}").evaluate(top)


def test_the_way_out_stands_in_one_place_and_a_phone_names_the_language(visit):
    page = visit("fr/index.html", viewport={"width": 1280, "height": 800})
    way_out = page.locator(".csea-leave").bounding_box()["x"]
    page.goto(page.url.replace("/index.html", "/az/index.html"))
    assert page.locator(".csea-leave").bounding_box()["x"] == way_out
    page.set_viewport_size(PHONE)
    assert page.locator(".csea-languages summary").inner_text() == "Langue\xa0: Français"


def test_the_names_of_rows_and_columns_stay_in_sight_in_a_matrix(visit):
    page = visit("ar/crosswalks/matrix/law-enforcement/index.html", viewport=PHONE)
    page.locator(".tall").evaluate("(box) => box.scrollTo(-300, 900)")
    column, row = page.locator(".tall thead th").first, page.locator(".tall tbody tr:nth-child(20) th").first
    box, corner, name = page.locator(".tall").bounding_box(), column.bounding_box(), row.bounding_box()
    right = lambda place: place["x"] + place["width"]  # noqa: E731
    assert abs(corner["y"] - box["y"]) < 2 and abs(right(corner) - right(box)) < 2 and abs(right(name) - right(box)) < 2
