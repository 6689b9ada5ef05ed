"""Write corrections into Word and OpenDocument text: tracked changes in Word (ISO/IEC 29500-1, sections 17.13.5.14 and 17.13.5.18), plainly in OpenDocument."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from html import escape

from csea_terms.textcheck.packed import Packed, Piece, archive_with
from csea_terms.textcheck.replacing import Correction

_AUTHOR = "CSEA Terms"
_ID = re.compile(rb'\bid="(\d{1,9})"')

Cut = tuple[int, int, str]
"""What of a piece goes, from where to where, and what comes."""


def corrected(data: bytes, packed: Packed, corrections: Iterable[Correction]) -> tuple[bytes, int]:
    """Return the bytes of a corrected document, and how many corrections were made; what text alone does not hold together stays."""
    cuts: dict[int, list[Cut]] = {}
    count = 0
    starts = [piece.offset for piece in packed.pieces]
    for correction in sorted(corrections, key=lambda one: one.start):
        own = dict(_cuts(packed.pieces, starts, correction))
        if _is_whole(packed, own, correction):
            count += correction.counts
            for number, cut in own.items():
                cuts.setdefault(number, []).append(cut)
    return archive_with(data, _written(packed, cuts)), count


def _cuts(pieces: list[Piece], starts: list[int], correction: Correction) -> Iterator[tuple[int, Cut]]:
    """Yield what of each piece goes; the new text comes with the last."""
    number = max(bisect_right(starts, correction.start) - 1, 0)
    while number < len(pieces) and pieces[number].offset < correction.end:
        piece = pieces[number]
        begin, end = max(correction.start - piece.offset, 0), min(correction.end - piece.offset, len(piece.text))
        if begin < end:
            yield number, (begin, end, correction.new if piece.offset + end == correction.end else "")
        number += 1


def _is_whole(packed: Packed, cuts: dict[int, Cut], correction: Correction) -> bool:
    """Return whether all of what is to go stands in pieces that may change."""
    covered = sum(end - begin for begin, end, _ in cuts.values())
    return covered == correction.end - correction.start and not any(packed.pieces[number].fixed for number in cuts)


def _written(packed: Packed, cuts: dict[int, list[Cut]]) -> dict[str, bytes]:
    """Return the parts with cuts in them, from their ends so that what stands before keeps its place."""
    parts = {packed.pieces[number].part: packed.parts[packed.pieces[number].part] for number in cuts}
    ids = {name: _free_id(xml) for name, xml in parts.items()}
    for number in sorted(cuts, key=lambda n: -packed.pieces[n].start):
        piece = packed.pieces[number]
        xml = parts[piece.part]
        if packed.ending == ".odt":
            parts[piece.part] = xml[: piece.start] + _replaced(piece, cuts[number]) + xml[piece.end :]
        else:
            prefix = xml[piece.begin + 1 : xml.index(b":", piece.begin) + 1]
            parts[piece.part] = xml[: piece.begin] + _tracked(piece, cuts[number], prefix, ids[piece.part]) + xml[piece.end :]
    return parts


def _free_id(xml: bytes) -> Iterator[bytes]:
    number = max((int(found[1]) for found in _ID.finditer(xml)), default=0)
    while True:
        number += 1
        yield str(number).encode()


def _kept(piece: Piece, cuts: list[Cut]) -> list[str]:
    """Return what stays of a piece: before the first cut, between two, behind the last."""
    borders = [0, *(place for begin, end, _ in cuts for place in (begin, end)), len(piece.text)]
    return [piece.text[begin:end] for begin, end in zip(borders[::2], borders[1::2], strict=True)]


def _replaced(piece: Piece, cuts: list[Cut]) -> bytes:
    kept = _kept(piece, cuts)
    return _xml(kept[0] + "".join(new + after for (_, _, new), after in zip(cuts, kept[1:], strict=True)))


def _tracked(piece: Piece, cuts: list[Cut], prefix: bytes, ids: Iterator[bytes]) -> bytes:
    """Return a text element whose run is split around what goes and what comes; its own end follows behind."""
    run, stop = b"<%br>%b" % (prefix, piece.properties), b"</%br>" % prefix
    kept = _kept(piece, cuts)
    done = _element(prefix, b"t", kept[0])
    for (begin, end, new), after in zip(cuts, kept[1:], strict=True):
        gone = run + _element(prefix, b"delText", piece.text[begin:end]) + b"</%bdelText>" % prefix + stop
        come = run + _element(prefix, b"t", new) + b"</%bt>" % prefix + stop
        done += b"</%bt>" % prefix + stop + _change(prefix, b"del", gone, ids)
        done += (_change(prefix, b"ins", come, ids) if new else b"") + run + _element(prefix, b"t", after)
    return done


def _element(prefix: bytes, name: bytes, text: str) -> bytes:
    return b'<%b%b xml:space="preserve">' % (prefix, name) + _xml(text)


def _change(prefix: bytes, kind: bytes, runs: bytes, ids: Iterator[bytes]) -> bytes:
    head = b'<%b%b %bid="%b" %bauthor="%b">' % (prefix, kind, prefix, next(ids), prefix, _AUTHOR.encode())
    return head + runs + b"</%b%b>" % (prefix, kind)


def _xml(text: str) -> bytes:
    return escape(text, quote=False).encode()
