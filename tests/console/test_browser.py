"""The pages in a real Chromium: a tenant is made, watched, read about and deleted, as an admin does it."""

from __future__ import annotations

import re

import pytest

from loader.console.accounts.admins import find_admin
from loader.console.accounts.links import make_link
from tests.browser import shoot
from tests.console.conftest import API, EMAIL, PASSWORD

pytestmark = pytest.mark.browser

WIDTHS = (400, 1400)
GONE = "text=The tenant of this job was deleted"
SERIOUS = {"serious", "critical"}


@pytest.fixture
def expect(chromium):
    """Return what waits until a page is as it should be."""
    from playwright.sync_api import expect

    return expect


@pytest.fixture
def look(running, visit):
    """Open a page as an admin who has signed in; nothing may be complained of at the end."""
    heard = []

    def go(path="/", refused=None, **settings):
        page, complaints, requests = visit(f"{running.url}/sign-in", **settings)
        heard.append((refused, complaints, requests))
        page.fill("#email", EMAIL)
        page.fill("#password", PASSWORD)
        page.click("text=Sign in >> nth=-1")
        page.wait_for_url(f"{running.url}/")
        if path != "/":
            page.goto(f"{running.url}{path}")
        return page

    yield go
    for refused, complaints, requests in heard:  # Chromium tells of every answer that refuses
        assert [c for c in complaints if f"status of {refused} " not in c] == []
        assert {re.match(r"(https?://[^/]+|\w+:)", request)[1] for request in requests} <= {running.url, "data:"}


def audit(page):
    """Return what keeps people from using a page, of the serious kinds."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found if v["impact"] in SERIOUS]


def fits(page):
    """Return whether nothing is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def fill(page, name, **more):
    """Type a small config into the form."""
    for field, value in {
        "tenantName": name,
        "teamSize": "3",
        "targets-leads": "100",
        "targets-contacts": "50",
        "targets-companies": "20",
        "targets-closedWonCount": "10",
        **more,
    }.items():
        page.fill(f"#{field}", value)


@pytest.mark.parametrize("width", WIDTHS)
def test_create_watch_report_delete(running, look, width, expect):
    name, slug = f"Seen At {width}", f"seen-at-{width}"
    page = look("/new", width=width)
    fill(page, name)
    expect(page.locator("#preview h2")).to_have_text(name)
    assert fits(page)
    assert audit(page) == []
    shoot(page, f"console-new-{width}")
    page.click("text=Create tenant")
    page.wait_for_url(re.compile("/jobs/"))
    page.wait_for_selector("#progress, #h-targets")
    shoot(page, f"console-running-{width}")
    page.wait_for_selector("#h-targets", timeout=30_000)  # by the script: nobody loaded the page again
    assert page.text_content(".head .status") == "completed"
    assert page.locator("#log li").count() > 10
    assert fits(page)
    assert audit(page) == []
    shoot(page, f"console-job-{width}")
    job = page.url.rpartition("/")[2]

    page.click("text=Report")
    page.wait_for_selector("h1")
    assert page.text_content("h1") == name
    page.go_back()

    page.goto(f"{running.url}/")
    page.wait_for_selector(f"a[href='/jobs/{job}']")
    assert fits(page)
    assert audit(page) == []
    shoot(page, f"console-jobs-{width}")
    page.click(f"a[href='/jobs/{job}']")
    button = page.locator("button.danger")
    expect(button).to_be_disabled()
    page.fill("#confirm", slug)
    expect(button).to_be_enabled()
    button.click()
    page.wait_for_selector(GONE)
    with running.connect() as connection:
        assert connection.execute("SELECT FROM tenants WHERE slug = %s", [slug]).rowcount == 0


def test_the_form_answers_while_one_types(look, expect):
    page = look("/new")
    fill(page, "Live Preview")
    expect(page.locator("#preview dd").first).to_have_text("100")
    page.fill("#teamSize", "900")
    page.wait_for_selector("#field-teamSize .error")
    assert page.get_attribute("#teamSize", "aria-invalid") == "true"
    assert "above the limit" in page.text_content("#summary")
    assert page.input_value("#teamSize") == "900"
    page.fill("#teamSize", "9")
    page.wait_for_selector("#field-teamSize .error", state="detached")
    assert page.text_content("#summary").strip() == ""
    page.select_option("#country", "JP")
    expect(page.locator("#currency option").first).to_have_text("JPY (default)")
    assert page.get_attribute("#targets-closedWonValue", "placeholder").isdigit()


def test_errors_of_a_form_that_was_sent_are_read_first(look, expect):
    page = look("/new", refused=422)
    page.fill("#teamSize", "900")
    page.click("text=Create tenant")
    page.wait_for_selector("#summary .wrong")
    expect(page.locator("#summary")).to_be_focused()
    page.click("#summary a")
    expect(page.locator("#teamSize")).to_be_focused()


