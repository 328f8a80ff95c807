"""Fetches models, on the user's word alone: nothing else in the toolkit uses the network for a model.

Each asks first whether the service answers at all: without a network the libraries would try for half a minute.
"""

import socket
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from toolkit.engines.marian import firefox_files
from toolkit.errors import InputError, MissingDependency, one_line
from toolkit.plugins import model_files

_WANTED = ["*.json", "*.safetensors", "*.spm", "*.model", "*.txt"]
_CONNECT_SECONDS = 3.0
_CONVERTER = "SFconvertbot"


def hub(name: str, revision: str) -> Path:
    """Fetch a model of the hub, safetensors only, and return its folder; raises MissingDependency with the reason.

    Where the main revision has pickled weights alone, what the hub's own converter made of them takes its place: from
    then on ``main`` of that model is that revision on this machine.
    """
    if "://" in name or not name.strip():
        raise InputError(f"{name!r} is no name of a model; write the one that it has on the hub, such as owner/model")
    if model_files.is_folder(name):
        raise InputError(f"{name!r} is a folder, not a model's name on the hub; there is nothing to fetch")
    from huggingface_hub import constants, snapshot_download

    try:
        _reach(constants.ENDPOINT)
        found = _with_safetensors(name, revision)
        if found is None:
            raise MissingDependency(
                f"the model {name!r} has no *.safetensors at revision {revision}, and pickled weights are not loaded; "
                "choose a revision or a model that has them",
                "",
            )
        folder = Path(snapshot_download(name, revision=found, allow_patterns=_WANTED))
    except MissingDependency:
        raise
    except Exception as error:  # the library's own errors, those of its HTTP client, and the system's
        raise _failed(f"the model {name!r}", error) from error
    model_files.stand_in(name, revision, found)
    return folder


def _with_safetensors(name: str, revision: str) -> str | None:
    """Return the revision, or the one that the hub's own converter proposes for it, or None."""
    from huggingface_hub import HfApi

    hub = HfApi()

    def safe(candidate: str) -> bool:
        return any(file.endswith(".safetensors") for file in hub.list_repo_files(name, revision=candidate))

    if safe(revision):
        return revision
    if revision != "main":
        return None
    # Anybody may propose a change to a model; the converter's are made from the weights that are there.
    asked = hub.get_repo_discussions(name, author=_CONVERTER, discussion_type="pull_request")
    proposed = [one.num for one in asked if one.author == _CONVERTER and one.is_pull_request and one.status == "open"]
    candidates = (f"refs/pr/{number}" for number in sorted(proposed, reverse=True))
    return next((candidate for candidate in candidates if safe(candidate)), None)


def firefox(source: str, target: str) -> Path:
    """Fetch a model of Firefox's translation and return its folder; raises MissingDependency with the reason."""
    if not firefox_files.installed():
        raise MissingDependency("the package fxtranslate is not installed", firefox_files.INSTALL)
    from fxtranslate import discovery

    root = firefox_files.default_folder()
    made = root / f"{source}-{target}"
    try:
        _reach(discovery.records_url())
        root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=root, prefix=".fetching-") as temporary:
            discovery.add_models(source, target, cache_dir=temporary, progress=False)
            part = Path(temporary) / made.name
            if not part.is_dir():
                raise ValueError(f"there is no direct model {source} > {target}; fetch the two halves by way of en")
            if made.exists():  # whoever fetches again, doubts what is there
                made.rename(Path(temporary) / "old")
            part.rename(made)
    except (OSError, ValueError) as error:
        raise _failed(f"the Firefox model {source} > {target}", error) from error
    return made


def _reach(address: str) -> None:
    host = urlsplit(address)
    port = host.port or (80 if host.scheme == "http" else 443)
    socket.create_connection((host.hostname or "", port), _CONNECT_SECONDS).close()


def _failed(what: str, error: Exception) -> MissingDependency:
    return MissingDependency(
        f"{what} cannot be fetched ({one_line(error)}); look at the network and the name, and try again", ""
    )
