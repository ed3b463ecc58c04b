"""A bundle as one tar, always the same bytes for the same bundle; and back, trusting nothing that a tar may say.

The manifest comes first, then its files in order of path, each with a fixed owner, mode and time. A tar is read only
if it is, header by header, what `pack` writes: no link, device, sparse file or odd path can occur in it.
"""

from __future__ import annotations

import os
import re
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from demogen.bundle import publish
from demogen.bundle.listing import check_listing, files_of, folders_of
from demogen.bundle.manifest import MAX_BYTES, parse_manifest
from demogen.bundle.read import open_plain, verify_files, verify_folder
from demogen.errors import BundleError, NoBundle, Problem, Refused

BLOCK = 512
PIECE = 1 << 20
OCTAL = re.compile(rb"[0-7]{11}")
HINT = "Only tars that `demogen pack` wrote are read; take another one apart with tar and give the folder."


def pack(folder: Path, target: Path, *, replace: bool = False) -> Path:
    """Write a verified bundle as a tar.

    Raises:
        BundleError: the bundle is not what its manifest says.
        Refused: the target exists, or lies inside the bundle.
    """
    target = publish.place(target)
    manifest = verify_folder(folder)
    publish.require_outside(target, folder)
    if os.path.lexists(target) and (not replace or not target.is_file()):
        raise publish.exists(target)
    with publish.staging(target) as work:
        draft = work / "bundle.tar"
        with open(draft, "xb") as file:
            for path in ["manifest.json", *_paths(manifest)]:
                _add(file, folder, path)
            # Two empty blocks end a tar, which is filled up to 20 blocks.
            file.write(bytes(2 * BLOCK))
            file.write(bytes(-file.tell() % tarfile.RECORDSIZE))
            file.flush()
            os.fsync(file.fileno())
        publish.publish(draft, target, replace=replace)
    return target


def _paths(manifest: dict[str, Any]) -> list[str]:
    return sorted(file["path"] for file in files_of(manifest))


def _header(path: str, size: int) -> bytes:
    entry = tarfile.TarInfo(path)
    entry.size, entry.mode = size, 0o644
    return entry.tobuf(tarfile.USTAR_FORMAT)


def _add(file: BinaryIO, folder: Path, path: str) -> None:
    with open_plain(folder, path) as source:
        size = os.fstat(source.fileno()).st_size
        file.write(_header(path, size))
        shutil.copyfileobj(source, file, PIECE)
        if source.tell() != size:
            raise BundleError(Problem(path, "changed while it was read"))
    file.write(bytes(-size % BLOCK))


def unpack(source: Path, target: Path) -> Path:
    """Take a bundle out of a tar, verify it and publish it as a folder.

    Raises:
        BundleError: the tar holds something else than a sound bundle.
        Refused: the target exists.
    """
    target = publish.place(target)
    if os.path.lexists(target):
        raise Refused(Problem(str(target), "exists", hint="Choose another place."))
    _require_file(source)
    with publish.staging(target) as work:
        extract(source, work)
        verify_folder(work)
        publish.publish(work, target, replace=False)
    return target


@contextmanager
def open_bundle(path: Path) -> Iterator[Path]:
    """Yield the folder of a bundle; a tar is unpacked into a temporary one.

    Raises:
        BundleError: there is neither.
    """
    if path.is_dir():
        yield path
        return
    if not path.is_file():
        found = "something else" if os.path.lexists(path) else "nothing"
        raise NoBundle(Problem(str(path), "is not a bundle", "a folder with a manifest.json, or a .tar", found))
    with unpacked(path) as folder:
        yield folder


@contextmanager
def unpacked(source: Path) -> Iterator[Path]:
    """Yield the files of a bundle's tar in a folder for the time being."""
    import tempfile

    with publish.staging(Path(tempfile.gettempdir()) / "bundle", mode=0o700) as folder:
        extract(source, folder)
        yield folder


def _require_file(source: Path) -> None:
    try:
        found = "something else" if source.exists() else "nothing"
        if source.is_file():
            return
    except OSError as error:
        raise publish.problem(error, source) from error
    raise BundleError(Problem(str(source), "is not a packed bundle", "a file", found))


def extract(source: Path, folder: Path) -> dict[str, Any]:
    """Take the files of a bundle out of a tar into an empty folder; give the manifest.

    Raises:
        BundleError: it is no tar that `pack` wrote.
    """
    with open(source, "rb") as tar:
        size = _size(tar.read(BLOCK))
        if not 0 < size <= MAX_BYTES:
            raise _no_tar(source, "manifest.json")
        tar.seek(0)
        _take(tar, source, folder, "manifest.json", size)
        with open_plain(folder, "manifest.json") as file:
            manifest = parse_manifest(file.read())
        check_listing(manifest)
        for path in folders_of(manifest):
            (folder / path).mkdir()
        sizes = {file["path"]: file["sizeBytes"] for file in files_of(manifest)}
        if sum(sizes.values()) > os.fstat(tar.fileno()).st_size:
            raise _no_tar(source, "all files")
        for path in _paths(manifest):
            _take(tar, source, folder, path, sizes[path])
        end = 2 * BLOCK - (tar.tell() + 2 * BLOCK) % -tarfile.RECORDSIZE
        rest = tar.read(end + 1)
        if any(rest) or len(rest) != end:
            raise _no_tar(source, "the end")
    verify_files(folder)
    return manifest


def _size(header: bytes) -> int:
    digits = header[124:135]
    return int(digits, 8) if len(header) == BLOCK and OCTAL.fullmatch(digits) else -1


def _take(tar: BinaryIO, source: Path, folder: Path, path: str, size: int) -> None:
    """Copy the next entry to its file, if it is the expected one."""
    try:
        expected = _header(path, size)
    except (ValueError, tarfile.TarError):
        expected = b""
    if tar.read(BLOCK) != expected:
        raise _no_tar(source, path)
    left = size
    with open(folder / path, "xb") as file:
        while left and (block := tar.read(min(left, PIECE))):
            file.write(block)
            left -= len(block)
        file.flush()
        os.fsync(file.fileno())
    if left or any(tar.read(-size % BLOCK)):
        raise _no_tar(source, path)


def _no_tar(source: Path, entry: str) -> BundleError:
    return BundleError(
        Problem(str(source), "is not a packed bundle", f"{entry} as `demogen pack` writes it", hint=HINT)
    )
