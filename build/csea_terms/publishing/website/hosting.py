"""What a host and a browser are told of the site as a whole: headers, and how to search it from the address bar."""

from __future__ import annotations

import re
from html import escape

from csea_terms.model import Language
from csea_terms.names import BASE

HEADERS = """\
/*
  Content-Security-Policy: frame-ancestors 'none'
  Cross-Origin-Opener-Policy: same-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=()
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
/data/*
  Access-Control-Allow-Origin: *
/data/*.ttl
  Content-Type: text/turtle; charset=utf-8
/.well-known/void
  Access-Control-Allow-Origin: *
  Content-Type: text/turtle; charset=utf-8
/data/*.jsonld
  Content-Type: application/ld+json
/data/*.tsv
  Content-Type: text/tab-separated-values; charset=utf-8
"""
"""The file ``_headers``, which static hosts such as Cloudflare Pages and Netlify read. The pages' own policy says the rest;
that nobody may put them into a frame cannot be said in a page (Content Security Policy Level 3, section 3.3).
"""


def apache_headers() -> str:
    """Return the same headers as an ``.htaccess`` for Apache 2.4, whose expressions say which addresses they are for (sections ``If``)."""
    lines = ["<IfModule mod_headers.c>"]
    for block in re.split(r"\n(?=/)", HEADERS.strip()):
        address, *headers = block.split("\n  ")
        pattern = re.escape(address).replace(r"\*", ".*")
        lines.append(f'<If "%{{REQUEST_URI}} =~ m#{pattern}$#">')
        # "always" is for errors and redirects too, whose type is not that of the file.
        said = (header.split(": ", 1) for header in headers)
        lines += [f'Header {"" if name == "Content-Type" else "always "}set {name} "{value}"' for name, value in said]
        lines.append("</If>")
    return "\n".join([*lines, "</IfModule>", ""])


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
