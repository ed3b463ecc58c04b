"""The report in a real browser: no complaint, nothing fetched, nothing cut, readable in light and dark, on paper."""

from __future__ import annotations

import pytest

from tests.browser import shoot

WINDOWS = [(400, "light"), (400, "dark"), (1400, "light"), (1400, "dark")]

# Labels of pictures that reach out of their picture, or into each other, by more than a pixel.
BAD_LABELS = """() => [...document.querySelectorAll('svg')].flatMap(svg => {
  const frame = svg.getBoundingClientRect(), boxes = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
  const cut = boxes.filter(([, b]) => b.left < frame.left - 1 || b.right > frame.right + 1 || b.top < frame.top - 1 || b.bottom > frame.bottom + 1);
  const meet = boxes.filter(([, a], i) => boxes.some(([, b], k) => k > i &&
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1));
  return [...cut, ...meet].map(([text]) => svg.getAttribute('aria-label') + ': ' + text);
})"""
SMALLEST_LETTER = """() => Math.min(...[...document.querySelectorAll('svg text')].map(t =>
  parseFloat(getComputedStyle(t).fontSize) * t.ownerSVGElement.getBoundingClientRect().width / t.ownerSVGElement.viewBox.baseVal.width))"""
EMPTY_PICTURES = """() => [...document.querySelectorAll('svg')].filter(svg =>
  ![...svg.querySelectorAll('rect:not(.floor)')].some(r => r.getBoundingClientRect().height > 1)).map(s => s.getAttribute('aria-label'))"""
CUT_TEXT = """() => [...document.querySelectorAll('h1, h2, p, figcaption, summary, li, pre')].filter(e =>
  e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline').map(e => e.textContent.slice(0, 60))"""


@pytest.fixture(params=["sound", "default"])
def address(request, report):
    """Return the address of a report's file."""
    return request.param, report(request.getfixturevalue(request.param)).as_uri()


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_page_is_whole_and_quiet(visit, address, width, scheme):
    name, uri = address
    page, complaints, requests = visit(uri, width=width, scheme=scheme)
    shoot(page, f"report-{name}-{width}-{scheme}")
    assert complaints == []
    assert requests == [uri]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(BAD_LABELS) == []
    assert page.evaluate(EMPTY_PICTURES) == []
    assert page.evaluate(CUT_TEXT) == []
    assert page.evaluate(SMALLEST_LETTER) >= 9


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_page_can_be_read_by_everybody(visit, address, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page, _, _ = visit(address[1], width=width, scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = Axe().run(page).response
    assert [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found["violations"]] == []
    assert len(found["passes"]) > 20


@pytest.mark.browser
def test_keyboard_opens_the_tables(visit, address):
    page, _, _ = visit(address[1])
    page.locator("figure summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#months-leads").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Leads per month"


@pytest.mark.browser
def test_print_shows_every_table_in_light_colours(visit, address, tmp_path):
    page, _, _ = visit(address[1], scheme="dark", width=718)  # of A4, less its margins
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    hidden = "() => [...document.querySelectorAll('table')].filter(t => t.getBoundingClientRect().height < 20).map(t => t.id)"
    assert page.evaluate(hidden) == []
    wide = "() => [...document.querySelectorAll('table')].filter(t => t.scrollWidth > t.closest('.scroll').clientWidth + 1).map(t => t.id)"
    assert page.evaluate(wide) == []
    page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    assert (tmp_path / "report.pdf").read_bytes()[:5] == b"%PDF-"


@pytest.mark.browser
def test_pointing_at_a_column_names_it(visit, address):
    page, _, _ = visit(address[1])
    tip = page.locator("svg rect title").first.text_content()
    row = page.locator("#months-leads tbody tr").first.locator("th, td")
    assert tip == f"{row.nth(0).text_content()}: {row.nth(2).text_content()} leads"
