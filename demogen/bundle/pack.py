"""A bundle as one tar, always the same bytes for the same bundle; and back, trusting nothing that a tar may say.

Entries stand in order of path with fixed owner, mode and time; only plain files with paths of a bundle are taken out.
"""

from __future__ import annotations

import io
import os
import tarfile
from pathlib import Path
from typing import Any

from demogen.bundle import publish
from demogen.bundle.read import SAFE_PATH, load_manifest, verify_folder
from demogen.errors import BundleError, EnvironmentProblem, Problem, Refused

MAX_FILES = 200


def pack(folder: Path, target: Path, *, replace: bool = False) -> Path:
    """Write a verified bundle as a tar.

    Raises:
        BundleError: the bundle is not what its manifest says.
        Refused: the target exists.
    """
    manifest = verify_folder(folder)
    if target.exists() and not replace:
        raise Refused(Problem(str(target), "exists", hint="Choose another name, or give --replace."))
    paths = sorted([entry["path"] for entry in (*manifest["tables"], *manifest["files"])])
    with publish.staging(target) as work:
        draft = work / "bundle.tar"
        with open(draft, "wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.USTAR_FORMAT) as tar:
                for path in ["manifest.json", *paths]:
                    _add(tar, folder / path, path)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            draft.replace(target)
        else:
            publish.publish(draft, target, replace=False)
        publish.sync_folder(target.parent)
    return target


def _add(tar: tarfile.TarFile, source: Path, path: str) -> None:
    entry = tarfile.TarInfo(path)
    entry.size = source.stat().st_size
    entry.mode = 0o644
    with open(source, "rb") as file:
        tar.addfile(entry, file)


def unpack(source: Path, target: Path) -> Path:
    """Take a bundle out of a tar, verify it and publish it as a folder.

    Raises:
        BundleError: the tar holds something else than a sound bundle.
        Refused: the target exists.
    """
    if target.exists() or target.is_symlink():
        raise Refused(Problem(str(target), "exists", hint="Choose another place."))
    with publish.staging(target) as work:
        extract(source, work)
        verify_folder(work)
        publish.publish(work, target, replace=False)
    return target


def extract(source: Path, folder: Path) -> dict[str, Any]:
    """Take the files of a bundle out of a tar into an empty folder; give the manifest."""
    (folder / "data").mkdir()
    seen: set[str] = set()
    try:
        with tarfile.open(source, mode="r:") as tar:
            for entry in tar:
                _check(entry, seen)
                content = tar.extractfile(entry)
                assert content is not None
                _write(folder / entry.name, content)
    except tarfile.TarError as error:
        raise BundleError(Problem(str(source), f"is no tar of a bundle: {error}"[:200])) from error
    except FileNotFoundError as error:
        raise EnvironmentProblem(Problem(str(source), "cannot be read")) from error
    return load_manifest(folder)


def _check(entry: tarfile.TarInfo, seen: set[str]) -> None:
    name = ascii(entry.name)[1:-1][:80]
    if not entry.isreg() or not SAFE_PATH.match(entry.name) or entry.name in seen or len(seen) >= MAX_FILES:
        raise BundleError(
            Problem(f"tar entry {name}", "does not belong to a bundle", "plain files of a bundle, each once")
        )
    seen.add(entry.name)


def _write(path: Path, content: Any) -> None:
    with open(path, "xb") as file:
        while block := content.read(io.DEFAULT_BUFFER_SIZE * 64):
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
