"""What a host and a browser are told of the site as a whole: headers, and how to search it from the address bar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping as ReadOnlyDict
from html import escape

from csea_terms.model import Language
from csea_terms.names import BASE

Headers = tuple[tuple[str, ReadOnlyDict[str, str]], ...]

HEADERS: Headers = (
    (
        "/*",
        {
            "Content-Security-Policy": "frame-ancestors 'none'",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        },
    ),
    ("/data/*", {"Access-Control-Allow-Origin": "*"}),
    ("/data/*.ttl", {"Content-Type": "text/turtle; charset=utf-8"}),
    ("/.well-known/void", {"Access-Control-Allow-Origin": "*", "Content-Type": "text/turtle; charset=utf-8"}),
    ("/data/*.jsonld", {"Content-Type": "application/ld+json"}),
    ("/data/*.tsv", {"Content-Type": "text/tab-separated-values; charset=utf-8"}),
)
"""What every answer below an address says (``*`` is any text). The pages' own policy says the rest; that nobody may put them into a frame
cannot be said in a page (Content Security Policy Level 3, section 3.3).
"""

NO_INDEX: Headers = (("/*", {"X-Robots-Tag": "noindex"}),)
"""What a preview says besides: search engines leave its downloads alone too."""


def header_files(headers: Headers) -> Iterator[tuple[str, bytes]]:
    """Yield the files that tell hosts of headers: one for Cloudflare Pages and Netlify, one for Apache."""
    yield "_headers", "".join(f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in said.items()) for path, said in headers).encode()
    yield ".htaccess", "".join(_for_apache(path, said) for path, said in headers).encode()


def _for_apache(path: str, said: ReadOnlyDict[str, str]) -> str:
    """Return what Apache reads: the path may begin below any folder of the host (Apache 2.4, ``<If>``, ``Header``)."""
    lines = "".join(f'    Header always set {name} "{value}"\n' for name, value in said.items() if name != "Content-Type")
    if "Content-Type" in said:
        # A header of that name would be set beside the one that the server makes of a file's ending.
        lines += f'    ForceType "{said["Content-Type"]}"\n'
    address = ".*".join(map(re.escape, path.split("*")))
    return f'<If "%{{REQUEST_URI}} =~ m#{address}$#">\n{lines}</If>\n'


_OPENSEARCH = """\
<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>{name}</ShortName>
<Description>{description}</Description>
<Language>{tag}</Language>
<InputEncoding>UTF-8</InputEncoding>
<Image width="32" height="32" type="image/svg+xml">{base}assets/favicon.svg</Image>
<Url type="text/html" template="{base}{tag}/index.html#search={{searchTerms}}"/>
</OpenSearchDescription>
"""


def opensearch(language: Language, name: str) -> bytes:
    """Return what lets a reader search the site from the browser's address bar (OpenSearch 1.1, Draft 6).

    The words stand behind the address's #, which no browser sends to anybody; search.mjs takes them out of it.
    """
    # A short name has at most 16 characters.
    text = _OPENSEARCH.format(
        name=escape(name[:16]), description=escape(language.strings["search_everything"]), tag=language.tag, base=BASE
    )
    return text.encode()
