"""How pages look to who reads them: nothing cut, nothing wider than the window, and what scrolls says so (case 35).

Every page at the width of a phone, a tablet and a desk, in both colour schemes, of tenants with long names in German,
Japanese and Arabic.
"""

from __future__ import annotations

import pytest

from tests.browser import CUT_CONTROLS, SILENT_SCROLLS, shoot

pytestmark = pytest.mark.browser

WINDOWS = [(400, "light"), (400, "dark"), (800, "light"), (1400, "dark")]
DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"  # fades follow a drawn frame
NAMES = {
    "DE": ("Donaudampfschifffahrtsgesellschaft Nordlicht Versandhandels GmbH & Co. KGaA", "ecommerce"),
    "JP": ("\u9752\u7a7a\u30de\u30fc\u30b1\u30c3\u30c8\u682a\u5f0f\u4f1a\u793e", "trading"),
    "AE": ("\u0634\u0631\u0643\u0629 \u0627\u0644\u062e\u0644\u064a\u062c", "realestate"),
}
CUT_TEXT = """() => [...document.querySelectorAll('h1, h2, p, dt, dd, figcaption, summary, li, pre, legend, label')]
  .filter(e => e.scrollWidth > e.clientWidth + 1 && !['inline', 'none'].includes(getComputedStyle(e).display)
  && !e.closest('.rows, .away')).map(e => e.textContent.slice(0, 60))"""


@pytest.fixture(scope="module")
def tenants(running):
    """Return a job for each country, of a tenant with a long name."""
    return {
        country: running.made(tenantName=name, country=country, industry=industry, seed="s" * 64)["id"]
        for country, (name, industry) in NAMES.items()
    }


@pytest.fixture
def session(running):
    """Return the cookie of a browser that is signed in."""
    key = running.browser().cookies["demogen-session"]
    return {"cookies": [{"name": "demogen-session", "value": key, "url": running.url}], "origins": []}


def paths(tenants):
    """Return every kind of page."""
    for country, job in tenants.items():
        yield f"job-{country}", f"/jobs/{job}"
        yield f"contacts-{country}", f"/jobs/{job}/tables/contacts"
    yield "activities", f"/jobs/{tenants['AE']}/tables/activities?sort=body&order=desc"
    yield "report", f"/jobs/{tenants['DE']}/report"
    yield "earlier", f"/new?from={tenants['DE']}"
    yield "jobs", "/"
    yield "new", "/new?country=AE&industry=realestate"
    yield "tables", f"/jobs/{tenants['JP']}/tables"
    yield "none", f"/jobs/{tenants['JP']}/tables/deals?q=nothing+like+it"
    yield "missing", "/jobs/nonsense"


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_nothing_is_cut_and_what_scrolls_says_so(running, tenants, session, chromium, width, scheme):
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, storage_state=session)
    page, found = context.new_page(), {}
    for name, path in paths(tenants):
        page.goto(running.url + path)
        page.evaluate("document.querySelectorAll('details:not(.rows details)').forEach(d => d.open = true)")
        page.evaluate(DRAWN)
        wide = page.evaluate("document.documentElement.scrollWidth") > width
        wrong = [*page.evaluate(CUT_CONTROLS), *page.evaluate(CUT_TEXT), *page.evaluate(SILENT_SCROLLS)]
        shoot(page, f"looks-{name}-{width}-{scheme}")
        if wide or wrong:
            found[name] = (wide, wrong)
    context.close()
    assert found == {}


@pytest.mark.parametrize("width", [400, 800, 1400])
def test_nothing_of_the_sign_in_is_cut(running, chromium, width):
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    for path in ("/sign-in", "/sign-in?why=ended", "/sign-in/once?key=x"):
        page.goto(running.url + path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        page.evaluate(DRAWN)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert [*page.evaluate(CUT_CONTROLS), *page.evaluate(CUT_TEXT), *page.evaluate(SILENT_SCROLLS)] == []
    context.close()
