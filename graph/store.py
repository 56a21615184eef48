"""The dataset in an embedded Oxigraph store on disk, reached as an rdflib graph.

The folder holds ``store.json`` (format and version) beside ``data/``. It is written beside and
moved into place, and readers open it read-only, so any number of them can.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from policycascade.errors import KnowledgeBaseError
from policycascade.graph.mapping import PREFIXES

if TYPE_CHECKING:
    import rdflib
    from pyoxigraph import Store

FORMAT = "policycascade-store"
VERSION = 1


def write_store(nquads: Path, folder: Path) -> None:
    """Load an N-Quads file into a new store that takes the place of ``folder``.

    Raises:
        KnowledgeBaseError: if the file is missing or is no N-Quads, or ``folder`` is something
            else than a store.
    """
    if folder.exists() and not (folder / "store.json").is_file() and any(folder.iterdir()):
        raise KnowledgeBaseError(
            folder, "已有别的内容，不会覆盖 (holds something else, which is not overwritten)"
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".tmp", dir=folder.parent))
    try:
        _load(nquads, beside)
        beside.chmod(0o755)
        shutil.rmtree(folder, ignore_errors=True)
        beside.replace(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _load(nquads: Path, folder: Path) -> None:
    from pyoxigraph import RdfFormat, Store

    try:
        store = Store(str(folder / "data"))
        store.bulk_load(path=str(nquads), format=RdfFormat.N_QUADS)
        store.optimize()
    except (OSError, SyntaxError) as error:
        raise KnowledgeBaseError(nquads, f"无法装入 (cannot be loaded): {error}") from error
    marker = {"format": FORMAT, "version": VERSION}
    (folder / "store.json").write_text(json.dumps(marker) + "\n", encoding="utf-8")


def open_oxigraph(folder: Path) -> Store:
    """Open a store for reading, as the engine sees it.

    Raises:
        KnowledgeBaseError: if there is none, it is of another version, or it is damaged.
    """
    from pyoxigraph import Store

    _check(folder)
    try:
        return Store.read_only(str(folder / "data"))
    except OSError as error:
        raise KnowledgeBaseError(
            folder, f"打不开，请重新 build (cannot be opened; build it again): {error}"
        ) from error


def open_store(folder: Path) -> rdflib.Dataset:
    """Open a store for reading; queries see the union of its graphs.

    Raises:
        KnowledgeBaseError: if there is none, it is of another version, or it is damaged.
    """
    import rdflib
    from oxrdflib import OxigraphStore

    dataset = rdflib.Dataset(store=OxigraphStore(store=open_oxigraph(folder)), default_union=True)
    for prefix, address in PREFIXES.items():
        dataset.bind(prefix, address)
    return dataset


def _check(folder: Path) -> None:
    try:
        marker = json.loads((folder / "store.json").read_text("utf-8"))
    except (OSError, ValueError):
        raise KnowledgeBaseError(
            folder, "这里没有图数据库，请先 build (no store here; build one first)"
        ) from None
    if not isinstance(marker, dict) or marker.get("format") != FORMAT:
        raise KnowledgeBaseError(folder, "不是本程序的图数据库 (no store of this program)")
    if marker.get("version") != VERSION:
        raise KnowledgeBaseError(
            folder,
            f"图数据库版本是 {marker.get('version')}，本程序读版本 {VERSION}；请重新 build "
            f"(another version; build it again)",
        )
