"""What languages are called: ISO 639-1 codes, the ISO 639-3 codes of models and Apertium, names, and what people type.

After ISO 639, BCP 47 (RFC 5646: a code may be followed by script and region) and the names of Unicode CLDR (babel).
"""

import difflib
import re
from functools import cache

from toolkit.errors import InputError
from toolkit.languages.folders import Languages
from toolkit.languages.force import in_force

_TABLE = """
    af afr  am amh  an arg  ar arb  as asm  ay ayr  az azj  ba bak  be bel  bg bul  bm bam  bn ben  bo bod  br bre
    bs bos  ca cat  co cos  cs ces  cy cym  da dan  de deu  dz dzo  ee ewe  el ell  en eng  eo epo  es spa  et est
    eu eus  fa pes  fi fin  fj fij  fo fao  fr fra  fy fry  ga gle  gd gla  gl glg  gn grn  gu guj  ha hau  he heb
    hi hin  hr hrv  ht hat  hu hun  hy hye  id ind  ig ibo  is isl  it ita  ja jpn  jv jav  ka kat  kg kon  kk kaz
    km khm  kn kan  ko kor  ku kmr  ky kir  la lat  lb ltz  lg lug  li lim  ln lin  lo lao  lt lit  lv lvs  mg plt
    mi mri  mk mkd  ml mal  mn khk  mr mar  ms zsm  mt mlt  my mya  nb nob  ne npi  nl nld  nn nno  no nor  ny nya
    oc oci  or ory  pa pan  pl pol  ps pbt  pt por  qu quy  rm roh  rn run  ro ron  ru rus  rw kin  sa san  sc srd
    sd snd  se sme  sg sag  sh hbs  si sin  sk slk  sl slv  sm smo  sn sna  so som  sq als  sr srp  ss ssw  st sot
    su sun  sv swe  sw swh  ta tam  te tel  tg tgk  th tha  ti tir  tk tuk  tl tgl  tn tsn  tr tur  ts tso  tt tat
    ug uig  uk ukr  ur urd  uz uzn  vi vie  wo wol  xh xho  yi ydd  yo yor  zh zho  zu zul
"""
_WORDS = _TABLE.split()
_LONG = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
_SHORT = {long: short for short, long in _LONG.items()}


def long(code: str) -> str:
    """Return the three-letter code of a language, or the code itself."""
    return _LONG.get(code, code)


def short(code: str) -> str:
    """Return the two-letter code of a language where there is one, or the code itself."""
    return _SHORT.get(code, code)


def base(tag: str) -> str:
    """Return the code of the language of a tag ("pt-BR", "EN_us", "por"), without the region."""
    return short(tag.strip().replace("_", "-").split("-")[0].lower())


def is_language(tag: str, language: str) -> bool:
    """Whether a tag of a file names a language, regions aside; an empty one names none."""
    return bool(tag) and base(tag) == base(language)


@cache
def language_name(code: str) -> str:
    """Return a language's English name, "Italian" for "it" (Unicode CLDR), or the code where none is known."""
    from babel import Locale

    return str(Locale("en").languages.get(code, code))


_TAG = re.compile(r"([a-z]{2,3})(?:-[a-z0-9]{1,8})*")
_PRIVATE = re.compile(r"q[a-t][a-z]")


def understood(given: str, data: Languages | None = None) -> str:
    """Return the code of a language that somebody named: "it" for "it", "IT", "ita", "it-CH", "Italian", "italiano".

    Two letters where there are two. A language need not have data, but must be one: one of ISO 639, or of the data in
    force, or of ``data``. Raises InputError, with a suggestion, for what is none.
    """
    known = (data or in_force()).codes
    if given in known or given in _LONG:
        return given
    typed = given.strip().lower().replace("_", "-")
    tag = _TAG.fullmatch(typed)
    if tag and (tag[1] in known or tag[1] in _LONG or _PRIVATE.fullmatch(tag[1])):
        return tag[1]
    code = _registered(tag[1]) if tag else None
    code = code or _called(typed, known)
    if code:
        return code
    raise InputError(f"{given!r} is no language{_suggestion(typed, known)}")


@cache
def _registered(code: str) -> str | None:
    """Return the preferred form of a code, None where it is not one."""
    from babel import Locale
    from babel.core import get_global

    preferred = str(get_global("language_aliases").get(code, short(code))).split("_")[0]
    is_one = code in _SHORT or preferred in Locale("en").languages or preferred in get_global("likely_subtags")
    return preferred if is_one else None


@cache
def _names(codes: tuple[str, ...]) -> dict[str, str]:
    """Return the codes of all languages by their names in English and in the languages with data."""
    from babel import Locale, UnknownLocaleError

    found: dict[str, str] = {}
    for language in dict.fromkeys(("en", *codes)):
        try:
            names = Locale(language).languages
        except (UnknownLocaleError, ValueError):
            continue
        for code, name in names.items():
            if "_" not in code:
                found.setdefault(name.lower(), code)
    return found


@cache
def _own_names() -> dict[str, str]:
    """Return the codes of the languages of the table by the names that they give themselves."""
    from babel import Locale, UnknownLocaleError

    found: dict[str, str] = {}
    for language in _LONG:
        try:
            found.setdefault(Locale(language).languages.get(language, "").lower(), language)
        except (UnknownLocaleError, ValueError):
            continue
    return found


def _called(name: str, codes: tuple[str, ...]) -> str | None:
    """Return the code of the language that has this name, None where none has; what has a short code has that."""
    if not name:
        return None
    code = _names(codes).get(name) or _own_names().get(name)
    return code and short(code)


def _suggestion(typed: str, codes: tuple[str, ...]) -> str:
    if not typed:
        return "; name one by its code or its name, such as 'it' or 'Italian'"
    names = _names(codes)
    near = difflib.get_close_matches(typed, [*names, *_LONG, *_SHORT], n=1, cutoff=0.7)
    if not near:
        return "; languages have codes such as 'it', or names such as 'Italian'"
    code = names.get(near[0]) or short(near[0])
    return f"; did you mean {code!r} ({language_name(code)})?"


@cache
def own_name(code: str) -> str:
    """Return what a language calls itself, "italiano" for "it" (Unicode CLDR), or the code where none is known."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(code).get_language_name(code) or code)
    except (UnknownLocaleError, ValueError):
        return code
