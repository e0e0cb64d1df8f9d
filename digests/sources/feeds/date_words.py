"""Words in the dates of feeds: months in many languages, and names of time zones."""

from __future__ import annotations

import re
import unicodedata

_COMBINED = re.compile("[\u0300-\u036f]")


def folded(text: str) -> str:
    """Return `text` in lower case, without accents, with ASCII digits and signs."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).lower())
    return unicodedata.normalize("NFC", _COMBINED.sub("", plain))


MONTHS = {
    folded(name): month
    for month, names in enumerate(
        (
            (
                "jan january janv janvier ene enero januar januari gennaio gen janeiro jänner jän "
                "leden ledna styczeń stycznia sty январь января янв січень січня ocak oca január "
                "ianuarie 一月 tammikuu tammikuuta ιανουαρίου ιανουάριος ιαν"
            ),
            (
                "feb february fév févr février febrero februar februari febbraio fevereiro fev "
                "únor února luty lutego lut февраль февраля фев лютий лютого şubat şub február "
                "februarie 二月 helmikuu helmikuuta φεβρουαρίου φεβρουάριος φεβ"
            ),
            (
                "mar march mars marzo märz mrz maart mrt março marec marzec marca март марта мар "
                "березень березня mart március márc martie maret maaliskuu maaliskuuta μαρτίου "
                "三月 μάρτιος μαρ březen března"
            ),
            (
                "apr april avr avril abr abril aprile duben dubna kwiecień kwietnia kwi апрель "
                "апреля апр квітень квітня nisan nis április ápr aprilie huhtikuu huhtikuuta "
                "απριλίου 四月 απρίλιος απρ"
            ),
            (
                "may mai mayo mei maggio mag maio maj maja května květen май мая травень травня "
                "mayıs május máj toukokuu toukokuuta μαΐου 五月 μάιος μαϊ"
            ),
            (
                "jun june juin junio juni giugno giu junho červen června czerwiec czerwca cze "
                "июнь июня июн червень червня haziran haz június jún iunie kesäkuu kesäkuuta "
                "ιουνίου 六月 ιούνιος ιουν"
            ),
            (
                "jul july juil juillet julio juli luglio lug julho července červenec lipiec lipca "
                "июль июля июл липень липня temmuz tem július júl iulie heinäkuu heinäkuuta "
                "ιουλίου ιούλιος 七月 ιουλ"
            ),
            (
                "aug august août aout ago agosto augustus augusti srpen srpna sierpień sierpnia "
                "sie август августа авг серпень серпня ağustos ağu augusztus agustus agu elokuu "
                "elokuuta 八月 αυγούστου αύγουστος αυγ"
            ),
            (
                "sep sept september septembre septiembre setiembre settembre set setembro září "
                "wrzesień września wrz сентябрь сентября сен сент вересень вересня eylül eyl "
                "szeptember szept 九月 septembrie syyskuu syyskuuta σεπτεμβρίου σεπτέμβριος σεπ"
            ),
            (
                "oct october octobre octubre oktober ottobre ott outubro out okt říjen října "
                "październik października paź октябрь октября окт жовтень жовтня ekim eki október "
                "octombrie 十月 lokakuu lokakuuta οκτωβρίου οκτώβριος οκτ"
            ),
            (
                "nov november novembre noviembre novembro ноябрь ноября ноя нояб kasım kas "
                "noiembrie 十一月 marraskuu marraskuuta νοεμβρίου νοέμβριος νοε listopadu listopada"
            ),
            (
                "dec december déc décembre dic diciembre dez dezember dicembre dezembro prosinec "
                "prosince grudzień grudnia gru декабрь декабря дек грудень грудня aralık ara "
                "decembrie 十二月 desember des joulukuu joulukuuta δεκεμβρίου δεκέμβριος δεκ"
            ),
        ),
        start=1,
    )
    for name in names.split()
}
"""By folded name. Croatian and Slovak names that mean another month in a neighbouring language are
missing."""

_HOURS = {
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "akst": -9, "akdt": -8, "hst": -10, "ast": -4, "adt": -3, "brt": -3, "art": -3,
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "cest": 2,
    "met": 1, "mest": 2, "mez": 1, "mesz": 2, "eet": 2, "eest": 3, "sast": 2, "cat": 2, "msk": 3,
    "trt": 3, "pkt": 5, "wib": 7, "ict": 7, "hkt": 8, "sgt": 8, "awst": 8, "jst": 9, "kst": 9,
    "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
}  # fmt: skip

ZONES: dict[str, int | None] = {
    **{name: hours * 60 for name, hours in _HOURS.items()},
    "nst": -210,
    "ndt": -150,
    "acst": 570,
    "acdt": 630,
    **dict.fromkeys(("ist", "at", "et", "ct", "mt", "pt")),
    **dict.fromkeys("abcdefghiklmnopqrstuvwxy"),
}
"""Minutes east of Greenwich; None for names that several zones have, or that are used wrongly."""

FILLERS = frozenset("at um a um le o klo uhr of de del den der des kl the dne dnia ora ore".split())
