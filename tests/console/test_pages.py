"""The pages without a script: forms, lists and errors as plain HTTP gives them."""

from __future__ import annotations

import json
import re

import pytest
import yaml

from demogen.config.model import fields
from loader.console.pages import form
from tests.console.conftest import API, csrf_of, sign_in, small, wait_for
from tests.page import VOID, Page

VOID |= {"source"}


@pytest.fixture(scope="module")
def browser(running):
    """Return a client that is signed in."""
    return running.browser()


def typed(**more):
    """Return what somebody types into the form."""
    raw = small()
    known = {f"targets.{name}": value for name, value in raw.pop("targets").items()}
    return {name: str(value) for name, value in {**raw, **known, **more}.items()}


def send(browser, path="/new", **data):
    """Send a form of a page, with that page's token."""
    return browser.post(path, data={"csrf": csrf_of(browser.get("/").text), **data})


def elements(html, tag, **wanted):
    """List the elements of a kind with these attributes."""
    return [a for name, a in Page(html).elements if name == tag and all(a.get(k) == v for k, v in wanted.items())]


def text_of(html):
    return " ".join(" ".join(Page(html).texts).split())


def test_the_form_has_every_field_of_a_config(browser):
    html = browser.get("/new").text
    names = {a["name"] for tag in ("input", "select") for a in elements(html, tag) if "name" in a}
    keys = {".".join(spec.path) for spec in fields() if not spec.is_group and spec.path != ("$schema",)}
    assert names - {"csrf", "key", "file"} == keys


def test_every_input_has_a_label_and_what_it_means(browser):
    html = browser.get("/new").text
    labels = {a["for"] for a in elements(html, "label")}
    ids = {a["id"] for _, a in Page(html).elements if "id" in a}
    assert len(ids) == sum("id" in a for _, a in Page(html).elements)
    for tag in ("input", "select", "textarea"):
        for a in elements(html, tag):
            assert a.get("type") == "hidden" or a["id"] in labels
            assert a.get("aria-describedby", "main") in ids


def test_defaults_follow_country_and_industry(browser):
    for country, industry, zone, currency in (
        ("JP", "trading", "Asia/Tokyo", "JPY"),
        ("BR", "igaming", "America/Sao_Paulo", "BRL"),
    ):
        html = browser.get("/new", params={"country": country, "industry": industry}).text
        assert f"{zone} (default)" in html
        assert f"{currency} (default)" in html
        (leads,) = elements(html, "input", name="targets.leads")
        assert leads["value"] == ""
        assert int(leads["placeholder"]) >= 100


def test_a_preview_shows_totals_and_months(browser):
    html = send(browser, action="preview", **typed(seed="seen")).text
    page = Page(html)
    assert "Leads 100" in tiles(html)
    assert len(tiles(html)) == 6
    rows = next(iter(page.tables.values()))
    assert sum(int(row[1].replace(",", "")) for row in rows[1:]) == 100
    assert len(elements(html, "svg")) == 3
    assert all(a["aria-label"] for a in elements(html, "svg"))
    assert "The preview is shown" not in html


def test_what_is_odd_about_a_config_is_warned_of_in_its_preview(browser):
    odd = send(browser, action="preview", **typed(**{"targets.closedWonCount": "200"})).text
    plain = send(browser, action="preview", **typed()).text
    assert elements(odd, "ul", **{"class": "warnings"})
    assert "activities were thinned" in text_of(odd)
    assert "activities were thinned" not in text_of(plain)


def tiles(html):
    return [" ".join(re.sub("<[^>]*>", " ", tile).split()) for tile in re.findall(r"<div><dt>.*?</div>", html)]


def test_a_preview_is_of_the_very_seed_that_is_created(browser, running):
    html = browser.get("/new").text
    (seed,) = elements(html, "input", name="seed")
    assert re.fullmatch("[0-9a-f]{8}", seed["value"])
    assert f'seed <span dir="auto">{seed["value"]}</span>' in html


def test_all_errors_stand_at_their_fields(browser):
    wrong = typed(teamSize="900", country="XX", **{"targets.contacts": "many", "growth.monthlyRate": "1e9"})
    answer = send(browser, action="create", **wrong)
    assert answer.status_code == 422
    invalid = {a["name"] for tag in ("input", "select") for a in elements(answer.text, tag, **{"aria-invalid": "true"})}
    assert invalid == {"teamSize", "country", "targets.contacts", "growth.monthlyRate"}
    assert "4 problems" in text_of(answer.text)
    assert {a["href"] for a in elements(answer.text, "a") if a["href"].startswith("#")} == {
        *("#main", "#teamSize", "#country", "#targets-contacts", "#growth-monthlyRate")
    }
    (kept,) = elements(answer.text, "input", name="targets.contacts")
    assert kept["value"] == "many"
    assert elements(answer.text, "option", value="XX")


