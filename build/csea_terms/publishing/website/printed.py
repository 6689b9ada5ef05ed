"""What every sheet of paper says of the edition that it was printed from."""

from __future__ import annotations

from csea_terms import __version__


def printed_edition(day: str) -> str:
    """Return the style rules that print version and day (``2026-11-29``; empty where it is not known) on every sheet.

    They stand in the stylesheet, so that a new day remakes one file and no page (CSS Paged Media Level 3, section 5.2).
    """
    edition = " · ".join(["csea-terms " + __version__, *([day] if day else [])])
    after = f'@media print {{ .csea-printed::after {{ content: " · {day}"; }} }}\n' if day else ""
    return f'@page {{ @bottom-left {{ content: "{edition}"; }} }}\n{after}'
