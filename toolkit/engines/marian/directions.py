"""The models of one direction, loaded once."""

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from toolkit.engines.marian import bundled_files as bergamot_files
from toolkit.errors import EngineError, MissingDependency

if TYPE_CHECKING:
    from toolkit.engines.marian.model import MarianModel
    from toolkit.engines.marian.vocabulary import PieceVocabulary


class Direction(NamedTuple):
    """A model and its vocabulary."""

    model: "MarianModel"
    vocabulary: "PieceVocabulary"


@cache
def load(source: str, target: str) -> Direction:
    """Return the model of a direction, read once in a process.

    Raises MissingDependency where there is none, and EngineError that names the file which is not as expected.
    """
    from toolkit.engines.marian import binary
    from toolkit.engines.marian.model import MarianModel
    from toolkit.engines.marian.vocabulary import PieceVocabulary

    problem = bergamot_files.problem(source, target)
    if problem:
        raise MissingDependency(f"bergamot: {problem}", "")
    folder = bergamot_files.checked(source, target)
    path = folder / f"model.{source}{target}.intgemm.alphas.bin"
    try:
        return Direction(MarianModel.of(binary.read(path)), PieceVocabulary(folder / f"vocab.{source}{target}.spm"))
    except KeyError as error:
        raise EngineError(f"{path} lacks the tensor {error}") from error