@pytest.mark.parametrize("path", ["/jobs/{job}", "/?search={job}"])
def test_a_badge_follows_its_job_without_a_reload(running, look, path):
    """Case 29: from waiting to its end, with the buttons that fit."""
    from loader.jobs.locks import tenant_key, try_lock

    page = look("/")
    with running.connect() as gate, gate.transaction():
        gate.execute("LOCK TABLE public.activities IN SHARE ROW EXCLUSIVE MODE")  # the job stays in its middle
        with running.connect() as other, other.transaction():
            assert try_lock(other, tenant_key("followed"))
            job = running.create(tenantName="Followed")
            page.goto(running.url + path.format(job=job))
            page.evaluate(
                """() => { window.seen = []; const see = () => {
                const text = document.querySelector('.status').textContent;
                if (window.seen.at(-1) !== text) window.seen.push(text); };
                const what = {subtree: true, childList: true, characterData: true};
                new MutationObserver(see).observe(document.body, what); see(); }"""
            )
            assert page.locator("form[action$='/cancel'] button").count() == (1 if path.startswith("/jobs") else 0)
        page.wait_for_selector(".status.running", timeout=60_000)
    page.wait_for_selector(".status.completed", timeout=60_000)
    seen = page.evaluate("window.seen")  # gone, had the page been loaded again
    assert (seen[0], seen[-1]) == ("pending", "completed")
    assert "running" in seen
    if path.startswith("/jobs"):
        page.wait_for_selector("text=Regenerate >> nth=0")
        assert page.locator("form[action$='/cancel']").count() == 0
        assert page.locator("form[action$='/delete']").count() == 1
        lines = page.locator("#log li").all_text_contents()
        assert len(lines) == len(running.client().get(f"{API}/{job}").json()["data"]["logs"])
    running.client().delete(f"{API}/{job}")


def test_a_badge_is_what_the_first_event_says(running, look):
    """Case 29: a job that began between its page and its events stayed "pending" until it ended."""
    from loader.jobs.locks import tenant_key, try_lock

    told = '{"status": "running", "progress": 7, "currentStep": "Begun", "logs": [], "errorCode": null}'
    page = look("/")
    page.add_init_script(
        """window.seen = []; new MutationObserver(() => {
        window.seen.push(document.querySelector('.head .status')?.textContent);
        }).observe(document, {subtree: true, childList: true, characterData: true});"""
    )
    page.route(
        "**/events",
        lambda route: route.fulfill(content_type="text/event-stream", body=f"event: progress\nid: 0\ndata: {told}\n\n"),
    )
    with running.connect() as other, other.transaction():
        assert try_lock(other, tenant_key("just-begun"))
        job = running.create(tenantName="Just Begun")
        page.goto(f"{running.url}/jobs/{job}")
        assert page.text_content(".head .status") in {"pending", "running"}
        for _ in range(150):
            if seen := page.evaluate("window.seen.includes('running')"):
                break
            page.wait_for_timeout(100)
        assert seen
        running.client().post(f"{API}/{job}/cancel")


def test_a_cancelled_job_says_so_without_a_reload(running, look):
    from loader.jobs.locks import tenant_key, try_lock

    page = look("/")
    with running.connect() as other, other.transaction():
        assert try_lock(other, tenant_key("called-off"))
        job = running.create(tenantName="Called Off")
        page.goto(f"{running.url}/jobs/{job}")
        page.evaluate("window.here = true")
        assert running.client().post(f"{API}/{job}/cancel").status_code == 200
        page.wait_for_selector(".head .status.cancelled")
        page.wait_for_selector("form[action$='/cancel']", state="detached")
    assert page.evaluate("window.here")


def test_a_page_that_is_refused_its_events_looks_at_the_job_instead(running, look):
    """As when a caller has too many streams."""
    page = look("/", refused=429)
    page.route("**/events", lambda route: route.fulfill(status=429, body="{}"))
    job = running.create(tenantName="Without Events")
    page.goto(f"{running.url}/jobs/{job}")
    page.wait_for_selector(".head .status.completed", timeout=60_000)


def test_who_comes_back_to_a_page_sees_what_became_of_it(running, look):
    job = running.made(tenantName="Left Open")
    page = look(f"/jobs/{job['id']}")
    running.client().delete(f"{API}/{job['id']}")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_selector(GONE)
    assert page.locator(".head .status.completed").count() == 0


