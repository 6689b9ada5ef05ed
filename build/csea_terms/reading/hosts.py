"""What kind of place the published texts stand at that have our words: told by how the address begins.

Each host was looked at and put where it belongs by what it is. The longest ending decides; of a site that holds repositories of code,
the owner's part of the address counts too. All else is ``other``: law firms, companies, encyclopedias, blogs, and what nobody has judged.
A host says who publishes, not whether the page is right.
"""

from __future__ import annotations

from urllib.parse import urlsplit

KINDS = ("authority", "organisation", "research", "press", "code", "copy", "other")
"""Who publishes: an authority, an organisation of the field, a university or scholarly publisher, the press, an owner of a repository of
code who is none of these, a site with copies of others' documents and laws, anybody else."""

# A star stands for a country of two letters.
_ENDINGS = {
    # Bodies of States and organisations of States, courts and statute books, standards bodies, national human rights institutions.
    "authority": """int un.org unicef.org unicef.in unog.ch ungeneva.org ohchr.org unodc.org unfpa.org unhcr.org undocs.org worldbank.org
        oecd.org oas.org europa.eu iso.org interagencystandingcommittee.org
        gov gov.* gob.* gouv.* go.* govt.* gv.at gc.ca gouv.qc.ca mil nic.in belgium.be public.lu overheid.nl bund.de admin.ch gencat.cat
        loiret.fr digitaldubai.ae staysafeonline.in parl.ca parlamento.pt bundestag.de senat.fr parliament.uk boe.es impo.com.uy
        gazzettaufficiale.it normattiva.it gesetze-im-internet.de just.ro jus.br zan.kz bka.de polizei-beratung.de
        beauftragte-missbrauch.de nicht-wegschieben.de jugendschutz.net institut-fuer-menschenrechte.de okaju.lu cn2r.fr ico.org.uk
        iicsa.org.uk agcom.it hscni.net ceopeducation.co.uk alert-ab.ca tongdai111.vn generazioniconnesse.it
        unhcr.or.id unicefturk.org unwomen.org fgov.be cnil.fr inccojj.inform.org.ua github.com/primeroims github.com/etalab-ia""",
    # Hotlines, helplines, networks and associations for children or survivors, professional bodies, and makers of the field's own tools.
    "organisation": """ecpat.org ecpat-france.fr ecpat-serious-game.eu ecpat-th.org ecpatusa.org childprotection.lu inhope.org weprotect.org
        ispcan.org childhelplineinternational.org missingkids.org ncmec.org globalchildexploitationpolicy.org iwf.org.uk barnahus.eu
        childlight.org thorn.org wearethorn.org safer.io technologycoalition.org protectingchildren.google safety.google
        alliancecpha.org bettercarenetwork.org crin.org humanium.org togetherforgirls.org childethics.com rd4c.org tearfund.org atsa.com
        nspcc.org.uk prevention.global cybercivilrights.org internetsociety.org childhood-de.org childhood.org.br ijm-deutschland.de
        nina-info.de fsm.de psg.nrw jugendschutz-niedersachsen.de kinderanwaltschaft.ch stop-it.it azzurro.it eokm.nl devijftees.be
        stoppenismogelijk.eu dyzurnet.pl civ.pl safernet.org.br coalizaobrasileira.org.br recode.org.br ibdfam.org.br crppr.org.br
        iacrianca.pt maltratoinfantil.org droitsenfant.fr droitdenfance.org arozaza.mg amanemena.org fondpp.org zmina.info
        childrights.org.ua rescentre.org.ua naiu.org.ua imi.org.ua hsa.org.ua dslua.org cinselsiddetlemucadele.org savyamirawcc.com
        awaskbgo.id bebekruhsagligi.org.tr bmo.org.tr oznecocuk.com
        fem-onlineberatung.de birdunyacocuk.org haberdecocuk.org savethechildren.or.id istanbulbarosu.org.tr alternatifbakim.org
        filantropi.or.id forumanak.id missingchildren.org.ua streetchildren.org
        internetsehat.id bakti.or.id lingkarsosial.org whiteswanfoundation.org
        github.com/techmatters github.com/huggingface scikit-learn.org""",
    "research": """edu edu.* ac.* arxiv.org doi.org springer.com thieme-connect.com jhu.edu proquest.com scielo.br hanspub.org rhhz.net
        psyjournals.ru elpub.ru cyberleninka.ru uc.pt ucm.es uva.es imt.fr knu.ua chnu.edu.ua univ-setif2.dz adlitipbulteni.com
        firattipdergisi.com turkiyeklinikleri.com cogepderg.com acarindex.com psikiyatridizini.net sssjournal.com riorpub.com
        alternatives-humanitaires.org msdmanuals.com""",
    "press": """3dnews.ru aajsamaaj.com abidjan.net actulorient.fr al-jazirahonline.com aletihad.ae almasryalyoum.com alquds.co.uk
        antaranews.com ash.tm.fr awazthevoice.in beritajateng.tv bianet.org bisnis.com boursorama.com bulgaronline.com burathanews.com
        business-standard.com bvz.at caleaeuropeana.ro chhattisgarhglobalnews.com cikavoinfo.com clicrbs.com.br contilnetnoticias.com.br
        correiopiauiense.com.br cri.cn darelhilal.com day.az detector.media dikgazete.com disway.id domradio.de dream.co.id dunya.com
        elperiodico.com elpueblodeceuta.com etoday.co.kr exame.com fact-news.com.ua francetvinfo.fr haber18.net haberturk.com haibunda.com
        hamarcg.in haritchhattisgarh.com hotnews.ro huffingtonpost.ca hukukihaber.net idntimes.com ilerigazetem.com indcnetwork.com
        indigodergisi.com info4u.news infobae.com infonet.com.br interaffairs.ru ivyenews.by jagran.com jantaserishta.com journo.com.tr
        jpnn.com katadata.co.id kompas.com kompas.tv kompasiana.com krjogja.com krone.at kumparan.com laleynext.es laopinion.com.co
        lapresse.ca lawbeat.in lb.ua legaldaily.com.cn lenta.ua ligacontraelsilencio.com liputan6.com magdalene.co masrawy.com medcom.id
        mediafax.ro mediaindonesia.com mediaset.it meduza.io mezha.media mtoto.news mtotonews.com mubadalah.id mwnjornal.com.br my-lord.in
        ndtv.in netzpolitik.org newscentralasia.net nextinpact.com ngaderes.com ngopibareng.id nhandan.vn noticiasportugal.pt notizie.it
        novyny.live nuevolaredo.tv observatornews.ro oestadoonline.com.br okaz.com.sa osaogoncalo.com.br ots.at parapuan.co patrika.com
        pontaporainforma.com.br poskota.co.id prabhatkhabar.com pravda.com.ua profession-sage-femme.com publico.pt
        radiofrecuenciadigital.com radioiasi.ro raigarhkikalam.com redhotcyber.com republika.co.id rosario3.com rp.pl rts.ch rubryka.com
        sabah.com.tr sapo.pt securitylab.ru sehattimes.com serat.id sknews.net sozcu.com.tr suara.com sukabumiupdate.com swissinfo.ch
        t24.com.tr tempo.co tirto.id tn.com.ar toyokeizai.net tproger.ru tribunnews.com tsn.ua turkiyegazetesi.com.tr tvonenews.com
        tyzhden.ua unn.ua uol.com.br upday.com uplifers.com viva.co.id vnanet.vn waltainfo.com webdunia.com wgospodarce.pl
        yenicaggazetesi.com yenisafak.com zeit.de zib.com.ua""",
    "code": "github.com github.io githubusercontent.com gitlab.com",
    "copy": """scribd.com 123dok.com 123dok.net 360doc.cn 360docs.net 9lib.net allbest.ru docplayer.biz.tr doczz.fr doczz.biz.tr
        fdocuments.ec fdocuments.es fdocuments.fr docplayer.info adoc.pub fdokumen.com fliphtml5.com fx361.cc issuu.com publizr.com
        alumniagri.in slideplayer.es slideshare.net slideum.com studenta.com studylib.ru studylibtr.com vbook.pub vdocuments.mx
        dialog.cm enclos.ca glosbe.com iiab.me pdfslide.tips
        imag.one jablog.org bubsandbeans.com homepress.ma nedaa-pro.com nossenateurs.fr pitti.io zhuanzhi.ai umn.edu
        kinderrechtskonvention.info advokat-profes.ru ajinkyainnovations.com allgosts.ru alowa.fr cntd.ru
        datenschutz-datensicherheit.online dtkt.ua easyit.pt ecommercekit.it encolombia.com gdpr-text.com gdpr.org.ua indianemployees.com
        iplex360.com.ua jurishand.com peraturan.info protocol.ua refli.be regulations-md.pages.dev slovar-avt.ru springlex.eu
        umwelt-online.de vademecumlegal.es mywikis.eu zaki.ru""",
}
_KIND_OF = {ending: kind for kind, endings in _ENDINGS.items() for ending in endings.split()}


def kind_of_host(address: str) -> str:
    """Return one of :data:`KINDS` for a web address; ``other`` where there is none.

    >>> kind_of_host("https://news.un.org/x"), kind_of_host("https://www.gov.br/"), kind_of_host("https://fun.org/"), kind_of_host("")
    ('authority', 'authority', 'other', 'other')
    >>> kind_of_host("https://github.com/primeroIMS/primero"), kind_of_host("https://github.com/somebody/laws")
    ('authority', 'code')
    """
    parts = urlsplit(address.lower())
    owner = f"{parts.netloc}/{parts.path.strip('/').partition('/')[0]}"
    endings = [owner, *_endings((parts.hostname or "").split("."))]
    return next((_KIND_OF[ending] for ending in endings if ending in _KIND_OF), "other")


def _endings(host: list[str]) -> list[str]:
    """Return how a host ends, longest first, each also with a star for a country of two letters."""
    found = []
    for start in range(len(host)):
        ending = host[start:]
        found.append(".".join(ending))
        if len(ending[-1]) == 2:
            found.append(".".join([*ending[:-1], "*"]))
    return found
