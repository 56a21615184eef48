"""An embedding model that lies in a folder of the user's: nothing is downloaded, nothing needs it.

A base remembers the model that its tasks were compared with, so that it is linked with the same
again, or not at all until somebody decides.
"""

from __future__ import annotations

import functools
import hashlib
import importlib
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from policycascade.errors import MissingExtra, PolicyCascadeError

Vectors = Sequence[Sequence[float]]

#: What a library may raise over a folder that holds no model, or a damaged one.
_DAMAGED = (OSError, ValueError, RuntimeError, KeyError, TypeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A sentence-transformers model on this machine.

    Attributes:
        name: what its folder is called.
        folder: as the user gave it.
        sha256: of all its files, so that another model in the same place is told.
    """

    name: str
    folder: str
    sha256: str

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Give a vector for each text.

        Raises:
            MissingExtra: if sentence-transformers is not installed.
            PolicyCascadeError: if the folder does not hold this model any more, or none.
        """
        return _loaded(self)(texts)

    def load(self) -> None:
        """Make it ready, so that what is wrong with it is told before long work; see ``call``."""
        _loaded(self)


def model_in(folder: str | Path) -> Model:
    """Name the model in a folder.

    Raises:
        PolicyCascadeError: if there is no such folder.
    """
    place = Path(folder)
    if not place.is_dir():
        raise PolicyCascadeError(
            f"{folder}: 没有这个文件夹；请给出本机上 sentence-transformers 模型的文件夹，不会下载 "
            "(no such folder; give that of a sentence-transformers model on this machine: nothing "
            "is downloaded)"
        )
    return Model(name=place.resolve().name, folder=str(folder), sha256=_sha256(place))


def agreed(models: Iterable[Model | None]) -> Model | None:
    """The one model that all bases were linked with, or that none of them was with any.

    Raises:
        PolicyCascadeError: if they differ.
    """
    found = {model.sha256 if model else "": model for model in models}
    if len(found) > 1:
        names = [
            f"{model.name} ({model.folder})" if model else "无 (none)" for model in found.values()
        ]
        raise PolicyCascadeError(
            f"各知识库比较任务所用的模型不同：{'；'.join(names)}；请用 --embed 文件夹 选定一个，"
            "或用 --no-embed 不用模型 (the bases were linked with different models; choose one "
            "with --embed FOLDER, or none with --no-embed)"
        )
    return next(iter(found.values()), None)


def _sha256(folder: Path) -> str:
    """Of the names and bytes of all files, hidden ones left out."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in name.parts):
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256")
            whole.update(name.as_posix().encode() + b"\0" + digest.digest())
    return whole.hexdigest()


@functools.lru_cache(maxsize=1)
def _loaded(model: Model) -> Callable[[Sequence[str]], Vectors]:
    if not Path(model.folder).is_dir() or model_in(model.folder) != model:
        raise PolicyCascadeError(
            f"{model.folder}: 知识库比较任务用的模型 {model.name} 已不在这里或不是原样；请放回，"
            "或 policycascade build 知识库 -o 知识库 --embed 文件夹（--no-embed 则不用模型） "
            f"(the model {model.name} that the base was linked with is not here or was changed; "
            "put it back, or policycascade build KB -o KB --embed FOLDER, --no-embed for none)"
        )
    os.environ |= {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_PROGRESS_BARS": "1"}  # read on import
    try:
        library = importlib.import_module("sentence_transformers")
        weights = importlib.import_module("safetensors")  # which comes with it
    except ImportError:
        raise MissingExtra("--embed", "embed") from None
    try:
        # On the processor: a graphics card would give the same base other last digits.
        made = library.SentenceTransformer(model.folder, device="cpu", local_files_only=True)
    except (*_DAMAGED, weights.SafetensorError) as error:
        raise PolicyCascadeError(
            f"{model.folder}: 读不出 sentence-transformers 模型：{error} "
            "(holds no sentence-transformers model that can be read)"
        ) from error

    def encode(texts: Sequence[str]) -> Vectors:
        vectors: Vectors = made.encode(list(texts), show_progress_bar=False)
        return vectors

    return encode
