"""The models of one direction, loaded once."""

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from toolkit.engines.marian import bundled_files as bergamot_files
from toolkit.errors import EngineError, MissingDependency

if TYPE_CHECKING:
    from toolkit.engines.marian.model import Model
    from toolkit.engines.marian.vocabulary import Vocabulary


class Direction(NamedTuple):
    """A model and its vocabulary."""

    model: "Model"
    vocabulary: "Vocabulary"


@cache
def load(source: str, target: str) -> Direction:
    """Return the model of a direction, read once in a process.

    Raises MissingDependency where there is none, and EngineError that names the file which is not as expected.
    """
    from toolkit.engines.marian import binary
    from toolkit.engines.marian.model import Model
    from toolkit.engines.marian.vocabulary import Vocabulary

    problem = bergamot_files.problem(source, target)
    if problem:
        raise MissingDependency(f"bergamot: {problem}", "")
    folder = bergamot_files.checked(source, target)
    path = folder / f"model.{source}{target}.intgemm.alphas.bin"
    try:
        return Direction(Model.of(binary.read(path)), Vocabulary(folder / f"vocab.{source}{target}.spm"))
    except KeyError as error:
        raise EngineError(f"{path} lacks the tensor {error}") from error
