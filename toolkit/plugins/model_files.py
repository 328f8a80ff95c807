"""Where a model's files are on this machine: a folder, or the cache of the model hub. No network, nothing imported.

The layout of the hub's cache: https://huggingface.co/docs/huggingface_hub/guides/manage-cache
"""

import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any

from toolkit.languages.codes import long, short
from toolkit.plugins.disk import kind

_HUB_NAME = re.compile(r"[\w.*-]+(/[\w.*-]+)?")
_PICKLED = (
    "the model in {folder} has no *.safetensors, and pickled weights are not loaded; "
    "fetch the model by its name with toolkit fetch, which looks for weights that are safe"
)
_TOKENIZERS = ("tokenizer.json", "*.spm", "*.model", "vocab.json")


def own_folder() -> Path:
    """Return the folder of the models that the toolkit made or fetched: ``$TOOLKIT_MODELS``, or the user's cache."""
    from platformdirs import user_cache_dir

    chosen = os.environ.get("TOOLKIT_MODELS")
    return Path(chosen).expanduser() if chosen else Path(user_cache_dir("toolkit", appauthor=False)) / "models"


def hub_folder() -> Path:
    """Return the folder of the hub's cache, as huggingface_hub finds it."""
    if "HF_HUB_CACHE" in os.environ:
        return Path(os.environ["HF_HUB_CACHE"]).expanduser()
    caches = os.environ.get("XDG_CACHE_HOME", "~/.cache")
    return Path(os.environ.get("HF_HOME", f"{caches}/huggingface")).expanduser() / "hub"


def is_folder(name: str) -> bool:
    """Whether a model is given as a folder, by its look or because there is one."""
    return name.startswith((".", "/", "~")) or kind(Path(name)) == "folder" or not _HUB_NAME.fullmatch(name)


def find(name: str, revision: str) -> Path | None:
    """Return the folder that holds a model's files, or None."""
    if not name.strip():
        return None
    if is_folder(name):
        folder = Path(name).expanduser()
        return folder if kind(folder) == "folder" else None
    cached = hub_folder() / f"models--{name.replace('/', '--')}"
    commit = _commit(cached, revision)
    snapshot = cached / "snapshots" / (commit or revision)
    return snapshot if kind(snapshot) == "folder" else None


def problem(name: str, revision: str) -> str | None:
    """Return what is missing of an encoder-decoder model and how to get it, on one line."""
    folder = find(name, revision)
    if folder is None:
        return _absent(name, revision)
    if kind(folder / "config.json") != "file":
        return f"the model folder {folder} has no config.json; give a folder that transformers saved"
    damaged = _damaged(folder, "*.safetensors")
    if damaged:
        return damaged
    if not any(any(folder.glob(pattern)) for pattern in _TOKENIZERS):
        return f"the model folder {folder} has no tokenizer ({', '.join(_TOKENIZERS)}); save it there as well"
    return None


def encoder_problem(name: str, revision: str) -> str | None:
    """Return what is missing of a model for sentence vectors, whose parts may lie in folders of their own."""
    folder = find(name, revision)
    if folder is None:
        return _absent(name, revision)
    if not any(kind(folder / own) == "file" for own in ("modules.json", "config.json")):
        return (
            f"the model folder {folder} has no modules.json or config.json; give one that sentence-transformers saved"
        )
    return _damaged(folder, "**/*.safetensors")


def _damaged(folder: Path, pattern: str) -> str | None:
    """Return what is wrong with a model's weights or its JSON, such as a copy that was cut off leaves behind."""
    weights = [path for path in sorted(folder.glob(pattern)) if path.is_file()]
    if not weights:
        return _PICKLED.format(folder=folder)
    shards = settings(folder, "model.safetensors.index.json").get("weight_map")
    wanted = sorted({folder / str(name) for name in shards.values()}) if isinstance(shards, dict) else []
    texts = [path for path in (folder / "config.json", folder / "modules.json") if path.is_file()]
    faulty = [path for path in texts if not _is_json(path)] + [path for path in weights if not _is_whole(path)]
    for path in (*(path for path in wanted if not path.is_file()), *faulty):
        fault = "is cut off or damaged" if path.is_file() else "is not there"
        return f"{path} {fault}; fetch or copy the model again"
    return None


