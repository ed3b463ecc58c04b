"""Deterministic demo data for CRMs: one config and one seed become a checked bundle of Parquet files.

The same config and seed give the same content on every machine; see `demogen.generate` and `demogen.build_bundle`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from demogen.build import Built, Bundle, build_bundle, generate, own_files
    from demogen.draw.streams import DRAWING_VERSION

__version__ = "0.1.0"
__all__ = ["DRAWING_VERSION", "Built", "Bundle", "__version__", "build_bundle", "generate", "own_files"]


def __dir__() -> list[str]:
    """List what there is, also what is imported when it is first asked for."""
    return sorted([*globals(), *__all__])


def __getattr__(name: str) -> object:
    """Import the generator when it is first asked for: numpy and pyarrow cost a third of a second."""
    if name in __all__:
        from demogen import build

        return getattr(build, name)
    raise AttributeError(f"module 'demogen' has no attribute {name!r}")
