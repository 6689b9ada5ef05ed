"""What kind of place the published texts stand at that have our words: told by how the address's host ends.

The table is short and cautious: it names hosts that stand for what the kind says beyond doubt, and the longest ending decides. All
else is ``other``: professionals' associations, law firms, universities, journals, companies, encyclopedias, blogs.
A host says who publishes, not whether the page is right.
"""

from __future__ import annotations

from urllib.parse import urlsplit

KINDS = ("authority", "press", "code", "copy", "other")
"""The page of an authority itself, the press, a repository of code, a site of copied documents, anything else."""

# A star stands for a country of two letters.
_ENDINGS = {
    # Organisations of States, and the networks that set the field's terms.
    "authority": """int un.org unicef.org ohchr.org unodc.org unfpa.org unhcr.org undocs.org worldbank.org oecd.org oas.org europa.eu
        iso.org interagencystandingcommittee.org ecpat.org inhope.org weprotect.org ispcan.org childhelplineinternational.org
        missingkids.org iwf.org.uk barnahus.eu
        gov gov.* gob.* gouv.* go.* gc.ca mil belgium.be public.lu overheid.nl bund.de admin.ch
        parl.ca parlamento.pt bundestag.de senat.fr parliament.uk boe.es gazzettaufficiale.it normattiva.it gesetze-im-internet.de
        just.ro jus.br zan.kz bka.de polizei-beratung.de beauftragte-missbrauch.de ico.org.uk iicsa.org.uk agcom.it hscni.net""",
    "press": """3dnews.ru abidjan.net al-jazirahonline.com aletihad.ae almasryalyoum.com alquds.co.uk antaranews.com boursorama.com
        bvz.at caleaeuropeana.ro cri.cn day.az domradio.de elperiodico.com elpueblodeceuta.com etoday.co.kr fact-news.com.ua
        francetvinfo.fr hotnews.ro huffingtonpost.ca infobae.com krone.at laopinion.com.co lapresse.ca legaldaily.com.cn
        ligacontraelsilencio.com liputan6.com masrawy.com mediafax.ro mediaset.it meduza.io ndtv.in netzpolitik.org nextinpact.com
        nhandan.vn noticiasportugal.pt notizie.it observatornews.ro okaz.com.sa parapuan.co publico.pt rosario3.com rp.pl
        rts.ch sapo.pt swissinfo.ch tempo.co tn.com.ar toyokeizai.net uol.com.br upday.com vnanet.vn zeit.de""",
    "code": "github.com github.io githubusercontent.com gitlab.com",
    "copy": """scribd.com 123dok.com 123dok.net 360doc.cn 360docs.net allbest.ru doczz.fr doczz.biz.tr fdocuments.ec fdocuments.es
        fdocuments.fr fx361.cc issuu.com publizr.com slideplayer.es slideshare.net slideum.com studenta.com studylib.ru vbook.pub""",
}
_KIND_OF = {ending: kind for kind, endings in _ENDINGS.items() for ending in endings.split()}


def kind_of_host(address: str) -> str:
    """Return one of :data:`KINDS` for a web address; ``other`` where there is none.

    >>> kind_of_host("https://news.un.org/x"), kind_of_host("https://www.gov.br/"), kind_of_host("https://fun.org/"), kind_of_host("")
    ('authority', 'authority', 'other', 'other')
    """
    parts = (urlsplit(address).hostname or "").split(".")
    for start in range(len(parts)):
        ending = parts[start:]
        anywhere = [*ending[:-1], "*"] if len(ending[-1]) == 2 else ending
        kind = _KIND_OF.get(".".join(ending)) or _KIND_OF.get(".".join(anywhere))
        if kind:
            return kind
    return "other"