def _is_json(path: Path) -> bool:
    try:
        json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return True


def _is_whole(weights: Path) -> bool:
    """Whether a file of weights is as long as its header says (https://huggingface.co/docs/safetensors: Format)."""
    size = weights.stat().st_size
    try:
        with weights.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            header: Any = json.loads(file.read(length)) if 2 <= length <= size - 8 else None
        ends = [tensor["data_offsets"][1] for name, tensor in header.items() if name != "__metadata__"]
        return bool(8 + length + max(ends, default=0) == size)
    except (OSError, ValueError, RecursionError, AttributeError, KeyError, IndexError, TypeError):
        return False


def _absent(name: str, revision: str) -> str:
    if not name.strip():
        return "model is empty; give the folder of a model, or its name on the hub"
    if "://" in name:
        return f"{name!r} is an address; write only the name that the model has there, such as owner/model"
    if is_folder(name):
        found = Path(name).expanduser()
        wrong = (
            f"{name!r} is a file, no model folder" if kind(found) == "file" else f"there is no model folder {name!r}"
        )
        return f"{wrong}; give the folder of a model, or its name on the hub"
    wanted = f"{name} --revision {revision}" if revision != "main" else name
    return f"the model {name!r} is not in {hub_folder()}; fetch it with: toolkit fetch {wanted}"


def wrong_direction(name: str, revision: str, source: str, target: str) -> str | None:
    """Return what is wrong when a bilingual model says that it goes another way."""
    said = settings(find(name, revision) or Path(), "tokenizer_config.json")
    own = [short(str(said.get(key, ""))) for key in ("source_lang", "target_lang")]
    known = all(long(code) != code for code in own)
    if said.get("tokenizer_class") == "MarianTokenizer" and known and own != [source, target]:
        return f"the model {name!r} goes {' > '.join(own)}; write {{source}} and {{target}} in its name for both ways"
    return None


def settings(folder: Path, name: str) -> dict[str, Any]:
    """Return one of a model's JSON files, parsed; empty where there is none."""
    path = folder / name
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def identity(name: str, revision: str) -> str:
    """Return what tells one state of a model from another: the hub's commit, or a digest of a folder's files.

    ``*`` in a name stands for any text: then it is a digest of all models that fit, so that the identity of a pattern
    does not depend on a direction.
    """
    if is_folder(name):
        pattern = Path(name).expanduser()
        anchor = Path(pattern.anchor) if pattern.is_absolute() else Path()
        folders = [path for path in sorted(anchor.glob(str(pattern.relative_to(anchor)))) if path.is_dir()]
        states = [
            f"{path.name}:{path.stat().st_size}:{path.stat().st_mtime_ns}"
            for folder in folders
            for path in sorted(folder.iterdir())
            if path.is_file()
        ]
    else:
        cached = sorted(hub_folder().glob(f"models--{name.replace('/', '--')}"))
        states = [f"{path.name}:{_commit(path, revision) or revision}" for path in cached]
    return hashlib.blake2b("\n".join(states).encode(), digest_size=6).hexdigest()


def stand_in(name: str, revision: str, other: str) -> None:
    """Let one revision of a model stand for another from now on: for a model whose main has pickled weights alone."""
    note = _note(hub_folder() / f"models--{name.replace('/', '--')}", revision)
    if other != revision:
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(other, encoding="utf-8")
    else:
        note.unlink(missing_ok=True)


def _note(cached: Path, revision: str) -> Path:
    """Return the file that says which revision stands for another."""
    return own_folder() / "revisions" / cached.name / revision


def _commit(cached: Path, revision: str) -> str | None:
    note = _note(cached, revision)
    reference = cached / "refs" / (note.read_text(encoding="utf-8").strip() if note.is_file() else revision)
    return reference.read_text(encoding="utf-8").strip() if reference.is_file() else None
