"""The API: the request's endpoints, fields, limits and statuses, against a console that really serves."""

from __future__ import annotations

import json
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from demogen.build import generate
from demogen.bundle.pack import open_bundle
from demogen.bundle.read import verify_folder
from loader.jobs.locks import tenant_key, try_lock
from loader.tenants.ask import Asked
from loader.tenants.become import part_with
from tests.console.conftest import API, ended, small, wait_for
from tests.console.queued import COMPLETED, put

# The fields that were asked for.
CREATED = {"jobId", "status", "estimatedSeconds"}
SUMMARY = {"id", "status", "config", "createdTenantId", "tenantName", "metrics", "createdAt", "completedAt"}
DETAIL = SUMMARY - {"tenantName"} | {
    *("seed", "tenant", "progress", "currentStep", "logs", "monthlyBreakdown", "errorMessage", "startedAt")
}
META = {"total", "page", "pageSize", "totalPages"}
TARGETS = {"leads", "contacts", "companies", "pipelineValue", "closedWonValue", "closedWonCount"}
MONTH = {"month", "leads", "contacts", "deals", "pipelineValue", "closedWonValue"}
PROBLEM = {"type", "title", "status", "detail", "instance", "code", "field", "errors"}


def problem(answer, status, code, field=None):
    """Demand problem details of a kind."""
    found = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, found["status"], found["code"], found["field"]) == (status, status, code, field), found
    assert found.keys() == PROBLEM
    return found


def test_a_job_from_the_request_to_the_tenant(running, client):
    answer = client.post(API, json=small(tenantName="Brackwater Tools", seed="one"))
    assert answer.status_code == 202
    data = answer.json()["data"]
    assert data.keys() >= CREATED
    assert (data["status"], data["tenantName"], data["seed"]) == ("pending", "Brackwater Tools", "one")
    assert answer.headers["location"] == f"{API}/{data['jobId']}"
    job = running.ended(data["jobId"], client)
    assert job.keys() >= DETAIL
    assert (job["status"], job["progress"], job["seed"], job["errorMessage"]) == ("completed", 100, "one", None)
    assert job["tenant"] == {"id": job["createdTenantId"], "name": "Brackwater Tools"}
    assert job["metrics"].keys() == {"rows", "totals", "seconds"}
    assert job["metrics"]["totals"] == job["config"]["targets"]
    assert job["metrics"]["totals"].keys() == TARGETS
    assert all(entry.keys() == {"at", "level", "step", "message"} for entry in job["logs"])
    months = job["monthlyBreakdown"]
    assert all(month.keys() >= MONTH for month in months)
    assert sum(month["leads"] for month in months) == 100
    assert sum(month["deals"] for month in months) == 10
    with running.connect() as connection:
        counted = connection.execute(
            "SELECT count(*) FROM leads WHERE tenant_id = %s", [job["createdTenantId"]]
        ).fetchone()
    assert counted == (100,)


def test_what_is_left_out_is_filled_in(client):
    data = client.post(f"{API}/preview", json=small()).json()["data"]
    config = data["config"]
    today = {datetime.now(UTC).date().isoformat(), config["asOf"]}
    assert config["asOf"] in today
    assert (config["timezone"], config["currency"], config["limits"]) == ("Europe/London", "GBP", "standard")
    assert config["seed"] == data["seed"]
    assert re.fullmatch("[0-9a-f]{8}", data["seed"])
    assert config["channelMix"]["seo"] == 25


def test_a_preview_is_what_generating_gives(client):
    data = client.post(f"{API}/preview", json=small(seed="ahead")).json()["data"]
    assert data.keys() >= {"monthlyProjection", "totals", "estimatedGenerationSeconds"}
    made = generate(data["config"])
    assert data["monthlyProjection"] == made.months
    assert data["totals"] == {name: made.config.as_json()["targets"][name] for name in data["totals"]}
    assert client.post(f"{API}/preview", json=data["config"]).json()["data"] == data


def test_a_create_always_makes_another_tenant(running, client):
    jobs = [running.create(client, tenantName="Twice Told Ltd", seed="same") for _ in range(3)]
    found = [running.ended(job, client) for job in jobs]
    assert [job["status"] for job in found] == ["completed"] * 3
    assert sorted(job["tenantName"] for job in found) == ["Twice Told Ltd", "Twice Told Ltd 2", "Twice Told Ltd 3"]
    assert len({job["createdTenantId"] for job in found}) == 3
    assert len({job["bundleDigest"] for job in found}) == 1


