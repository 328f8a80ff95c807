"""ISO 639-1 codes, the ISO 639-3 codes that models and Apertium use for the same languages, and English names."""

from functools import cache

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


@cache
def own_name(code: str) -> str:
    """Return what a language calls itself, "italiano" for "it" (Unicode CLDR), or the code where none is known."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(code).get_language_name(code) or code)
    except (UnknownLocaleError, ValueError):
        return code