def test_settings_in_conflict_stand_at_each_of_them(browser):
    answer = send(browser, action="create", **typed(**{"targets.companies": "60"}))
    invalid = {a["name"] for a in elements(answer.text, "input", **{"aria-invalid": "true"})}
    assert (answer.status_code, invalid) == (422, {"targets.companies", "targets.contacts"})


def whole(html):
    """Return a job's page if its job is completed."""
    return html if "completed" in html else ""


def test_create_watch_and_delete(browser, running):
    answer = send(browser, action="create", key="page-1", **typed(tenantName="Made By Hand", seed="p"))
    assert answer.status_code == 303
    path = answer.headers["location"]
    first = browser.get(path).text
    assert elements(first, "progress", id="progress") or "completed" in first
    html = wait_for(lambda: whole(browser.get(path).text))
    assert text_of(html).count("exact") == 6
    assert "demogen-load views made-by-hand" in html
    assert elements(html, "meta", **{"http-equiv": "refresh"}) == []
    again = send(browser, action="create", key="page-1", **typed(tenantName="Made By Hand", seed="p"))
    assert again.headers["location"] == path
    wrong = send(browser, f"{path}/delete", confirm="made-by-hands")
    assert wrong.status_code == 422
    assert "nothing was deleted" in wrong.text
    assert send(browser, f"{path}/delete", confirm="made-by-hand").status_code == 303
    gone = browser.get(path).text
    assert "The tenant of this job was deleted" in gone
    assert len(elements(gone, "span", **{"class": "status gone"})) == 1  # case 29
    assert ">deleted</span>" in gone
    assert not elements(gone, "input", name="confirm")


def test_regenerate_from_a_page(browser, running):
    job = running.made(tenantName="Made Again", seed="a")
    answer = send(browser, f"/jobs/{job['id']}/regenerate", seed="b", asOf="")
    assert answer.status_code == 303
    new = running.ended(answer.headers["location"].rpartition("/")[2])
    assert (new["seed"], new["operation"], new["status"]) == ("b", "regenerate", "completed")
    before = browser.get(f"/jobs/{job['id']}").text  # case 29: it says which of them, and by what
    assert ">replaced</span>" in before
    assert "was regenerated" in before
    assert elements(before, "a", href=f"/jobs/{new['id']}")
    assert elements(browser.get("/", params={"search": job["id"]}).text, "a", href=f"/jobs/{new['id']}")
    bad = send(browser, f"/jobs/{new['id']}/regenerate", asOf="2001-01-01")
    assert bad.status_code == 422
    assert "lies outside" in bad.text or "lies after" in bad.text


def test_a_pending_job_refreshes_itself_and_can_be_cancelled(browser, running):
    from loader.jobs.locks import tenant_key, try_lock

    with running.connect() as other, other.transaction():
        assert try_lock(other, tenant_key("waits-here"))
        path = send(browser, action="create", **typed(tenantName="Waits Here")).headers["location"]
        html = browser.get(path).text
        assert elements(html, "meta", **{"http-equiv": "refresh"})
        assert "Waits for a worker" in html
        assert send(browser, f"{path}/cancel").status_code == 303
        ended = browser.get(path).text
        assert elements(ended, "span", **{"class": "status cancelled"})
        assert 'action="/jobs/' not in ended.partition("Regenerate")[0]  # no Cancel any more


def test_jobs_are_filtered_sorted_and_paged(browser, job):
    html = browser.get("/", params={"search": job["id"], "status": "completed"}).text
    assert "1 job" in text_of(html)
    assert f'href="/jobs/{job["id"]}"' in html
    assert "No job is like that" in browser.get("/", params={"search": "nothing like it"}).text
    sorted_page = browser.get("/", params={"sortBy": "tenantName", "sortOrder": "asc"}).text
    assert elements(sorted_page, "th", **{"aria-sort": "ascending"})
    odd = browser.get("/", params={"status": "done", "pageSize": "7", "search": job["id"], "foo": "x"})
    assert odd.status_code == 200
    assert "no such value: foo, pageSize, status" in text_of(odd.text)
    assert "1 job" in text_of(odd.text)


