"""A real browser for tests: Chromium from the system's packages, driven by Playwright.

Where one of the two is missing, tests that ask for it are left out and say so; with DEMOGEN_TEST_BROWSER=required they
fail. DEMOGEN_TEST_SHOTS names a folder for screenshots.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
# Without these, Chromium asks the network for updates, translations and search providers at every start.
QUIET = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
SHOTS = os.environ.get("DEMOGEN_TEST_SHOTS")

# Controls whose text is cut: every choice of a list (less its arrow), what stands in an input or in its place, buttons.
CUT_CONTROLS = """() => {
  const ARROW = 20, pen = document.createElement('canvas').getContext('2d');
  const seen = e => e.getClientRects().length > 0;
  const room = (e, less = 0) => {
    const s = getComputedStyle(e);
    pen.font = `${s.fontStyle} ${s.fontWeight} ${s.fontSize} ${s.fontFamily}`;
    return e.clientWidth - parseFloat(s.paddingLeft) - parseFloat(s.paddingRight) - less;
  };
  const wide = (texts, space) => texts.filter(text => text && pen.measureText(text).width > space + 1);
  const lists = [...document.querySelectorAll('select')].filter(seen).flatMap(e =>
    wide([...e.options].map(o => o.textContent.trim()), room(e, ARROW)).map(text => `${e.id}: ${text}`));
  const inputs = [...document.querySelectorAll('input, textarea')].filter(seen).flatMap(e =>
    wide([e.placeholder], room(e)).map(text => `${e.id}: ${text}`));
  const buttons = [...document.querySelectorAll('button, .button')].filter(seen)
    .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent);
  return [...lists, ...inputs, ...buttons];
}"""
# Parts that scroll sideways without saying so: no fade where there is more, no name, not to be reached by the keyboard.
SILENT_SCROLLS = """() => [...document.querySelectorAll('body *')].filter(e => e.scrollWidth > e.clientWidth + 1
  && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX)).filter(e => {
    const fade = side => parseFloat(getComputedStyle(e).getPropertyValue(`--fade-${side}`));
    const begin = fade('right') > 10 && fade('left') === 0 && getComputedStyle(e).maskImage.includes('gradient');
    e.scrollLeft = e.scrollWidth;
    return !(begin && e.tabIndex === 0 && e.getAttribute('role') === 'region' && e.getAttribute('aria-label'));
  }).map(e => e.outerHTML.slice(0, 120))"""


def _missing(what):
    if os.environ.get("DEMOGEN_TEST_BROWSER") == "required":
        pytest.fail(f"{what}; a browser is required here")
    pytest.skip(f"browser tests are left out: {what}; `make browser` runs them")


@pytest.fixture(scope="session")
def chromium():
    """Start a headless Chromium."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        _missing("there is no Chromium on PATH")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("Playwright is not installed")
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=[*QUIET, *root])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium):
    """Open an address in a window of its own; give the page, and what the browser complained of or asked for."""
    contexts = []

    def go(address, *, width=1400, scheme="light", **settings):
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **settings)
        contexts.append(context)
        page, complaints, requests = context.new_page(), [], []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(address)
        return page, complaints, requests

    yield go
    for context in contexts:
        context.close()


def shoot(page, name):
    """Keep a screenshot of the whole page, if a folder for it is named."""
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
