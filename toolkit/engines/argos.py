"""Argos Translate's packages, read without Argos Translate: its models run on CTranslate2 and SentencePiece alone.

The search is the one that Argos Translate does (https://argos-translate.readthedocs.io): four beams, a length penalty
of 0.2, pieces that the model does not know taken over from the text. Texts are cut nowhere by it; here one beyond the
length that such models are trained on is cut at clauses.
"""

import importlib.util
import os
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar, Literal

from toolkit import plugins
from toolkit.engines import _argos_packages as argos_packages
from toolkit.engines._argos_packages import Package
from toolkit.engines.seq2seq import batches as length_batches
from toolkit.engines.texts import clauses
from toolkit.engines.texts.hops import through
from toolkit.errors import EngineError, MissingDependency, one_line
from toolkit.model import Hypothesis, Rejection
from toolkit.plugins import streaming
from toolkit.plugins.contracts import Engine
from toolkit.plugins.programs import lines as line_programs
from toolkit.plugins.traits import Limits

_LIMIT = 150
"""Tokens of a text: OpenNMT's training, by which the models are made, leaves out longer ones (filtertoolong)."""
_SPACE = "▁"
_INSTALL = "install it with: pip install 'translation-toolkit[ctranslate2]'"


@dataclass(frozen=True, slots=True)
class Argos:
    """The packages of Argos Translate that are installed on this machine; nothing is downloaded.

    ``packages`` is a folder with packages, unpacked or as ``*.argosmodel``; without it, the one that Argos Translate
    uses (~/.local/share/argos-translate/packages). It translates sentence by sentence. Where no package goes straight
    from one language to the other, the text goes over others, over English if it can, as Argos Translate does. Argos
    Translate itself is not needed, only ctranslate2. ``threads: 0`` means a worker of one thread for each core.
    """

    family = "neural"
    cacheable = True  # each text by itself, no sampling

    packages: str = field(default="", metadata={"path": "file"})
    """A folder of packages; without it, that of Argos Translate."""
    num_beams: int = field(default=4, metadata={"also": "beam"})
    """How many beginnings the search follows (also: beam)."""
    length_penalty: float = 0.2
    """Higher favours longer answers; 0.2 is Argos Translate's."""
    batch_tokens: int = field(default=1024, metadata={"output": False})
    """How many tokens go through the model at once."""
    device: Literal["cpu", "cuda", "auto"] = field(default="cpu", metadata={"output": False})
    """Where the models run."""
    threads: int = field(default=0, metadata={"output": False})
    """How many batches at once; 0 is one for each core."""

    limits: ClassVar[Limits] = {
        "num_beams": {"minimum": 1},
        "batch_tokens": {"minimum": 1},
        "threads": {"minimum": 0},
    }

    def __post_init__(self) -> None:
        if self.num_beams < 1 or self.batch_tokens < 1 or self.threads < 0:
            raise ValueError("num_beams and batch_tokens must be 1 or more, threads 0 or more")

    def signature(self) -> str:
        """Name the options, the state of the packages and the library's version; not the folder they lie in."""
        return self._signature(self._there())

    def signature_in(self, source: str, target: str) -> str:
        """Name the same of the packages on the way alone: another one that is installed changes no answer."""
        return self._signature(self._way(source, target))

    def problem(self, source: str, target: str) -> str | None:
        """Return which package of Python or of Argos is missing, and the folder looked in."""
        if importlib.util.find_spec("ctranslate2") is None:
            return f"the package ctranslate2 is not installed; {_INSTALL}"
        there = self._there()
        if self._way(source, target):
            return None
        faulty = argos_packages.way(there, source, target)
        if faulty:
            return next(one.fault for one in faulty if one.fault)
        known = ", ".join(f"{one.source} > {one.target}" for one in there) or "none"
        return (
            f"no package of Argos Translate goes {source} > {target}, nor do several together; there are in "
            f"{self._folder()}: {known}; put a package there, a folder or an .argosmodel file"
        )

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate each text; raises MissingDependency without a package, EngineError if one cannot be loaded."""
        return streaming.gathered(self.stream(texts, source, target), len(texts))

    def stream(self, texts: Sequence[str], source: str, target: str) -> Iterator[streaming.Part]:
        """Yield the answers of ``translate``, some hundreds at a time; raises what it raises."""
        problem = self.problem(source, target)
        if problem:
            raise MissingDependency(f"argos: {problem}", "")
        hops = self._way(source, target)
        for window in streaming.windows(len(texts)):
            answers = [Hypothesis(line_programs.one_line(texts[number])) for number in window]
            for hop in hops:
                found = self._hop(hop, [answer.text for answer in answers])
                name = f"{hop.source} > {hop.target}" if len(hops) > 1 else ""
                answers = [through(before, after, name) for before, after in zip(answers, found, strict=True)]
            yield dict(zip(window, answers, strict=True))

    def _folder(self) -> Path:
        return Path(self.packages) if self.packages else argos_packages.usual_folder()

    def _there(self) -> tuple[Package, ...]:
        return argos_packages.packages(self._folder())

    def _way(self, source: str, target: str) -> tuple[Package, ...]:
        return argos_packages.way([one for one in self._there() if one.fault is None], source, target)

    def _signature(self, packages: Sequence[Package]) -> str:
        library = version("ctranslate2") if importlib.util.find_spec("ctranslate2") else "none"
        files = argos_packages.identity(packages)
        return plugins.signature(self, without=("packages",), files=files, ctranslate2=library, preparation=1)

    def _hop(self, package: Package, texts: Sequence[str]) -> list[Hypothesis]:
        """Translate with one package."""
        model = _loaded(package, self.device, self.threads)
        try:
            opened = [_Text(text, model.cut(text)) for text in texts]
            rows = [piece for text in opened for piece in text.pieces]
            answers = iter(self._found(model, [tokens for _, tokens in rows]))
            return [model.joined(text, [next(answers) for _ in text.pieces]) for text in opened]
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"argos: the package {package.path} failed: {one_line(error, 300)}") from error

    def _found(self, model: "_Model", rows: Sequence[list[str]]) -> list[tuple[list[str], bool]]:
        """Return the tokens of each answer, and whether it was stopped at the longest one."""
        lengths = [len(row) for row in rows]
        batches = length_batches.planned(lengths, _LIMIT, self.batch_tokens, model.workers, padded=False)
        found: dict[int, tuple[list[str], bool]] = {}
        pool = ThreadPoolExecutor(model.workers)
        try:
            asked = [
                (batch, pool.submit(model.search, [rows[number] for number in batch.numbers], batch.width, self))
                for batch in batches
            ]
            for batch, answers in asked:
                found.update(zip(batch.numbers, answers.result(), strict=True))
        finally:
            pool.shutdown(cancel_futures=True)
        return [found[number] for number in range(len(rows))]


@dataclass(frozen=True, slots=True)
class _Text:
    """A text and its pieces, each with its tokens."""

    text: str
    pieces: list[tuple[str, list[str]]]


@dataclass(frozen=True, slots=True)
class _Model:
    """A loaded package: the network, what cuts words, and the language of its texts."""

    network: Any
    tokenizer: Any
    package: Package
    workers: int

    def cut(self, text: str) -> list[tuple[str, list[str]]]:
        """Return the tokens of a text, in pieces where it is too long; none of a blank one."""
        if not text.strip():
            return []
        pieces = clauses.cut(text, self.package.source, _LIMIT, lambda piece: len(self._tokens(piece)))
        return [(piece, self._tokens(piece)) for piece in pieces]

    def search(self, rows: Sequence[list[str]], width: int, options: Argos) -> list[tuple[list[str], bool]]:
        """Translate rows of at most ``width`` tokens."""
        begin, most = [self.package.prefix] if self.package.prefix else [], 2 * width + 16
        answers = self.network.translate_batch(
            rows,
            target_prefix=[begin] * len(rows) if begin else None,
            max_batch_size=0,
            beam_size=options.num_beams,
            length_penalty=options.length_penalty,
            replace_unknowns=True,
            max_input_length=0,
            max_decoding_length=most + len(begin),
        )
        found = [answer.hypotheses[0] for answer in answers]
        found = [row[1:] if begin and row[:1] == begin else row for row in found]
        return [(row, len(row) >= most) for row in found]

    def joined(self, text: _Text, answers: Sequence[tuple[list[str], bool]]) -> Hypothesis:
        """Return the answer to a text from those to its pieces, with what went wrong."""
        notes = [f"cut at clauses into {len(answers)} pieces"] if len(answers) > 1 else []
        tokens = [token for _, row in text.pieces for token in row]
        unknown = [token for token in dict.fromkeys(tokens) if self._is_unknown(token)]
        if unknown:
            notes.append(f"unknown to the model: {' '.join(token.strip(_SPACE) for token in unknown)}")
        written = ["".join(row).replace(_SPACE, " ").strip() for row, _ in answers]
        whole = clauses.join([piece for piece, _ in text.pieces], written) if len(answers) > 1 else "".join(written)
        stopped = any(stopped for _, stopped in answers)
        reason = Rejection("cut", "stopped at the longest answer that is allowed") if stopped else None
        return Hypothesis(line_programs.one_line(whole), tuple(notes), reason)

    def _tokens(self, text: str) -> list[str]:
        return list(self.tokenizer.encode(text, out_type=str))

    def _is_unknown(self, token: str) -> bool:
        return token != _SPACE and self.tokenizer.piece_to_id(token) == self.tokenizer.unk_id()


@lru_cache(maxsize=4)
def _loaded(package: Package, device: str, threads: int) -> _Model:
    """Load a package; raises EngineError with the library's reason."""
    import ctranslate2
    import sentencepiece

    try:
        with warnings.catch_warnings(action="ignore"):
            tokenizer = sentencepiece.SentencePieceProcessor(model_proto=package.read(argos_packages.PIECES))
        network = ctranslate2.Translator(
            str(package.path), device=device, files=package.model(), inter_threads=threads or os.cpu_count() or 1,
            intra_threads=1,
        )  # fmt: skip
    except Exception as error:  # each part has its own way to fail
        raise EngineError(f"argos: the package {package.path} cannot be loaded ({one_line(error, 300)})") from error
    return _Model(network, tokenizer, package, network.num_translators)


PLUGIN: type[Engine] = Argos
