"""A model hub on this machine: as much of its protocol as fetching a model needs."""

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

Files = Mapping[str, bytes]


@contextmanager
def hub(name: str, revisions: Mapping[str, Files], proposals: list[dict[str, Any]] | None = None) -> Iterator[str]:
    """Serve one model with its revisions and the changes that were proposed to it; give the hub's address."""
    commits = {revision: hashlib.sha1(revision.encode()).hexdigest() for revision in revisions}  # noqa: S324
    by_commit = {**revisions, **{commits[revision]: files for revision, files in revisions.items()}}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            asked = f"/api/models/{name}/"
            if path.startswith(f"{asked}revision/"):
                self._say(self._info(path.removeprefix(f"{asked}revision/")))
            elif path.startswith(f"{asked}tree/"):
                self._say(self._tree(path.removeprefix(f"{asked}tree/")))
            elif path == f"{asked}discussions":
                rows = [_proposal(name, row) for row in proposals or []]
                self._say({"count": len(rows), "start": 0, "discussions": rows})
            elif path.startswith(f"/{name}/resolve/"):
                revision, _, file = path.removeprefix(f"/{name}/resolve/").partition("/")
                self._file(revision, file)
            else:
                self._send(404, {"X-Error-Code": "RepoNotFound"}, b"")

        def do_HEAD(self) -> None:
            self.do_GET()

        def _info(self, revision: str) -> Any:
            if revision not in by_commit:
                return None
            names = [{"rfilename": file} for file in by_commit[revision]]
            return {"id": name, "modelId": name, "sha": commits.get(revision, revision), "siblings": names}

        def _tree(self, revision: str) -> Any:
            files = by_commit.get(revision)
            return files and [
                {"type": "file", "path": file, "size": len(content), "oid": hashlib.sha1(content).hexdigest()}  # noqa: S324
                for file, content in files.items()
            ]

        def _file(self, revision: str, file: str) -> None:
            content = by_commit.get(revision, {}).get(file)
            if content is None:
                self._send(404, {"X-Error-Code": "EntryNotFound"}, b"")
                return
            tag = hashlib.sha1(content).hexdigest()  # noqa: S324
            self._send(200, {"X-Repo-Commit": commits.get(revision, revision), "ETag": f'"{tag}"'}, content)

        def _say(self, answer: Any) -> None:
            known = answer is not None
            headers = {"Content-Type": "application/json", **({} if known else {"X-Error-Code": "RevisionNotFound"})}
            self._send(200 if known else 404, headers, json.dumps(answer).encode())

        def _send(self, status: int, headers: Mapping[str, str], content: bytes) -> None:
            self.send_response(status)
            for key, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(key, value)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(content)

        def log_message(self, *arguments: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        http.block_on_close = False
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{http.server_address[1]}"
        finally:
            http.shutdown()
            thread.join()


def _proposal(name: str, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": "Safe weights",
        "num": row["num"],
        "author": {"name": row["author"]},
        "createdAt": "2024-01-01T00:00:00.000Z",
        "status": row.get("status", "open"),
        "repo": {"name": name, "type": "model"},
        "isPullRequest": True,
    }