@pytest.mark.parametrize(
    ("body", "field", "fields"),
    [
        ({"country": "XX"}, "country", ["country"]),
        ({"industry": "mining"}, "industry", ["industry"]),
        ({"startDate": "2019-01-01"}, "startDate", ["startDate"]),
        ({"startDate": "2999-01-01"}, "startDate", ["startDate"]),
        ({"teamSize": 51}, "teamSize", ["teamSize"]),
        ({"teamSize": 1, "targets": {"leads": 99}}, None, ["teamSize", "targets.leads"]),
        ({"tenantName": "ab"}, "tenantName", ["tenantName"]),
        ({"growth": {"monthlyRate": 51}}, "growth.monthlyRate", ["growth.monthlyRate"]),
        ({"channelMix": {"seo": 101}}, "channelMix.seo", ["channelMix.seo"]),
        ({"realism": {"responseSlaHours": 73}}, "realism.responseSlaHours", ["realism.responseSlaHours"]),
        ({"seed": "x" * 65}, "seed", ["seed"]),
        ({"seeds": "x"}, "seeds", ["seeds"]),
        (
            {"targets": {"leads": 100, "contacts": 50, "companies": 60}},
            "targets.companies",
            ["targets.companies", "targets.contacts"],
        ),
    ],
    ids=str,
)
def test_every_problem_is_told_with_its_field(client, body, field, fields):
    for path in (API, f"{API}/preview"):
        answer = client.post(path, json={**small(), **body})
        found = problem(answer, 422, "VALIDATION_ERROR", field or answer.json()["field"])
        assert {name for entry in found["errors"] for name in entry["fields"]} == {*fields}
        assert found["field"] == found["errors"][0]["field"]


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        (b"{", "application/json", 422, "VALIDATION_ERROR"),
        (b"[]", "application/json", 422, "VALIDATION_ERROR"),
        (b"", "application/json", 422, "VALIDATION_ERROR"),
        (b'{"country": "GB", "country": "US"}', "application/json", 422, "VALIDATION_ERROR"),
        (b"\xff\xfe", "application/json", 422, "VALIDATION_ERROR"),
        (b"{}", "text/plain", 415, "UNSUPPORTED_MEDIA_TYPE"),
        (b"a=b", "application/x-www-form-urlencoded", 415, "UNSUPPORTED_MEDIA_TYPE"),
        (b" " * 1_200_000, "application/json", 413, "TOO_LARGE"),
    ],
    ids=["broken", "a list", "empty", "a key twice", "no UTF-8", "text", "a form", "too long"],
)
def test_bodies_that_are_none(client, body, kind, status, code):
    answer = client.post(API, content=body, headers={"Content-Type": kind})
    problem(answer, status, code, answer.json()["field"])


def test_a_config_may_be_yaml(client):
    text = "country: GB\nindustry: saas\nstartDate: " + small()["startDate"] + "\nseed: 1234\n"
    answer = client.post(f"{API}/preview", content=text, headers={"Content-Type": "application/yaml"})
    assert answer.json()["data"]["seed"] == "1234"


@pytest.mark.parametrize(
    "name", ["nonsense", "1", "%20", "00000000-0000-0000-0000-000000000000", "{0}x", "urn:uuid:{0}"]
)
def test_an_id_that_is_none_is_not_found(client, job, name):
    path = f"{API}/{name.format(job['id'])}"
    for answer in (
        client.get(path),
        client.delete(path),
        client.post(f"{path}/regenerate"),
        client.post(f"{path}/cancel"),
        client.get(f"{path}/events"),
        client.get(f"{path}/bundle"),
        client.get(f"{path}/report"),
    ):
        problem(answer, 404, "NOT_FOUND")


def test_what_there_is_not(client):
    problem(client.get("/api/nothing"), 404, "NOT_FOUND")
    problem(client.put(API), 405, "METHOD_NOT_ALLOWED")
    assert client.put(API).headers["allow"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"page": 0}, "page"),
        ({"pageSize": 9}, "pageSize"),
        ({"pageSize": 101}, "pageSize"),
        ({"status": "done"}, "status"),
        ({"country": "GBR"}, "country"),
        ({"industry": "Mining!"}, "industry"),
        ({"search": "x" * 101}, "search"),
        ({"search": "\0"}, "search"),
        ({"sortBy": "seed"}, "sortBy"),
        ({"sortOrder": "up"}, "sortOrder"),
        ({"order": "up"}, "order"),
    ],
    ids=str,
)
def test_queries_that_are_none(client, query, field):
    problem(client.get(API, params=query), 422, "VALIDATION_ERROR", field)