@pytest.mark.parametrize("scripts", [True, False])
def test_rows_are_searched_sorted_and_followed(running, job, look, scripts):
    page = look(f"/jobs/{job['id']}", java_script_enabled=scripts)
    page.click("text=Look at its rows")
    page.click("th a:text-is('contacts')")
    name = page.text_content(".rows tbody th >> nth=3").strip()
    page.fill("#q", name)
    page.press("#q", "Enter")
    page.wait_for_url(re.compile("q="))
    assert name in page.text_content(".rows tbody th")
    page.click("thead a:text-is('email')")
    page.wait_for_url(re.compile("sort=email"))
    assert page.get_attribute("th[aria-sort]", "aria-sort") == "ascending"
    page.click(".rows tbody th a")
    page.wait_for_selector("dl.record")
    page.click("dl.record a[href*='/companies/']")
    page.wait_for_selector("h2:has-text('Rows that name it')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_rows_can_be_read_by_everybody(running, job, look, width, scheme):
    page = look("/", width=width, scheme=scheme)
    for table in ("", "/contacts", "/activities?sort=body", "/deals?q=nothing+at+all"):
        page.goto(f"{running.url}/jobs/{job['id']}/tables{table}")
        assert (audit(page), fits(page)) == ([], True)
    page.click("text=Show all")
    page.click(".rows tbody th a")
    assert (audit(page), fits(page)) == ([], True)
    shoot(page, f"console-row-{width}-{scheme}")


def test_what_is_to_be_copied_is_copied(running, job, look):
    page = look(f"/jobs/{job['id']}", permissions=["clipboard-read", "clipboard-write"])
    page.click("button[aria-label='Copy the connection URL']")
    page.wait_for_selector("button:text-is('Copied')")
    assert page.evaluate("navigator.clipboard.readText()") == page.text_content("#connection-url")
    assert page.text_content("#connection-url").startswith("postgresql://")
    bare = look(f"/jobs/{job['id']}", java_script_enabled=False)
    assert bare.locator("button.copy").count() == 0
    assert bare.text_content("#connection-url").startswith("postgresql://")


def test_the_list_is_live(running, look):
    page = look("/")
    job = running.create(tenantName="Live In The List")
    page.goto(f"{running.url}/?search={job}")
    page.wait_for_selector(f"tr:has(a[href='/jobs/{job}']) .status.completed", timeout=30_000)


def test_filters_work_as_soon_as_one_is_chosen(running, job, look):
    page = look("/")
    page.select_option("#country", "JP")
    page.wait_for_url(re.compile("country=JP"))
    assert "No job is like that" in page.text_content("#jobs")
    page.click("text=Clear")
    page.wait_for_url(f"{running.url}/")
    page.fill("#search", job["id"])
    page.press("#search", "Enter")
    page.wait_for_selector(f"a[href='/jobs/{job['id']}']")


def test_everything_can_be_done_with_the_keyboard(running, look):
    page = look("/new")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    page.keyboard.press("Enter")
    fill(page, "By Keyboard")
    page.focus("button[value=create]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#h-targets", timeout=30_000)
    page.focus("#confirm")
    page.keyboard.type("by-keyboard")
    page.keyboard.press("Enter")
    page.wait_for_selector(GONE)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_nobody_is_kept_out(running, job, look, visit, width, scheme):
    """By axe, at two widths and in both colour schemes: sign-in, list, form with errors, job, error page."""
    page, complaints, _ = visit(f"{running.url}/sign-in", width=width, scheme=scheme)
    assert (audit(page), fits(page), complaints) == ([], True, [])
    shoot(page, f"console-sign-in-{width}-{scheme}")
    page = look("/new", width=width, scheme=scheme)
    page.fill("#targets-leads", "3")
    page.wait_for_selector("#field-targets-leads .error")
    assert (audit(page), fits(page)) == ([], True)
    shoot(page, f"console-errors-{width}-{scheme}")
    for path, name in ((f"/jobs/{job['id']}", "job"), ("/", "jobs"), ("/?search=nothing", "none")):
        page.goto(running.url + path)
        assert (audit(page), fits(page)) == ([], True)
        shoot(page, f"console-{name}-{width}-{scheme}")


def test_pages_work_without_scripts(running, look):
    page = look("/new", java_script_enabled=False)
    page.fill("#tenantName", "No Script")
    page.fill("#targets-leads", "100")
    page.click("text=Preview >> nth=-1")
    assert page.text_content("#preview h2") == "No Script"
    page.click("text=Create tenant")
    page.wait_for_selector("#h-targets", timeout=60_000)  # the page refreshes itself
    page.fill("#confirm", "no-script")
    page.click("button.danger")
    page.wait_for_selector(GONE)


def test_a_one_use_link_signs_in_once(running, visit):
    with running.connect() as connection:
        key = make_link(connection, find_admin(connection, EMAIL).id)
    page, complaints, _ = visit(f"{running.url}/sign-in/once?key={key}")
    page.click("button.main")
    page.wait_for_url(f"{running.url}/")
    assert complaints == []
    again, _, _ = visit(f"{running.url}/sign-in/once?key={key}")
    again.click("button.main")
    assert "was used" in again.text_content("#wrong")


def test_the_api_answers_the_browser_of_an_admin(running, look):
    page = look("/", refused=403)
    found = page.evaluate(f"fetch('{API}').then((answer) => answer.json())")
    assert "data" in found
    refused = page.evaluate(
        f"fetch('{API}/preview', {{method: 'POST', body: '{{}}', headers: {{'content-type': 'application/json'}}}})"
        ".then((answer) => answer.status)"
    )
    assert refused == 403
