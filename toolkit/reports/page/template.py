"""One self-contained page from a template: style and script inlined, nothing fetched, nothing foreign executed.

The page's Content-Security-Policy names the hashes of its own style and script, so that a text which slipped through
the escaping would still not run (https://www.w3.org/TR/CSP3/).
"""

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import Any

# Not allowed in HTML, and half characters, which cannot be written as UTF-8.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def page(name: str, *shared: str, **values: Any) -> str:
    """Render the template ``name`` with its style and script; the same values give the same bytes.

    ``shared`` are styles and scripts of several pages: "tables", whose columns can be sorted.
    """
    parts = (*shared, name)
    style = _asset("page.css") + "".join(_asset(f"{part}.css") for part in parts)
    script = _asset("theme.js") + "".join(_asset(f"{part}.js") for part in parts)
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    text: str = (
        _environment()
        .get_template(f"{name}.html.j2")
        .render(style=_markup(style), script=_markup(script), policy=policy, **values)
    )
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


@cache
def _environment() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from toolkit.reports.page.bytecode import KeptTemplates

    return Environment(
        loader=PackageLoader("toolkit.reports.page", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        bytecode_cache=KeptTemplates(),
    )


@cache
def _asset(name: str) -> str:
    """Return a file beside the templates; a page without a style or script of its own has none there."""
    file = files("toolkit.reports.page").joinpath("templates", name)
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _markup(text: str) -> Any:
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - the package's own files