def test_list(running, client, job):
    found = client.get(API, params={"search": job["id"]}).json()
    assert found["data"][0].keys() >= SUMMARY
    assert found["meta"] == {"total": 1, "page": 1, "pageSize": 20, "totalPages": 1}
    assert found["meta"].keys() == META
    assert "monthlyBreakdown" not in found["data"][0]["metrics"]
    assert client.get(API, params={"status": "running", "country": "uk", "industry": "saas"}).json()["data"] == []
    british = client.get(API, params={"country": "UK", "sortBy": "tenantName", "sortOrder": "asc"}).json()["data"]
    assert [j["tenantName"] for j in british] == sorted(j["tenantName"] for j in british)
    assert len(british) > 1


def test_regenerate_takes_the_place_of_the_living(running, client):
    first = running.made(tenantName="Again and Again", seed="a")
    answer = client.post(f"{API}/{first['id']}/regenerate", json={"seed": "b"})
    assert answer.status_code == 202
    second = running.ended(answer.json()["data"]["jobId"], client)
    assert (second["operation"], second["status"], second["seed"]) == ("regenerate", "completed", "b")
    assert (second["tenantSlug"], second["tenantName"]) == (first["tenantSlug"], first["tenantName"])
    gone = client.get(f"{API}/{first['id']}").json()["data"]
    assert (gone["tenant"], gone["tenantState"]) == (None, "regenerated")
    assert gone["successorJobId"] == gone["livingJobId"] == second["id"]
    third = running.ended(client.post(f"{API}/{first['id']}/regenerate").json()["data"]["jobId"], client)
    assert (third["tenantSlug"], third["seed"], third["bundleDigest"]) == (
        first["tenantSlug"],
        "a",
        first["bundleDigest"],
    )
    with running.connect() as connection:
        slugs = connection.execute("SELECT id FROM tenants WHERE slug = %s", [first["tenantSlug"]]).fetchall()
    assert [str(i) for (i,) in slugs] == [third["createdTenantId"]]


def test_delete_follows_a_tenant_through_its_regenerations(running, client):
    """Case 28: who made the first job means the tenant as it is now."""
    first = running.made(tenantName="Moved On", seed="a")
    second = running.ended(client.post(f"{API}/{first['id']}/regenerate", json={"seed": "b"}).json()["data"]["jobId"])
    with running.connect() as other, other.transaction():
        assert try_lock(other, tenant_key("moved-on"))
        waits = client.post(f"{API}/{second['id']}/regenerate").json()["data"]["jobId"]
        found = problem(client.delete(f"{API}/{first['id']}"), 409, "CONFLICT")
        assert waits in found["detail"]  # else the tenant would be there again afterwards
        assert client.post(f"{API}/{waits}/cancel").status_code == 200
    assert client.delete(f"{API}/{waits}").json()["data"]["deleted"] is False  # it never made one
    data = client.delete(f"{API}/{first['id']}").json()["data"]
    assert (data["deleted"], data["tenantId"]) == (True, second["createdTenantId"])
    assert (data["followedJobId"], data["tenantState"]) == (second["id"], "regenerated")
    assert data["livingJobId"] is None
    for job, state in ((first, "regenerated"), (second, "deleted")):
        again = client.delete(f"{API}/{job['id']}")
        assert (again.status_code, again.json()["data"]["deleted"]) == (200, False)
        assert client.get(f"{API}/{job['id']}").json()["data"]["tenantState"] == state


def test_delete_does_not_follow_to_another_bundle(running, client):
    """Case 28: somebody has loaded another bundle in its place from a command line; the answer names that job."""
    first = running.made(tenantName="Given Away", seed="a")
    with running.connect() as connection:
        other = put(connection, "given-away", queued=False, change=COMPLETED)
        change = "UPDATE demo_generation_jobs SET created_tenant_id = %s WHERE id = %s"
        part_with(connection, first["createdTenantId"], "replaced", other.id)
        connection.execute(change, [None, first["id"]])
        connection.execute(change, [first["createdTenantId"], other.id])
    found = problem(client.delete(f"{API}/{first['id']}"), 409, "CONFLICT")
    assert str(other.id) in found["detail"]
    kept = client.get(f"{API}/{first['id']}").json()["data"]
    assert (kept["tenantState"], kept["successorJobId"]) == ("replaced", str(other.id))


