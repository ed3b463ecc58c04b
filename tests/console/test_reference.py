"""The console offers the countries and industries of its folder, and its jobs do not need the folder afterwards."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.console.conftest import API, small

OWN = Path(__file__).parents[2] / "fixtures" / "reference"
CANADIAN = {"country": "CA", "industry": "logistics"}


def edit(folder):
    path = folder / "countries" / "CA.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("houseNumbers: [10, 2400]", "houseNumbers: [9000, 9001]"))


def test_own_country_goes_through_the_console(own, tmp_path):
    """Form, preview, job, an edit of the folder, regenerate, bundle, report, a restart without it (case 7)."""
    folder = Path(shutil.copytree(OWN, tmp_path / "reference"))
    own.arguments = ("--reference", str(folder))
    client = own.start().client()
    browser = own.browser()
    form = browser.get("/new", params=CANADIAN).text
    assert '<option value="CA" selected>Canada' in form
    assert '<option value="logistics" selected>Logistics' in form
    assert ">Canada</option>" in browser.get("/").text
    schema = client.get(f"{API}/openapi.json").json()["components"]["schemas"]["DemoConfig"]["properties"]
    assert {"CA", "GB", "UK"} <= {*schema["country"]["enum"]}
    assert "logistics" in schema["industry"]["enum"]
    shown = client.post(f"{API}/preview", json=small(**CANADIAN, seed="fundy")).json()["data"]
    assert shown["config"]["currency"] == "CAD"

    job = own.made(**CANADIAN, seed="fundy")
    assert (client.get(API, params={"country": "ca"}).json()["meta"]["total"], job["config"]["country"]) == (1, "CA")
    edit(folder)
    other = own.made(**CANADIAN, seed="fundy")
    assert other["bundleDigest"] != job["bundleDigest"]
    shutil.rmtree(folder)
    again = client.post(f"{API}/{job['id']}/regenerate").json()["data"]["jobId"]
    assert own.ended(again)["bundleDigest"] == job["bundleDigest"]

    own.stop()
    own.arguments = ()
    shutil.rmtree(own.data_dir / "bundles")
    client = own.start().client()
    assert client.get(f"{API}/{job['id']}/bundle").status_code == 200
    assert b"--reference reference --expect-digest" in client.get(f"{API}/{other['id']}/report").content
    more = client.post(f"{API}/{again}/regenerate", json={"seed": "other"}).json()["data"]["jobId"]
    assert own.ended(more)["status"] == "completed"
    refused = client.post(API, json=small(**CANADIAN))
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "country")


def test_console_does_not_begin_with_an_unsound_folder(tmp_path):
    import subprocess
    import sys

    (tmp_path / "countries").mkdir()
    (tmp_path / "countries" / "CA.yaml").write_text("code: CA\n")
    words = [
        sys.executable,
        "-m",
        "loader",
        "serve",
        "--reference",
        str(tmp_path),
        "--dsn",
        "postgresql://127.0.0.1:1/x",
    ]
    done = subprocess.run(
        words, check=False, capture_output=True, text=True, timeout=120, cwd=Path(__file__).parents[2]
    )
    assert (done.returncode, "CA.yaml /name: is missing" in done.stderr) == (2, True), done.stderr
