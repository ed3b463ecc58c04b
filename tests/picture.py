"""Makes the picture of the README: the head of a report, in Chromium. `make picture` runs it."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from demogen.bundle.publish import write_file
from demogen.show.report.figures import gather
from demogen.show.report.page import render
from tests import cookbook
from tests.browser import PROGRAMS, QUIET

PICTURE = cookbook.ROOT / "docs" / "report.png"
SIZE = {"width": 1200, "height": 1010}


def main() -> None:
    """Make a report of the fixture, open it and keep what the window shows."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        sys.exit("there is no Chromium on PATH")
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as driver:
        page_file = Path(scratch) / "report.html"
        write_file(page_file, render(gather(cookbook.build(Path(scratch) / "bundle"))))
        browser = driver.chromium.launch(executable_path=program, args=[*QUIET, *root])
        page = browser.new_page(viewport=SIZE, color_scheme="light")
        page.goto(page_file.as_uri())
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
