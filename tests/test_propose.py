"""The page "Propose": the rules that run on the device are those of the check, and what it prepares is what the command writes."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from csea_terms.checking.lint import lint
from csea_terms.checking.memory import Memory
from csea_terms.crosswalks.judging import row_cells
from csea_terms.formats.sssom import with_rows
from csea_terms.formats.turtle import quoted
from csea_terms.model import Mapping
from csea_terms.proposing.known import known
from csea_terms.proposing.form import read_form
from csea_terms.proposing.from_form import proposal
from csea_terms.proposing.new import NewWords, new_term, new_words
from csea_terms.reading.assemble import assemble
from csea_terms.reading.load import load
from csea_terms.reading.repository import Repository
from tests.checkout import ROOT, write_checkout
from tests.test_accessibility import OPTIONS

CASES = json.loads((ROOT / "tests" / "propose-cases.json").read_text(encoding="utf-8"))
"""What is typed (label, definition, plain, note), its language, its text, and the rules that it breaks."""

PREDICATES = {"label": "skos:prefLabel", "definition": "skos:definition", "plain": "cst:plainDefinition", "note": "skos:scopeNote"}
RULES = {rule for *_, rules in CASES for rule in rules} | {"text-length"}
"""The rules that run on the device too."""

HOSTILE = 'a "quoted" \\ <b>&amp;</b> \' ” . ; # @en ^^x ${x} %0A {{7*7}} ](javascript:1) \u202e\U000e0041 e\u0301'
"""A text that would break out of Turtle, HTML, an address, YAML or a template if it stood there as it is."""


def test_the_check_finds_the_rules_of_every_case(tmp_path):
    words = {}
    for number, (part, language, text, _) in enumerate(CASES):
        label = "" if part == "label" else f'skos:prefLabel "x{number}"@{language} ; '
        words[f"vocab/terms/case-{number}/{language}.ttl"] = f"term:case-{number} {label}{PREDICATES[part]} {quoted(text)}@{language} ."
    problems = lint(load(Repository(write_checkout(tmp_path, words, languages=tuple({"en", "fr", *(case[1] for case in CASES)})))), Memory())
    found = {number: {p.rule for p in problems if f"/case-{number}/" in p.path and p.rule in RULES} for number in range(len(CASES))}
    assert [(case, own) for number, own in found.items() if sorted(own) != (case := CASES[number])[3]] == []


@pytest.fixture(scope="module")
def run(modules, glossary):
    """Return a function that evaluates an expression with the modules of the page, ``rules`` and its argument ``given``."""
    script = """async ({{ known, given }}) => {{
        const {{ Rules, tidy }} = await import("/propose/rules.mjs");
        const files = await import("/propose/files.mjs");
        const ways = await import("/propose/ways.mjs");
        const {{ answersOf }} = await import("/propose/answers.mjs");
        const rules = new Rules(known);
        return {};
    }}"""
    facts = known(glossary)
    return lambda expression, given=None: modules.evaluate(script.format(expression), {"known": facts, "given": given})


def test_the_browser_finds_the_same(run):
    found = run("given.map(([part, language, text]) => rules.faults(part, text, language).map(([rule]) => rule).sort())", CASES)
    assert [(case[2], own) for case, own in zip(CASES, found, strict=True) if own != case[3]] == []


def test_what_is_an_error_in_the_check_is_one_in_the_browser(run, tmp_path):
    broken = [(part, language, text) for part, language, text, rules in CASES if rules]
    found = dict(pair for one in run("given.map(([part, language, text]) => rules.faults(part, text, language))", broken) for pair in one)
    found.pop("text-language")  # an error in another script, a warning in the same
    warnings = {rule for rule, is_error in found.items() if not is_error}
    assert warnings == {rule for rule in RULES if rule.endswith(("-end", "-article", "-capital", "-long"))}


@pytest.mark.parametrize("text", [HOSTILE, "plain words", "घर 家 дом"])
def test_a_new_term_is_what_the_command_writes(run, text):
    own = run("""files.newTerm("a-term", { label: given, admitted: [given + " b", "z", "\U0001d400", "\uffee"], definition: given, plain: given },
        ["report", "csam"], ["guide-2016", "act"])""", text)  # fmt: skip
    words = NewWords(text, text, text, (f"{text} b", "z", "\U0001d400", "\uffee"))
    assert dict(own) == new_term("a-term", words, ["report", "csam"], ["guide-2016", "act"], [], "recommended")


@pytest.mark.parametrize("label", [HOSTILE, "hotline’s alert", "ДНК", "!!!"])
def test_words_in_a_language_are_what_the_command_writes(run, glossary, label):
    english = glossary.concepts["csam"].in_language("en")
    given = {"label": label, "digests": known(glossary)["concepts"]["csam"][:2]}
    own = run("""files.newWords("csam", "pt-BR", { label: given.label, definition: "d", plain: "p", attestedAt: "https://example.org/a?b=c#d",
        attestedBy: given.label }, given.digests)""", given)  # fmt: skip
    words = NewWords(label, "d", "p", (), "https://example.org/a?b=c#d", label)
    assert dict(own) == new_words("csam", "pt-BR", words, NewWords("", english.definition, english.plain_definition))


@pytest.mark.parametrize("comment", [HOSTILE.replace("\u202e", ""), "Same cases."])
@pytest.mark.parametrize("notation", ["01", "a b/c:d=\"x\"!*'()~é", None])
def test_a_row_is_what_the_command_writes(run, comment, notation):
    own = run('files.mappingRow("csam", "alpha", given[0], ["broadMatch", "Not"], 0.7, given[1])', [notation, comment])
    cells = row_cells(Mapping("csam", "broadMatch", "alpha", notation, "semapv:ManualMappingCuration", 0.7, comment, True))
    header = "\t".join(cells)
    assert f"{header}\n{own}\n" == with_rows(f"{header}\n", [cells])[0]


def test_names_for_ever_are_words_of_the_identifier(run):
    names = ["Helpline counsellor", "  L’enfant—été ", "child's friend", "家", "3D image", "CSAM (known)"]
    assert run("given.map(files.slugOf)", names) == ["helpline-counsellor", "lenfant-ete", "childs-friend", "", "", "csam-known"]


def test_the_fields_are_those_of_the_forms(run):
    forms = run("Object.entries(ways.FORMS)")
    for kind, (file, title, labels) in forms:
        form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE" / file).read_text(encoding="utf-8"))
        asked = {element["id"]: element["attributes"]["label"] for element in form["body"] if element["type"] != "markdown"}
        assert form["title"] == title and labels.items() <= asked.items(), kind
        required = {element["id"] for element in form["body"] if element.get("validations", {}).get("required")}
        assert required <= {*labels}, f"The page does not ask for everything that {file} needs"
    relation = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/5-mapping.yml").read_text(encoding="utf-8"))["body"]
    options = next(element["attributes"]["options"] for element in relation if element.get("id") == "relation")
    assert run("Object.values(ways.RELATIONS).map(([said]) => said)") == options


def test_addresses_hold_any_text_and_none_is_longer_than_hosts_take(run):
    form = run('ways.formAddress("https://example.org/r", "term", given, { name: given, definition: given })', HOSTILE)
    assert re.fullmatch(r"https://example\.org/r/issues/new\?[\w%.~!*'()=&-]+", form)
    asked = parse_qs(urlsplit(form).query)
    assert asked == {"template": ["1-term.yml"], "title": [f"New term: {HOSTILE}"], "name": [HOSTILE], "definition": [HOSTILE]}
    file = run('ways.newFileAddress("https://example.org/r", "vocab/terms/x/en.ttl", given)', HOSTILE)
    assert parse_qs(urlsplit(file).query) == {"filename": ["vocab/terms/x/en.ttl"], "value": [HOSTILE]}
    mail = run('ways.mailAddress("term", "a&cc=b@example.org\\r\\nBcc: c", given)', "one\ntwo")
    assert mail.startswith("mailto:?subject=") and mail.count("&") == 1 and "%0D%0Atwo" in mail
    long = "é" * 3000
    for address in ('formAddress("https://r", "term", given, {})', 'newFileAddress("https://r", "a", given)', 'mailAddress("term", "", given)'):
        assert run(f"ways.{address}", long) == ""


GIVEN = {
    "term": {"name": "hotline alert", "others": "urgent report\nfast report", "definition": "urgent statement to a platform", "plain": "A fast message.",
             "broader": "report", "source": "guide", "texts": "Another book, 2020"},
    "translation": {"term": "report", "language": "fr", "name": "signalement", "others": "alerte", "definition": "message à une plateforme",
                    "found": "https://example.org/a", "publisher": "A house"},
    "wording": {"term": "csam", "language": "fr", "part": "label", "now": "matériel d’abus sexuels d’enfants", "better": "contenu d’abus", "why": "x"},
    "avoid": {"term": "report", "language": "en", "word": "child snitching", "why": "It blames.", "instead": "report\nstatement", "keep": "In a quotation.",
              "source": "guide"},
    "mapping": {"term": "report", "scheme": "alpha", "code": "011", "relation": "related", "sure": "0,8", "why": "Reports are about images."},
}  # fmt: skip


@pytest.mark.parametrize("kind", GIVEN)
def test_the_form_that_the_page_fills_in_becomes_the_files_that_it_shows(run, tmp_path, kind):
    root = write_checkout(tmp_path, languages=("en", "fr"))
    loaded = load(Repository(root))
    small = assemble(loaded, loaded.problems)
    facts = {slug: [*known(small)["concepts"][slug]] for slug in small.concepts}
    made = run("""(() => {
        const concepts = given.facts;
        const answers = answersOf(given.kind, (name) => given.answers[name] ?? "", {
            conceptOf: (text) => (text in concepts ? text : ""), nameOf: (id) => id, hasSource: (key) => key === "guide", hasCode: () => true,
            digestsOf: (id) => concepts[id].slice(0, 2), hasWords: (id, language) => concepts[id][2].split(" ").includes(language),
            languageName: (language) => ({ en: "English", fr: "French" })[language],
        });
        return { ...answers, body: ways.letter(given.kind, answers.fields), template: ways.FORMS[given.kind][0] };
    })()""", {"kind": kind, "answers": GIVEN[kind], "facts": facts})  # fmt: skip
    assert made["faults"] == []
    label = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE" / made["template"]).read_text(encoding="utf-8"))["labels"][0]
    issue = {"number": 1, "body": made["body"], "user": {"login": "a", "id": 1}, "labels": [{"name": label}]}
    texts = proposal(read_form(issue, ROOT / ".github/ISSUE_TEMPLATE"), Repository(root), loaded, small).texts
    if made["files"]:
        assert dict(made["files"]) == texts
    else:
        ((path, *lines),) = made["changes"]
        assert [*texts] == [path] and all(text in texts[path] for text in lines)


# In the page


@pytest.fixture(scope="module")
def origin(site, serve_folder) -> str:
    return serve_folder(site)


TERM = {"name": "helpline counsellor", "others": "counsellor\nlistener", "definition": HOSTILE.replace("\u202e\U000e0041", "").replace("<b>&amp;</b>", "&").replace("](javascript:1)", ""),
        "broader": "people and roles", "source": "crc-1989"}  # fmt: skip


def fill(page, kind: str, **answers: str) -> None:
    page.locator("#propose-kind").select_option(kind)
    for name, text in answers.items():
        place = page.locator(f"#propose-{name}")
        if place.evaluate("element => element.tagName") == "SELECT":
            place.select_option(text)
        else:
            place.fill(text)
    page.locator("form.propose button.main").click()


def test_a_term_is_checked_on_the_device_and_nothing_is_sent(browser, origin):
    context = browser.new_context()
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append((request.method, request.url.removeprefix(origin), request.post_data)))
    page.goto(f"{origin}en/propose/index.html")
    page.locator("#propose-name").fill("helpline")
    expect(page.locator("[data-part=similar-list]")).to_contain_text("child helpline")
    asked.clear()
    fill(page, "term", **TERM)
    expect(page.locator("[data-part=ready]")).to_be_focused()
    shown = dict(zip(page.locator("[data-part=files] h4").all_text_contents(), page.locator("[data-part=files] pre").all_text_contents(), strict=True))
    definition = " ".join(TERM["definition"].replace("e\u0301", "é").split())
    assert shown == new_term("helpline-counsellor", NewWords(TERM["name"], definition, "", ("counsellor", "listener")), ["people-and-roles"], ["crc-1989"], [], "recommended")
    form = parse_qs(urlsplit(page.locator("[data-part=form]").get_attribute("href")).query)
    assert form["definition"] == [definition] and form["broader"] == ["https://w3id.org/csea-terms/terms/people-and-roles"]
    assert {(method, body) for method, _, body in asked} <= {("GET", None)} and all(url.startswith("assets/") for _, url, _ in asked)
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie, location.search]") == [0, 0, "", ""]
    context.close()


def test_what_is_missing_or_there_already_is_said_at_its_field(browser, origin, glossary):
    page = browser.new_page()
    page.goto(f"{origin}en/propose/index.html")
    fill(page, "term", name="child helpline", definition="The person.", broader="nothing", source="no-such-source")
    expect(page.locator("[data-part=mend] li")).to_have_text([
        "Nearest wider term: Choose one that the glossary has.",
        "Source that the glossary has: Choose one that the glossary has.",
        "Name, as professionals say it: The glossary has this name already.",
    ])  # fmt: skip
    assert page.locator("[data-part=weigh] li").count() == 3 and page.locator("[data-part=result]").is_hidden()
    page.locator("[data-part=mend] a").first.click()
    expect(page.locator("#propose-broader")).to_be_focused()
    fill(page, "term", name="listener", definition="person who looks at child pornography", broader="people and roles", source="crc-1989")
    expect(page.locator("[data-part=weigh]")).to_contain_text("It holds a word to avoid: child pornography")
    fill(page, "term", name="Child Pornography")
    expect(page.locator("[data-part=mend] li")).to_have_text(["Name, as professionals say it: It holds a word to avoid: Child Pornography"])
    avoided = next(label.text for concept in glossary.concepts.values() for label in concept.in_language("uk").of_kind("avoid"))
    fill(page, "translation", term="child sexual abuse material", language="uk", name=avoided)
    expect(page.locator("[data-part=mend]")).to_contain_text(f"It holds a word to avoid: {avoided}")
    page.close()


def test_a_wording_a_word_and_a_mapping_are_lines_for_files_that_are_there(browser, origin):
    page = browser.new_page()
    page.goto(f"{origin}en/propose/index.html#kind=wording&term=csam")
    expect(page.locator("#propose-term")).to_have_value("child sexual abuse material")
    fill(page, "wording", part="definition", now="what it says", better="material of abuse", why="clearer")
    lines, opened = page.locator("[data-part=files] pre"), page.locator("[data-part=files] a")
    expect(lines).to_have_text('    skos:definition "material of abuse"@en ;')
    assert opened.get_attribute("href").endswith("/edit/main/vocab/terms/csam/en.ttl")
    fill(page, "avoid", word="bad word", why="It blames.", instead="good word\nother", source="crc-1989")
    expect(lines).to_contain_text("label:csam.en.bad-word\n    a skosxl:Label ;")
    fill(page, "mapping", scheme="iccs-2015", code="0301", relation="broad", sure="0,8", why="Wider.")
    expect(lines).to_have_text("term:csam\tskos:broadMatch\t\ticcs-2015:0301\tsemapv:ManualMappingCuration\t0.80\tWider.")
    fill(page, "translation", language="fr", name="x")
    expect(page.locator("[data-part=mend]")).to_contain_text("The term has words in this language already")
    fill(page, "mistake", where="home", wrong="<img src=x onerror=alert(1)>")
    expect(page.locator("[data-part=mail] pre")).to_contain_text("### What is wrong\n\n<img src=x onerror=alert(1)>")
    assert page.locator("[data-part=files-section]").is_hidden() and page.locator("main img").count() == 0
    page.close()


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_without_a_script_the_page_leads_to_every_form(browser, origin, tag):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}{tag}/propose/index.html")
    found = [parse_qs(urlsplit(link.get_attribute("href")).query)["template"][0] for link in page.locator("main noscript a").all()]
    forms = sorted(path.name for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("[0-9]*.yml"))
    assert found == forms and page.locator("form.propose").is_hidden()
    context.close()


@pytest.mark.parametrize(("tag", "scheme", "width"), [("en", "light", 1280), ("ar", "dark", 360)])
def test_axe_finds_nothing_in_what_was_prepared_or_is_to_mend(browser, origin, tag, scheme, width):
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 740}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{origin}{tag}/propose/index.html")
    for answers, part in (({**TERM, "broader": "people-and-roles"}, "result"), ({"broader": "none"}, "faults")):
        fill(page, "term", **answers)
        expect(page.locator(f"[data-part={part}]")).to_be_visible()
        assert [(v["id"], [node["html"] for node in v["nodes"]]) for v in Axe().run(page, options=OPTIONS).response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_a_page_from_a_folder_works_in_another_language(browser, site):
    page = browser.new_page()
    page.goto((site / "ar/propose/index.html").as_uri())
    fill(page, "term", **{**TERM, "broader": "people-and-roles", "definition": "person who answers those who call"})
    expect(page.locator("[data-part=ready]")).to_be_visible()
    expect(page.locator("[data-part=files] pre")).to_have_count(2)
    page.close()
