"""Makes `data/real_firms.json`: names of real firms, so that no made-up one is called like them.

The lists of companies in the package `mimesis` of PyPI (MIT) are firms that exist. Of each name the letters and digits
are kept, without its legal form, as web domains have them. Run with `python -m demogen.data.sources.real_firms`.
"""

from __future__ import annotations

import json
import re
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from demogen.config.slug import slugify

LISTS = ("ar-ae", "de", "de-at", "de-ch", "en", "en-au", "en-ca", "en-gb", "ja", "pt", "pt-br")
LEGAL = re.compile(
    r"\b(inc|incorporated|llc|ltd|limited|corp|corporation|co|company|plc|lp|llp|group|grp|holdings?|gmbh|ag|kg|kgaa|se|eg|"
    r"ohg|ug|sa|s/a|ltda|me|eireli|pjsc|fzco|fze|pty)\b\.?",
    re.IGNORECASE,
)
JAPANESE = re.compile("株式会社|有限会社|合同会社|[(\uff08]株[)\uff09]")  # in brackets of either width


def bare(name: str) -> str:
    """Return the letters and digits of a name without its legal form; of a Japanese one its own script."""
    text = JAPANESE.sub("", LEGAL.sub(" ", name))
    own = re.sub(r"\W", "", text).lower()
    return own if re.search(r"[\u0600-\u06ff\u3040-\u9fff]", own) else slugify(text).replace("-", "")


def main() -> None:
    """Write the file."""
    names = set()
    for name in LISTS:
        listed = files("mimesis").joinpath(f"datasets/{name}/finance.json").read_text(encoding="utf-8")
        names |= {bare(firm) for firm in json.loads(listed)["company"]["name"]}
    found = {
        "about": f"Names of real firms, bare: from package mimesis {version('mimesis')} (MIT).",
        "names": sorted(name for name in names if len(name) > 2),
    }
    path = Path(__file__).parents[1] / "real_firms.json"
    path.write_text(json.dumps(found, ensure_ascii=False, indent=0) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