def test_whether_analytics_count_a_tenant(running, client):
    """Case 30: asked for when it is made, kept when it is regenerated, changed afterwards."""
    made = running.made(tenantName="Counted In", excludedFromAnalytics=False)
    assert made["excludedFromAnalytics"] is False
    again = client.post(f"{API}/{made['id']}/regenerate", json={"seed": "x"}).json()["data"]["jobId"]
    assert running.ended(again, client)["excludedFromAnalytics"] is False
    for _ in range(2):
        answer = client.patch(f"{API}/{made['id']}", json={"excludedFromAnalytics": True})
        assert answer.status_code == 200
    assert client.get(f"{API}/{again}").json()["data"]["excludedFromAnalytics"] is True
    third = client.post(f"{API}/{again}/regenerate", json={"excludedFromAnalytics": False}).json()["data"]["jobId"]
    assert running.ended(third, client)["excludedFromAnalytics"] is False
    for body in ({}, {"excludedFromAnalytics": "no"}, {"excludedFromAnalytics": None}, {"seed": "x"}):
        assert client.patch(f"{API}/{third}", json=body).status_code == 422
    problem(client.post(API, json=small(excludedFromAnalytics="no")), 422, "VALIDATION_ERROR", "excludedFromAnalytics")


def test_regenerate_never_takes_the_place_of_somebody_elses(running, client):
    """The slug of a deleted tenant may be another job's by now."""
    first = running.made(tenantName="Taken Name", seed="a")
    client.delete(f"{API}/{first['id']}")
    other = running.made(tenantName="Taken Name", seed="b")
    assert other["tenantSlug"] == first["tenantSlug"]
    again = running.ended(client.post(f"{API}/{first['id']}/regenerate").json()["data"]["jobId"], client)
    assert again["status"] == "completed"
    assert again["tenantSlug"] != other["tenantSlug"]
    assert client.get(f"{API}/{other['id']}").json()["data"]["tenant"] is not None


def test_regenerate_with_nonsense(client, job):
    path = f"{API}/{job['id']}/regenerate"
    problem(client.post(path, json={"seeds": "x"}), 422, "VALIDATION_ERROR", "seeds")
    for day in ("yesterday", 1782777600, "1782777600", "2026-6-1"):
        problem(client.post(path, json={"asOf": day}), 422, "VALIDATION_ERROR", "asOf")
    problem(client.post(path, json={"asOf": "2019-01-01"}), 422, "VALIDATION_ERROR", "startDate")
    problem(client.post(path, json={"seed": ""}), 422, "VALIDATION_ERROR", "seed")
    answer = client.post(path, content=b"{")
    problem(answer, 422, "VALIDATION_ERROR", answer.json()["field"])


def test_delete_may_be_repeated_and_keeps_the_job(running, client):
    made = running.made(tenantName="Short Lived")
    path = f"{API}/{made['id']}"
    first = client.delete(path)
    assert first.status_code == 200
    assert first.json()["data"]["deleted"] is True
    assert first.json()["data"]["rows"]["leads"] == 100
    for _ in range(2):
        again = client.delete(path)
        assert (again.status_code, again.json()["data"]["deleted"]) == (200, False)
    kept = client.get(path).json()["data"]
    assert (kept["status"], kept["tenant"], kept["createdTenantId"]) == ("completed", None, None)
    assert kept["metrics"]["totals"]["leads"] == 100
    with running.connect() as connection:
        assert connection.execute("SELECT FROM tenants WHERE id = %s", [made["createdTenantId"]]).rowcount == 0


def test_a_tenant_that_people_work_with_is_deleted_only_when_told_so(running, client):
    made = running.made(tenantName="Worked With")
    with running.connect() as connection:
        connection.execute(
            "INSERT INTO tags (id, tenant_id, name, color, created_at) "
            "SELECT gen_random_uuid(), %s, n::text, '#000000', now() FROM generate_series(1, 200) n",
            [made["createdTenantId"]],
        )
    found = problem(client.delete(f"{API}/{made['id']}"), 409, "CONFLICT")
    assert "has grown" in found["detail"]
    assert client.delete(f"{API}/{made['id']}", params={"force": "true"}).json()["data"]["deleted"] is True


