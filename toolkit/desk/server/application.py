"""What the desk answers: the page and its files, the queue, units, and what reviewers do."""

import json
from collections.abc import Callable
from html import escape
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from toolkit.desk import overview, search, views
from toolkit.desk.actions import Conflict, act, action_of
from toolkit.desk.review import Review
from toolkit.desk.saving import Saver
from toolkit.desk.server.guard import key_of
from toolkit.errors import InputError

_KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_SHARED = ("page.css", "marks.css", "theme.js")


class _Json(JSONResponse):
    """JSON in which half a surrogate pair, which UTF-8 cannot say, stands as an escape."""

    def render(self, content: Any) -> bytes:
        return json.dumps(content, separators=(",", ":"), allow_nan=False).encode()


def application(review: Review, saver: Saver, token: str, reviewer: str = "") -> Starlette:
    """Return the application, without the guard before it."""
    assets = _assets()
    html = assets.pop("desk.html")[0].replace(b"{{ key }}", key_of(token).encode())
    html = html.replace(b"{{ reviewer }}", escape(reviewer).encode("utf-8", "replace"))

    async def page(_: Request) -> Response:
        return Response(html, media_type="text/html")

    async def asset(request: Request) -> Response:
        found = assets.get(request.path_params["name"])
        if found is None:
            raise HTTPException(404)
        return Response(found[0], media_type=found[1])

    async def desk(_: Request) -> Response:
        return _Json(await run_in_threadpool(overview.desk, review))

    async def rows(_: Request) -> Response:
        return _Json(await run_in_threadpool(_rows, review))

    async def found(request: Request) -> Response:
        def ask() -> list[int]:
            return search.found(review, search.wanted(request.query_params))

        return _Json(await run_in_threadpool(ask))

    async def unit(request: Request) -> Response:
        return _Json(await run_in_threadpool(views.unit_view, review, request.path_params["number"]))

    async def evidence(request: Request) -> Response:
        return _Json(await run_in_threadpool(views.evidence_view, review, request.path_params["number"]))

    async def changes(request: Request) -> Response:
        return _Json(await run_in_threadpool(_changes, review, request.query_params))

    async def action(request: Request) -> Response:
        try:
            row = json.loads(await request.body())
        except (ValueError, RecursionError):
            raise InputError("the page sent no JSON; load it anew") from None
        return _Json(await run_in_threadpool(_act, review, saver, row))

    get: list[tuple[str, Callable[[Request], Any]]] = [
        ("/", page),
        ("/assets/{name}", asset),
        ("/api/desk", desk),
        ("/api/rows", rows),
        ("/api/found", found),
        ("/api/units/{number:int}", unit),
        ("/api/units/{number:int}/evidence", evidence),
        ("/api/changes", changes),
    ]
    routes = [Route(path, endpoint, methods=["GET"]) for path, endpoint in get]
    routes.append(Route("/api/actions", action, methods=["POST"]))
    return Starlette(routes=routes, exception_handlers={InputError: _refused, Conflict: _conflicting})


def _rows(review: Review) -> dict[str, Any]:
    with review.lock:
        return {
            "seq": review.seq,
            "rows": [views.row(entry) for entry in review.entries],
            "standing": [views.standing(review.opinions_of(entry.number)) for entry in review.entries],
        }


def _changes(review: Review, query: Any) -> dict[str, Any]:
    """Return what is said otherwise since the page last asked, here or by another desk on the same files."""
    since, document = _number(query.get("since", "0")), query.get("document", "")
    with review.lock:
        review.refresh()
        chosen = _number(document) if document else None
        if chosen is not None and chosen >= len(review.documents):
            raise InputError("there is no such document on this desk; load the page anew")
        news = {number: views.standing(review.opinions_of(number)) for number in review.changed_since(since)}
        return {"units": news, **overview.standing(review, chosen)}


def _act(review: Review, saver: Saver, row: Any) -> dict[str, Any]:
    action = action_of(row)
    number = act(review, action)
    if number is None:
        return {"unit": None}
    if action.doing in ("fix", "edit", "undo"):
        saver.want(review.entries[number].document)
    return {"unit": number, "view": views.unit_view(review, number)}


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise InputError("a number is wanted")
    return int(text)


async def _refused(_: Request, error: Exception) -> Response:
    return _Json({"error": str(error)}, 400)


async def _conflicting(_: Request, error: Exception) -> Response:
    return _Json({"error": str(error), "conflict": True}, 409)


def _assets() -> dict[str, tuple[bytes, str]]:
    """Return the page's files by their names, with their kinds: no name that is asked for is looked up on the disk."""
    found = {}
    own, shared = files("toolkit.desk").joinpath("page"), files("toolkit.reports.page").joinpath("templates")
    for file in [*own.iterdir(), *(shared.joinpath(name) for name in _SHARED)]:
        kind = _KINDS.get(PurePosixPath(file.name).suffix, "text/html")
        if file.is_file():
            found[file.name] = (file.read_bytes(), kind)
    return found
