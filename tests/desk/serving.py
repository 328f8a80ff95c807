"""Desks for tests: one in a process of its own, which may be killed, and requests without a browser."""

import http.client
import json
import re
import secrets
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.command_line import PROGRAM, surroundings
from toolkit.desk.server.guard import HEADER, key_of


class Process:
    """``toolkit review`` as a user starts it."""

    def __init__(self, *arguments: object, folder: Path) -> None:
        line = [*PROGRAM, "review", *map(str, arguments), "--no-open"]
        self._process = subprocess.Popen(
            line, cwd=folder, env=surroundings(folder), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        assert self._process.stdout is not None
        said = []
        for text in self._process.stdout:
            said.append(text)
            if match := re.search(r"http://\S+", text):
                self.address = match[0]
                return
        raise AssertionError("".join(said))

    def kill(self) -> None:
        """End it as a power cut would."""
        self._process.kill()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def interrupt(self) -> tuple[int, str]:
        """End it as Ctrl-C does; return its exit code and what it said."""
        self._process.send_signal(signal.SIGINT)
        said, _ = self._process.communicate()
        return self._process.returncode, said


class Client:
    """Asks a desk by HTTP; every header may be another."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        assert parts.port
        self.port = parts.port
        self.token = parse_qs(parts.query)["token"][0]
        self.cookie = f"toolkit-desk-{self.port}={self.token}"
        self.origin = f"http://127.0.0.1:{self.port}"

    def ask(
        self, path: str, body: Any = None, method: str = "", **headers: str | None
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Return status, headers and body; a header that is None is not sent."""
        sent: dict[str, str | None] = {"Host": f"127.0.0.1:{self.port}", "Cookie": self.cookie}
        data = None
        if body is not None:
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            sent |= {"Content-Type": "application/json", "Origin": self.origin, HEADER: key_of(self.token)}
            sent["Content-Length"] = str(len(data))
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method or ("GET" if body is None else "POST"), path, skip_host=True)
        for name, value in sent.items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(data)
        answer = connection.getresponse()
        found = answer.status, dict(answer.getheaders()), answer.read()
        connection.close()
        return found

    def get(self, path: str) -> Any:
        """Return what a GET answers, as data."""
        status, _, body = self.ask(path)
        assert status == 200, body
        return json.loads(body)

    def act(self, doing: str, unit: int = -1, reviewer: str = "Anna", **more: Any) -> tuple[int, Any]:
        """Do something as a reviewer."""
        row = {"id": secrets.token_hex(8), "reviewer": reviewer, "doing": doing, "unit": unit, **more}
        status, _, body = self.ask("/api/actions", row)
        return status, json.loads(body)


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a file of verdicts."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
