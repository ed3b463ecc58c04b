"""How this program was installed, and the command that adds an extra to it.

No registry has this distribution, so the command never names it alone: it names the checkout, the wheel or the
repository that is installed, and where that is gone the extra's own requirements.
"""

from __future__ import annotations

import json
import re
import shlex
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

NAME = "crm-demogen"


def find_checkout() -> Path | None:
    """Return the checkout that this program runs from; None where it was installed as a wheel."""
    root = Path(__file__).parents[1]
    try:
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return root if project.get("project", {}).get("name") == NAME else None


def install_hint(extra: str) -> str:
    """Return a sentence with the command that adds an extra to this installation, to be copied as it is."""
    words = _checkout_words(extra) or _installed_words(extra)
    if not words:
        return f"Install the extra `{extra}` of {NAME} from where it came."
    pip = [sys.executable, "-m", "pip", "install"]
    uv = ["uv", "pip", "install", "--python", sys.executable]
    return f"Install it with: {shlex.join([*(pip if find_spec('pip') else uv), *words])}"


def _checkout_words(extra: str) -> list[str]:
    root = find_checkout()
    if root is None:
        return []
    pins = root / "constraints.txt"
    return [*(["-c", str(pins)] if pins.is_file() else []), "-e", f"{root}[{extra}]"]


def _installed_words(extra: str) -> list[str]:
    """Return what to install: this distribution from its origin, else the extra's requirements, else nothing."""
    try:
        found = distribution(NAME)
    except PackageNotFoundError:
        return []
    origin = _origin(json.loads(found.read_text("direct_url.json") or "{}"))
    return [f"{NAME}[{extra}] @ {origin}"] if origin else list(_requirements(found, extra))


def _origin(direct: Mapping[str, Any]) -> str:
    """Return the address of a record of origin (PEP 610), without any secret; empty where it leads nowhere."""
    parts = urlsplit(direct.get("url", ""))
    if parts.scheme == "file":
        return parts.geturl() if Path(unquote(parts.path)).exists() else ""
    user, _, host = parts.netloc.rpartition("@")
    address = urlunsplit((parts.scheme, f"git@{host}" if user == "git" else host, parts.path, "", ""))
    known = direct.get("vcs_info")
    return f"{known['vcs']}+{address}@{known['commit_id']}" if known else address


def _requirements(found: Distribution, extra: str) -> Iterator[str]:
    for line in found.requires or []:
        requirement, _, marker = line.partition(";")
        if re.search(rf"extra == ['\"]{re.escape(extra)}['\"]", marker):
            yield requirement.strip()
