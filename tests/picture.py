"""Makes the pictures of the README, of a report and of the console, in Chromium. `make picture` runs it."""

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
from tests import questions
from tests.browser import PROGRAMS, QUIET
from tests.console.conftest import EMAIL, PASSWORD, small, standalone

DOCS = questions.ROOT / "docs"
SIZE = {"width": 1200, "height": 1010}
LOWER = {"width": 1200, "height": 760}
# What is on record when the jobs are shown: name, country, industry, leads.
TENANTS = (
    ("Brackwater Tools", "GB", "saas", 1200),
    ("Nordlicht Versand", "DE", "ecommerce", 2400),
    ("Aozora Markets", "JP", "trading", 900),
    ("Serra Azul Jogos", "BR", "igaming", 1800),
    ("Palm Quarter Homes", "AE", "realestate", 600),
)
SHOWN = {"tenantName": "Larkhill Metrics", "country": "US", "targets": {"leads": 2400, "contacts": 800}}
LARGE = {"tenantName": "Halden Freight Systems", "country": "US", "targets": {"leads": 50_000, "contacts": 15_000}}

# Puts other places into what a page says, for those of this machine mean nothing to a reader.
ELSEWHERE = """places => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode())
        for (const [here, there] of places)
            texts.currentNode.data = texts.currentNode.data.replaceAll(here, there);
}"""


def report(browser, scratch):
    """Make a report of the fixture, open it and keep what the window shows."""
    page_file = scratch / "report.html"
    write_file(page_file, render(gather(questions.build(scratch / "bundle"))))
    page = browser.new_page(viewport=SIZE, color_scheme="light")
    page.goto(page_file.as_uri())
    page.screenshot(path=DOCS / "report.png")


def pages(browser, running):
    """Fill a console as an admin would, and keep its pages."""
    for name, country, industry, leads in TENANTS:
        running.made(tenantName=name, country=country, industry=industry, targets={"leads": leads}, teamSize=8)
    job = running.made(**{**small(), **SHOWN, "startDate": "2024-12-01", "teamSize": 12})
    page = browser.new_page(viewport=SIZE, color_scheme="light")
    page.goto(f"{running.url}/sign-in")
    page.fill("#email", EMAIL)
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.goto(f"{running.url}/jobs/{job['id']}")
    page.evaluate(ELSEWHERE, [[f"{questions.ROOT}/", ""], [str(running.data_dir.parent), "/srv/crm"]])
    page.screenshot(path=DOCS / "console-job.png")
    page.goto(f"{running.url}/new")
    page.fill("#tenantName", "Larkhill Metrics")
    page.fill("#targets-leads", "2400")
    page.fill("#targets-closedWonValue", "1350000")
    page.wait_for_selector("#preview dd:has-text('1,350,000')")
    page.screenshot(path=DOCS / "console-new.png")
    running.create(**{**small(), **LARGE, "startDate": "2024-12-01", "teamSize": 40})
    page.goto(f"{running.url}/")
    page.wait_for_function(
        "() => [...document.querySelectorAll('progress')].some((bar) => bar.value > 40)", timeout=60_000
    )
    page.set_viewport_size(LOWER)
    page.screenshot(path=DOCS / "console-jobs.png")


def main() -> None:
    """Make every picture."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        sys.exit("there is no Chromium on PATH")
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory(prefix="demogen-picture-") as name, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=[*QUIET, *root])
        scratch = Path(name)
        report(browser, scratch)
        with standalone(scratch, DATABASE_URL="", DEMOGEN_PG_DIR=str(scratch / "pg")) as running:
            pages(browser, running)
        browser.close()


if __name__ == "__main__":
    main()