def test_pages_of_jobs(browser, running):
    with running.connect() as connection:
        connection.execute(
            "INSERT INTO demo_generation_jobs (tenant_name, tenant_slug, seed, config, status, lock_key, started_at, "
            "completed_at, error_code, error_message, recoverable) SELECT 'Paged ' || n, 'paged', 'paged-seed', "
            "config, 'failed', 5, now(), now(), 'TIMEOUT', 'late', true FROM generate_series(1, 25) n, "
            "(SELECT config FROM demo_generation_jobs LIMIT 1) c"
        )
    html = browser.get("/", params={"search": "paged-seed", "pageSize": "10", "page": "2"}).text
    assert "Page 2 of 3" in text_of(html)
    (before,), (after,) = elements(html, "a", rel="prev"), elements(html, "a", rel="next")
    assert "search=paged-seed" in after["href"]
    assert "page=3" in after["href"]
    assert len(re.findall("TIMEOUT", browser.get(after["href"]).text)) == 5
    assert len(re.findall("TIMEOUT", browser.get(before["href"]).text)) == 10
    behind = browser.get("/", params={"search": "paged-seed", "pageSize": "10", "page": "9"})
    assert "There are only 3 pages" in text_of(behind.text)


@pytest.mark.parametrize(("kind", "read"), [("json", json.loads), ("yaml", yaml.safe_load)])
def test_a_config_goes_out_and_comes_in_again(browser, kind, read):
    given = typed(tenantName="Zürich & Söhne", seed="io", **{"channelMix.seo": "60", "channelMix.direct": "40"})
    answer = send(browser, action=kind, **given)
    assert answer.headers["content-disposition"].endswith(f'.{kind}"')
    config = read(answer.text)
    assert (config["tenantName"], config["channelMix"]["seo"]) == ("Zürich & Söhne", 60)
    html = send(browser, action="import", document=answer.text).text
    (name,) = elements(html, "input", name="tenantName")
    (direct,) = elements(html, "input", name="channelMix.direct")
    assert (name["value"], direct["value"]) == ("Zürich & Söhne", "40")
    file = {"file": ("config.txt", answer.content), "csrf": (None, csrf_of(html)), "action": (None, "import")}
    again = browser.post("/new", files=file).text
    assert elements(again, "input", name="tenantName")[0]["value"] == "Zürich & Söhne"


@pytest.mark.parametrize("document", ["{", "a: [", "", "- x", "a: b: c", "\x00"])
def test_a_config_that_is_none_is_told(browser, document):
    answer = send(browser, action="import", document=document)
    assert answer.status_code == 422
    assert "1 problem" in text_of(answer.text)


def test_an_earlier_job_is_a_beginning(browser, job):
    html = browser.get("/new", params={"from": job["id"]}).text
    assert elements(html, "input", name="seed")[0]["value"] == "shared"
    assert elements(html, "input", name="targets.leads")[0]["value"] == "100"
    assert browser.get("/new", params={"from": "nonsense"}).status_code == 404


def test_report_and_bundle_of_a_job(browser, job):
    assert "Demo tenant" in browser.get(f"/jobs/{job['id']}/report").text
    assert browser.get(f"/jobs/{job['id']}/bundle").headers["content-type"] == "application/x-tar"


def test_errors_are_pages_in_words(browser):
    for path in ("/jobs/nonsense", "/nothing", "/jobs/00000000-0000-0000-0000-000000000000/report"):
        answer = browser.get(path)
        assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
        assert "To the jobs" in text_of(answer.text)


def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back(running, job):
    stranger = running.stranger(headers={"Sec-Fetch-Site": "same-origin"})
    answer = stranger.get(f"/jobs/{job['id']}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in?next=%2Fjobs%2F{job['id']}")
    back = sign_in(stranger, back=f"/jobs/{job['id']}")
    assert (back.status_code, back.headers["location"]) == (303, f"/jobs/{job['id']}")
    assert stranger.get("/").status_code == 200
    assert stranger.get(f"{API}/{job['id']}").status_code == 200


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("targets.leads", "1000", 1000),
        ("targets.leads", "1e3", "1E+3"),
        ("targets.leads", "1,000", "1,000"),
        ("targets.closedWonValue", "1.5", "1.5"),
        ("growth.seasonality", "false", False),
        ("growth.seasonality", "perhaps", "perhaps"),
        ("tenantName", "123", "123"),
        ("seed", "0012", "0012"),
        ("teamSize", " 5 ", 5),
    ],
)
def test_what_is_typed_is_read_as_its_kind(name, text, value):
    raw = form.read_form({name: text})
    for key in name.split("."):
        raw = raw[key]
    assert raw == value or str(raw) == value
