"""A desk that is killed at any moment has lost nothing of what it acknowledged."""

import http.client
import json
import secrets
import threading
from pathlib import Path

from tests.desk.serving import Client, Process, lines


def test_every_acknowledged_verdict_is_in_the_file_of_a_killed_desk(article: Path) -> None:
    desk = Process(article / "result", folder=article)
    client = Client(desk.address)
    units = [number for number in client.get("/api/found") if client.get(f"/api/units/{number}")["findings"]]
    acknowledged: list[str] = []
    enough = threading.Event()

    def review(name: str) -> None:
        for number in units * 100:
            identity = secrets.token_hex(8)
            row = {"id": identity, "reviewer": name, "doing": "accept", "unit": number, "finding": 0}
            try:
                status, _, _ = client.ask("/api/actions", row)
            except (OSError, http.client.HTTPException, json.JSONDecodeError):
                return
            assert status == 200
            acknowledged.append(identity)
            if len(acknowledged) > 40:
                enough.set()

    reviewers = [threading.Thread(target=review, args=(name,)) for name in ("Anna", "Bruno", "Carla")]
    for one in reviewers:
        one.start()
    enough.wait()
    desk.kill()
    for one in reviewers:
        one.join()
    written = (article / "result" / "verdicts.jsonl").read_bytes()
    whole = written[: written.rfind(b"\n") + 1]
    (article / "result" / "verdicts.jsonl").write_bytes(whole)
    ids = [row["id"] for row in lines(article / "result" / "verdicts.jsonl")]
    assert len(acknowledged) > 40
    assert set(acknowledged) <= set(ids)
    assert len(ids) == len(set(ids))
