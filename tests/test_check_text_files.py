"""Files that are checked for words to avoid: what is in them, how they are corrected, and what cannot be read."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest

from csea_terms.cli import checktext, main
from csea_terms.errors import UsageError
from csea_terms.text.fold import fold
from csea_terms.textcheck import opening
from csea_terms.textcheck import packed as packing
from csea_terms.textcheck.checker import Checker
from csea_terms.textcheck.correcting import corrected
from csea_terms.textcheck.opening import open_document
from csea_terms.textcheck.replacing import corrections
from tests.checkout import ROOT


def packed(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            # Without the hour: each process of a run must name the tests alike.
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return file.getvalue()


WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
ODT = '<o:x xmlns:o="urn:x" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">{}</o:x>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", packed({"word/document.xml": WORD.format("<w:p/><w:p><w:r><w:t>the child </w:t></w:r><w:r><w:t>porn case</w:t></w:r></w:p>")})),
        ("a.odt", packed({"content.xml": ODT.format("<text:h/><text:p>the child <text:span>porn</text:span> case</text:p>")})),
        ("a.html", b"<p>Yes</p>\n<p>the child <b>porn</b> case</p><code>child porn</code>"),
        ("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\nthe child\nporn case\n"),
    ],
)
def test_a_word_is_found_in_every_kind_of_file(glossary, name, data):
    document = open_document(Path(name), data)
    (one,) = Checker(glossary).check(document)
    assert fold(one.finding.text) == "child porn"
    assert (document.unit, one.place) in (("paragraph", 2), ("line", 2), ("line", 3))


def _image_pdf() -> bytes:
    pypdf = pytest.importorskip("pypdf")
    writer, file = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.docx", b"PK no archive", "is damaged"),
        ("a.docx", packed({"other.xml": "<a/>"}), "is damaged"),
        ("a.docx", packed({"word/document.xml": "<a>"}), "is damaged"),
        ("a.odt", b"", "is damaged"),
        ("a.pdf", b"%PDF-1.4 nothing", "is damaged"),
        ("a.txt", b"caf\xe9", "is not UTF-8"),
        ("a.exe", b"", "is of no kind"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(name, data, message):
    if name.endswith(".pdf"):
        pytest.importorskip("pypdf")
    with pytest.raises(UsageError, match=message):
        open_document(Path(name), data)


def test_a_pdf_without_text_is_named():
    with pytest.raises(UsageError, match="holds images only"):
        open_document(Path("a.pdf"), _image_pdf())


def test_what_unpacks_to_too_much_is_not_unpacked(monkeypatch):
    bomb = packed({"word/document.xml": " " * 2_000_000})
    monkeypatch.setattr(opening, "LARGEST", 1_000_000)
    monkeypatch.setattr(packing, "LARGEST", 1_000_000)
    assert len(bomb) < 10_000
    with pytest.raises(UsageError, match="unpacks to more than"):
        open_document(Path("a.docx"), bomb)
    with pytest.raises(UsageError, match="is larger than"):
        open_document(Path("a.txt"), b" " * 1_000_001)


# Word and OpenDocument


def corrected_file(glossary, name: str, data: bytes) -> tuple[bytes, int]:
    """Return a corrected document, and how much was replaced."""
    document = open_document(Path(name), data)
    findings = [one.finding for one in Checker(glossary).check(document)]
    return corrected(data, document.packed, corrections(document.text, findings))


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_a_word_document_gets_tracked_changes_and_keeps_its_formatting(glossary):
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>"
    text = f"<w:p>{bold.format('It is a child ')}{bold.format('porn &amp; abuse case.')}</w:p>"
    before = packed({"word/document.xml": WORD.format(text), "word/vbaProject.bin": "\x00macro", "word/media/a.png": "picture"})
    after, count = corrected_file(glossary, "a.docx", before)
    opened, closed = "<w:r><w:rPr><w:b/></w:rPr>", "</w:t></w:r>"
    kept = opened + '<w:t xml:space="preserve">'
    gone = '<w:del w:id="{}" w:author="CSEA Terms">' + opened + '<w:delText xml:space="preserve">{}</w:delText></w:r></w:del>'
    come = '<w:ins w:id="2" w:author="CSEA Terms">' + kept + "child sexual abuse material" + closed + "</w:ins>"
    assert count == 1
    assert part(after, "word/document.xml") == WORD.format(
        f"<w:p>{kept}It is a {closed}{gone.format(3, 'child ')}{kept}{closed}"
        f"{kept}{closed}{gone.format(1, 'porn')}{come}{kept} &amp; abuse case.{closed}</w:p>"
    )
    assert [part(after, name) for name in ("word/vbaProject.bin", "word/media/a.png")] == ["\x00macro", "picture"]
    assert Checker(glossary).check(open_document(Path("a.docx"), after)) == []


def test_an_open_document_keeps_its_formatting(glossary):
    text = "<text:p>the <text:span>child</text:span> porn<text:tab/>&amp; more</text:p>"
    after, count = corrected_file(glossary, "a.odt", packed({"mimetype": "m", "content.xml": ODT.format(text)}))
    new = "<text:p>the <text:span></text:span>child sexual abuse material<text:tab/>&amp; more</text:p>"
    assert (part(after, "content.xml"), count) == (ODT.format(new), 1)


def test_an_article_is_corrected_with_its_word_and_what_is_tracked_already_stays(glossary):
    run = "<w:r><w:t>He made an underage porn film.</w:t></w:r>"
    document = packed({"word/document.xml": WORD.format(f"<w:p>{run}</w:p><w:p><w:ins>{run}</w:ins></w:p><w:p><w:del><w:r><w:delText>child porn</w:delText></w:r></w:del></w:p>")})
    after, count = corrected_file(glossary, "a.docx", document)
    xml = part(after, "word/document.xml")
    assert count == 1 and xml.count("<w:del ") == 2 and f"<w:ins>{run}</w:ins>" in xml
    assert ">a</w:t>" in xml and '<w:delText xml:space="preserve">an</w:delText>' in xml


def test_text_boxes_and_notes_are_read_once_and_quotations_not(glossary):
    box = "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>{}</mc:AlternateContent>"
    inner = "<w:p><w:r><w:t>in a box</w:t></w:r></w:p>"
    text = "<w:p><w:r><w:t>around</w:t>" + box.format(f"<mc:Choice>{inner}</mc:Choice><mc:Fallback>{inner}</mc:Fallback>") + "</w:r></w:p>"
    quoted = '<w:p><w:pPr><w:pStyle w:val="IntenseQuote"/></w:pPr><w:r><w:t>child porn</w:t></w:r></w:p>'
    data = packed({"word/document.xml": WORD.format(text + quoted), "word/footnotes.xml": WORD.format("<w:p><w:r><w:t>note</w:t></w:r></w:p>")})
    assert open_document(Path("a.docx"), data).text.split("\f") == ["in a box", "around", "", "note"]
    assert "child porn" in open_document(Path("a.docx"), data, keep_quotations=False).text


ENTITY = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "child porn">]>'


@pytest.mark.parametrize("name", ["word/document.xml", "content.xml"])
def test_a_document_that_declares_entities_is_refused_and_a_deep_one_is_read(name):
    ending, whole = ("a.docx", WORD) if name.startswith("word") else ("a.odt", ODT)
    with pytest.raises(UsageError, match="is damaged"):
        open_document(Path(ending), packed({name: ENTITY + whole.format("<w>&a;&b;</w>")}))
    deep = whole.format("<i>" * 50_000 + "</i>" * 50_000)
    assert open_document(Path(ending), packed({name: deep})).text == ""


def test_a_part_in_another_encoding_is_read_and_not_corrected(glossary):
    xml = ('<?xml version="1.0" encoding="UTF-16"?>' + WORD.format("<w:p><w:r><w:t>child porn</w:t></w:r></w:p>")).encode("utf-16")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", xml)
    after, count = corrected_file(glossary, "a.docx", file.getvalue())
    assert count == 0 and zipfile.ZipFile(io.BytesIO(after)).read("word/document.xml") == xml


# Bad input to the command


def test_the_command_names_every_file_that_it_cannot_read_and_writes_nothing(glossary, tmp_path, monkeypatch, capsys):
    pytest.importorskip("pypdf")
    monkeypatch.setattr(checktext, "read_glossary", lambda options: glossary)
    monkeypatch.setattr(packing, "LARGEST", 1_000_000)
    monkeypatch.setattr(opening, "LARGEST", 1_000_000)
    monkeypatch.setattr(checktext, "LARGEST", 1_000_000)
    (tmp_path / "folder").mkdir()
    good = tmp_path / "good.txt"
    good.write_text("The child porn case.\n", encoding="utf-8")
    bad = {
        "missing.txt": (None, "does not exist"), "folder": (None, "is a folder"), "a.docx": (b"PK broken", "is damaged"),
        "b.docx": (packed({"word/document.xml": " " * 2_000_000}), "unpacks to more than 100 MB"), "a.pdf": (_image_pdf(), "holds images only"),
        "a.md": (b" " * 1_000_001, "is larger than 100 MB"), "b.txt": (b"caf\xe9", "is not UTF-8 text"), "a.xyz": (b"", "is of no kind"),
    }  # fmt: skip
    for name, (data, _) in bad.items():
        if data is not None:
            (tmp_path / name).write_bytes(data)
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    monkeypatch.setattr(sys, "argv", ["csea-terms", "-q", "--root", str(ROOT), "check-text", str(good), *(str(tmp_path / name) for name in bad), "--fix"])
    with pytest.raises(SystemExit) as left:
        main()
    output = capsys.readouterr()
    lines = output.err.splitlines()
    assert (left.value.code, output.out, len(lines)) == (2, "", len(bad))
    assert all(name in line and message in line for line, (name, (_, message)) in zip(lines, bad.items(), strict=True))
    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before
