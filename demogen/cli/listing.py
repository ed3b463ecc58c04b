"""What a bundle's manifest lists otherwise than this program knows it, told beside a command's result."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from demogen.cli import terminal


def tell_notes(manifest: Mapping[str, Any], where: str = "") -> None:
    """Report which tables are left out because they are not known, and what is missing."""
    from demogen.bundle.listing import listing_notes

    for line in listing_notes(manifest):
        terminal.tell(f"{where}{line}")


def tell_listing(folder: Path, where: str = "") -> None:
    """Report it for a bundle's folder, which has been verified."""
    from demogen.bundle.read import load_manifest

    tell_notes(load_manifest(folder), where)