def test_one_key_is_one_job(running, client):
    headers = {"Idempotency-Key": "nightly-1"}
    jobs = {running.create(client, headers, tenantName="Only Once", seed="k") for _ in range(3)}
    assert len(jobs) == 1
    answer = client.post(API, json=small(tenantName="Only Once", seed="other"), headers=headers)
    problem(answer, 422, "IDEMPOTENCY_KEY_REUSED")
    job = running.ended(*jobs, client)
    assert running.create(client, headers, tenantName="Only Once", seed="k") == job["id"]
    again = [client.post(f"{API}/{job['id']}/regenerate", headers={"Idempotency-Key": "re"}) for _ in range(2)]
    assert len({answer.json()["data"]["jobId"] for answer in again}) == 1
    problem(
        client.post(API, json=small(), headers={"Idempotency-Key": "x" * 256}),
        422,
        "VALIDATION_ERROR",
        "Idempotency-Key",
    )


def test_a_key_is_known_also_when_its_request_could_no_longer_be_met(running, client):
    """A year later its first day lies too far back; what was made is told all the same."""
    headers, config = {"Idempotency-Key": "long-ago"}, small(tenantName="Long Ago", startDate="2020-01-01")
    problem(client.post(API, json=config, headers=headers), 422, "VALIDATION_ERROR", "startDate")
    job = running.made(tenantName="Long Ago")["id"]
    asked = Asked(None, {}, {"create": config}, "long-ago")
    with running.connect() as connection:
        connection.execute(
            "UPDATE demo_generation_jobs SET idempotency_key = %s, request_sha256 = %s WHERE id = %s",
            [asked.key, asked.sha256, job],
        )
    answer = client.post(API, json=config, headers=headers)
    assert (answer.status_code, answer.json()["data"]["jobId"]) == (202, job)


def test_live_progress(running, client):
    job = running.create(client, tenantName="Followed")
    events = []
    with client.stream("GET", f"{API}/{job}/events") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        kind = None
        for line in answer.iter_lines():
            name, _, value = line.partition(": ")
            if name == "event":
                kind = value
            elif name == "data":
                events.append((kind, json.loads(value)))
    assert [kind for kind, _ in events][-1] == "end"
    assert {kind for kind, _ in events[:-1]} == {"progress"}
    assert events[-1][1]["status"] == "completed"
    assert [news["tenantState"] for _, news in events][-1] == "living"
    assert {"estimatedSecondsLeft"} <= events[0][1].keys()
    percents = [news["progress"] for _, news in events]
    assert percents == sorted(percents)
    told = [entry for _, news in events for entry in news["logs"]]
    full = client.get(f"{API}/{job}").json()["data"]["logs"]
    assert [entry["message"] for entry in told] == [entry["message"] for entry in full]


def test_progress_goes_on_where_it_was_heard_last(client, job):
    whole = client.get(f"{API}/{job['id']}/events").text
    number = re.search(r"^id: (\d+)$", whole, re.MULTILINE)[1]
    assert int(number) == len(job["logs"])
    rest = client.get(f"{API}/{job['id']}/events", headers={"Last-Event-ID": number}).text
    assert json.loads(re.search(r"^data: (.*)$", rest, re.MULTILINE)[1])["logs"] == []
    nonsense = client.get(f"{API}/{job['id']}/events", headers={"Last-Event-ID": "\u00b2x".encode()}).text
    assert "event: end" in nonsense


def test_the_bundle_of_a_job(client, job, tmp_path):
    answer = client.get(f"{API}/{job['id']}/bundle")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/x-tar")
    assert f'filename="{job["id"]}.tar"' in answer.headers["content-disposition"]
    tar = tmp_path / "bundle.tar"
    tar.write_bytes(answer.content)
    with open_bundle(tar) as folder:
        assert verify_folder(folder)["contentDigest"] == job["bundleDigest"]


def test_a_missing_bundle_is_made_again(running, client, job):
    path = running.data_dir / "bundles" / f"{job['id']}.tar"
    first = client.get(f"{API}/{job['id']}/bundle").content
    path.unlink()
    assert client.get(f"{API}/{job['id']}/bundle").content == first
    assert path.is_file()


def test_a_bundle_that_cannot_be_made_again_is_gone(running, client):
    made = running.made(tenantName="Drawn Otherwise")
    path = running.data_dir / "bundles" / f"{made['id']}.tar"
    with running.connect() as connection:
        connection.execute("UPDATE demo_generation_jobs SET drawing_version = 1 WHERE id = %s", [made["id"]])
    assert client.get(f"{API}/{made['id']}/bundle").status_code == 200  # as long as it is kept
    path.unlink()
    assert "draws otherwise" in problem(client.get(f"{API}/{made['id']}/bundle"), 410, "GONE")["detail"]
    problem(client.get(f"{API}/{made['id']}/report"), 410, "GONE")
    with running.connect() as connection:
        connection.execute(
            "UPDATE demo_generation_jobs SET drawing_version = 3, bundle_digest = 'demogen-content/1:0' WHERE id = %s",
            [made["id"]],
        )
    problem(client.get(f"{API}/{made['id']}/bundle"), 410, "GONE")
    assert not path.exists()


