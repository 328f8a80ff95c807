"""The control words of rich text that the text depends on."""

import re

TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<code>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z])"
    rb"|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)

SIGNS = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "emdash": "\u2014",
    "endash": "\u2013",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "\u2022",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "zwnj": "\u200c",
    "zwj": "\u200d",
    "~": "\u00a0",
    "-": "\u00ad",
    "_": "\u2011",
    "{": "{",
    "}": "}",
    "\\": "\\",
}
ENDS_OF_PARAGRAPH = frozenset(("par", "sect", "page", "column", "\n", "\r"))
ENDS_OF_CELL = frozenset(("cell", "nestcell"))

# Groups whose content is no text of the document; others of that kind begin with \*.
UNSEEN = frozenset(
    (
        "colortbl",
        "info",
        "header",
        "headerl",
        "headerr",
        "headerf",
        "footer",
        "footerl",
        "footerr",
        "footerf",
        "pict",
        "ftnsep",
        "ftnsepc",
        "ftncn",
        "aftnsep",
        "aftnsepc",
        "aftncn",
        "xe",
        "tc",
        "rxe",
        "pntext",
        "listtext",
        "fldinst",
        "nonesttables",
        "sp",
        "shprslt",
    )
)
SEEN_THOUGH_MARKED = frozenset(("shpinst", "shptxt"))
STORIES = {"footnote": "footnote", "shptxt": "text box", "dptxbxtext": "text box"}

CODE_PAGES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_CHARACTER_SETS = {
    0: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}


def of_character_set(number: int) -> str | None:
    """Return the codec of a font's character set, None where it says nothing."""
    return _CHARACTER_SETS.get(number)
