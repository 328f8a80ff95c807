"""Token scores as one line of JSON, as the cache keeps them: about 90 bytes for a token with eight alternatives."""

import json
import zlib
from base64 import b85decode, b85encode

from toolkit.model.token_scores import Alternative, Attention, TokenScore, TokenScores


def dumps(scores: TokenScores) -> str:
    """Return all but the two texts; ``loads`` with the same texts gives an equal object."""
    rows = [
        [
            token.start,
            token.end,
            _thousandths(token.log_probability),
            int(token.known),
            *(part for text, value in token.alternatives for part in (text, _thousandths(value))),
        ]
        for token in scores.tokens
    ]
    attention = None
    if scores.attention is not None:
        edges = [edge for span in scores.attention.spans for edge in span]
        attention = [edges, b85encode(zlib.compress(scores.attention.levels)).decode()]
    return json.dumps([rows, attention, scores.scored], ensure_ascii=False, separators=(",", ":"))


def loads(text: str, given: str, line: str) -> TokenScores:
    """Return what ``dumps`` wrote about these two texts."""
    rows, attention, scored = json.loads(line)
    tokens = tuple(
        TokenScore(
            start,
            end,
            value / 1000,
            tuple(Alternative(a, p / 1000) for a, p in zip(more[::2], more[1::2], strict=True)),
            bool(known),
        )
        for start, end, value, known, *more in rows
    )
    if attention is not None:
        edges, levels = attention
        attention = Attention(tuple(zip(edges[::2], edges[1::2], strict=True)), zlib.decompress(b85decode(levels)))
    return TokenScores(text, given, tokens, attention, None if scored is None else (scored[0], scored[1]))


def _thousandths(value: float) -> int:
    return round(value * 1000)