def test_the_report_of_a_job(client, job):
    answer = client.get(f"{API}/{job['id']}/report")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "script-src" not in answer.headers["content-security-policy"]
    assert job["bundleDigest"] in answer.text


def test_estimates_are_measured_once_three_jobs_are(own):
    own.start()
    client = own.client()
    assert client.post(f"{API}/preview", json=small()).json()["data"]["estimateBasis"] == "committed"
    for _ in range(3):
        own.made()
    with own.connect() as connection:
        connection.execute("UPDATE demo_generation_jobs SET metrics = jsonb_set(metrics, '{seconds}', '84'::jsonb)")
    data = client.post(f"{API}/preview", json=small()).json()["data"]
    assert (data["estimateBasis"], data["estimatedGenerationSeconds"]) == ("measured", 84)


def test_a_waiting_job_can_be_cancelled_and_one_that_has_ended_cannot(running, client):
    """Held up by somebody who is at work on the job's tenant."""
    with running.connect() as other, other.transaction():
        assert try_lock(other, tenant_key("held-up"))
        job = running.create(client, tenantName="Held Up")
        waiting = client.post(f"{API}/{job}/regenerate")
        problem(waiting, 409, "CONFLICT")
        answer = client.post(f"{API}/{job}/cancel")
        assert (answer.status_code, answer.json()["data"]["errorCode"]) == (200, "CANCELLED")
        assert client.post(f"{API}/{job}/cancel").status_code == 200
        second = running.create(client, tenantName="Held Up")
        removed = client.delete(f"{API}/{second}").json()["data"]
        assert (removed["cancelled"], removed["deleted"]) == (True, False)
    assert client.get(f"{API}/{job}").json()["data"]["status"] == "failed"
    third = running.create(client, tenantName="Held Up")
    done = running.ended(third, client)
    assert (done["status"], done["tenantName"]) == ("completed", "Held Up")
    problem(client.post(f"{API}/{third}/cancel"), 409, "CONFLICT")


def test_many_at_once_may_cancel_what_has_ended(client, job):
    with ThreadPoolExecutor(40) as pool:
        answers = pool.map(lambda _: client.post(f"{API}/{job['id']}/cancel").status_code, range(40))
        assert Counter(answers) == {409: 40}


def test_a_running_job_is_left_alone(running, client):
    with running.connect() as connection:
        connection.execute(
            "INSERT INTO demo_generation_jobs (id, tenant_name, tenant_slug, seed, config, status, lock_key, "
            "started_at, queued, worker_id, heartbeat_at) SELECT %s, 'R', 'r', 's', config, 'running', 77, "
            "now(), true, gen_random_uuid(), now() + interval '1 hour' "
            "FROM demo_generation_jobs WHERE status = 'completed' LIMIT 1",
            [number := uuid4()],
        )
    for answer in (
        client.delete(f"{API}/{number}"),
        client.patch(f"{API}/{number}", json={"excludedFromAnalytics": False}),
        client.post(f"{API}/{number}/regenerate"),
        client.get(f"{API}/{number}/bundle"),
    ):
        assert answer.status_code == (404 if answer.request.method == "PATCH" else 409)
    with running.connect() as connection:
        connection.execute("DELETE FROM demo_generation_jobs WHERE id = %s", [number])


def test_a_job_that_cannot_be_done_says_why(running, client):
    """The config is refused by a program that changed since it was accepted."""
    job = running.create(client, tenantName="Broken Since")
    with running.connect() as connection:
        connection.execute(
            "UPDATE demo_generation_jobs SET config = jsonb_set(config, '{targets,leads}', '3') "
            "WHERE id = %s AND status = 'pending'",
            [job],
        )
    found = wait_for(lambda: ended(client.get(f"{API}/{job}").json()["data"]))
    if found["config"]["targets"]["leads"] == 3:
        assert (found["status"], found["errorCode"]) == ("failed", "VALIDATION_ERROR")
        assert "targets" in found["errorMessage"]
    else:
        assert found["status"] == "completed"
