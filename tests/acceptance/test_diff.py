"""`demogen diff`: every difference of two bundles, and nothing else; its exit code tells whether there is one."""

from __future__ import annotations

import json

import pytest

from demogen.bundle.manifest import manifest_bytes, manifest_digest
from demogen.show.query import answer_json, query
from tests.loader.forge import forge

KNOWN = {}


def differences(run, a, b, *options):
    """Return how two bundles differ; asked once for each two."""
    asked = (a, b, *options)
    if asked not in KNOWN:
        done = run("diff", a, b, "--json", *options)
        assert done.returncode in {0, 1}, done.stderr.decode()
        KNOWN[asked] = json.loads(done.stdout)
        assert KNOWN[asked]["same"] == (done.returncode == 0)
    return KNOWN[asked]


def table(found, name):
    return next((t for t in found["tables"] if t["name"] == name), None)


@pytest.fixture(scope="module")
def more(generated):
    """Return a bundle with ten contacts more."""
    return generated("--set", "targets.contacts=60")


def test_a_bundle_is_the_same_as_itself(sound, run, tmp_path):
    assert run("pack", sound, tmp_path / "b.tar").returncode == 0
    found = differences(run, sound, tmp_path / "b.tar")
    assert (found["same"], found["config"], found["manifest"], found["months"], found["tables"]) == (
        True,
        [],
        [],
        [],
        [],
    )
    assert run("diff", sound, sound).stdout.startswith(b"the same: demogen-content/1:")


def test_one_setting_is_told_with_all_that_follows(sound, more, run):
    found = differences(run, sound, more)
    assert found["config"] == [{"path": "targets.contacts", "a": 50, "b": 60}]
    assert {one["figure"] for one in found["months"]} == {"contacts"}
    assert sum(one["b"] - one["a"] for one in found["months"]) == 10
    contacts = table(found, "contacts")
    assert (contacts["rows"], contacts["added"], contacts["removed"]) == ({"a": 50, "b": 60}, 10, 0)
    assert table(found, "users") is None
    assert table(found, "leads")["added"] == table(found, "leads")["removed"] == 0


@pytest.mark.parametrize("name", ["contacts", "leads", "deals", "activities", "notes", "contact_tags"])
def test_counts_are_those_of_the_rows(sound, more, run, name):
    found = table(differences(run, sound, more), name)
    a, b = (
        {json.dumps([r[k] for k in key(name)]): r for r in json.loads(answer_json(query(x, f"FROM {name}")))}
        for x in (sound, more)
    )
    both = a.keys() & b.keys()
    assert found["added"] == len(b.keys() - a.keys())
    assert found["removed"] == len(a.keys() - b.keys())
    assert found["changed"] == sum(a[k] != b[k] for k in both)
    changed = {}
    for k in both:
        for column in a[k]:
            changed[column] = changed.get(column, 0) + (a[k][column] != b[k][column])
    assert {c["name"]: c["changed"] for c in found["columns"]} == {c: n for c, n in changed.items() if n}


def key(name):
    return ["contact_id", "tag_id"] if name == "contact_tags" else ["id"]


def test_examples_are_rows_that_differ(sound, more, run):
    for one in differences(run, sound, more, "--examples", "2")["tables"]:
        keys = ["contact_id"] if one["name"] == "duplicate_contacts" else key(one["name"])
        sides = []
        for bundle in (sound, more):
            rows = json.loads(answer_json(query(bundle, f"SELECT COLUMNS(*)::VARCHAR FROM {one['name']}")))
            sides.append({tuple(row[name] for name in keys): row for row in rows})
        for column in one["columns"]:
            assert len(column["examples"]) == min(2, column["changed"])
            for example in column["examples"]:
                ids = tuple(example["key"].split()[: len(keys)])
                values = [side[ids][column["name"]] for side in sides]
                if column["name"].endswith("_at"):
                    values = [value and value.replace(" ", "T").replace("+00", "Z") for value in values]
                assert values == [example["a"], example["b"]]
                assert values[0] != values[1]
    assert all(
        not c["examples"] for t in differences(run, sound, more, "--examples", "0")["tables"] for c in t["columns"]
    )


def test_a_changed_cell_is_found(sound, run, tmp_path):
    cities = [row["city"] for row in json.loads(answer_json(query(sound, "SELECT city FROM companies")))]
    changed = forge(sound, tmp_path / "b", {("companies", "city"): [*cities[:-1], "Atlantis"]})
    found = differences(run, sound, changed)
    assert [t["name"] for t in found["tables"]] == ["companies"]
    [column] = found["tables"][0]["columns"]
    assert (column["name"], column["changed"], column["examples"][0]["b"]) == ("city", 1, "Atlantis")
    assert found["config"] == found["months"] == []


def test_another_seed_changes_every_row(sound, other, run):
    found = differences(run, sound, other)
    assert [change["path"] for change in found["config"]] == ["tenantName", "seed"]  # a name follows from the seed
    for name in ("leads", "contacts", "companies", "deals"):
        assert table(found, name)["changed"] == 0
        assert table(found, name)["added"] == table(found, name)["rows"]["b"]


def test_another_day_is_told(sound, generated, run):
    found = differences(run, sound, generated("--until", "2026-01-15"))
    assert found["manifest"] == [{"path": "until", "a": "2025-11-19", "b": "2026-01-15"}]
    assert not any(t["removed"] for t in found["tables"])


def test_digests_that_lie_do_not_hide_a_difference(sound, run, tmp_path):
    cities = [row["city"] for row in json.loads(answer_json(query(sound, "SELECT city FROM companies")))]
    changed = forge(sound, tmp_path / "b", {("companies", "city"): [*cities[:-1], "Atlantis"]})
    manifest, true = (json.loads((b / "manifest.json").read_bytes()) for b in (changed, sound))
    manifest["contentDigest"] = true["contentDigest"]
    for entry, known in zip(manifest["tables"], true["tables"], strict=True):
        entry["contentDigest"] = known["contentDigest"]
    manifest["manifestDigest"] = manifest_digest(manifest)
    (changed / "manifest.json").write_bytes(manifest_bytes(manifest))
    found = differences(run, sound, changed)
    assert [column["name"] for column in table(found, "companies")["columns"]] == ["city"]


@pytest.mark.parametrize("key_", ["seed", "asOf", "tenant"])
def test_what_only_the_manifests_say_is_told(sound, run, tmp_path, key_):
    changed = forge(sound, tmp_path / "b", {})
    manifest = json.loads((changed / "manifest.json").read_bytes())
    manifest[key_] = {"seed": "x", "asOf": "2025-11-18", "tenant": {"name": "Else", "slug": "else"}}[key_]
    manifest["manifestDigest"] = manifest_digest(manifest)
    (changed / "manifest.json").write_bytes(manifest_bytes(manifest))
    assert next(one["path"].partition(".")[0] for one in differences(run, sound, changed)["manifest"]) == key_


@pytest.mark.parametrize("examples", [0, 1, 3])
def test_text_shows_as_many_examples_as_asked(sound, more, run, examples):
    text = run("diff", sound, more, "--examples", str(examples)).stdout.decode()
    assert sum(line.startswith("leads.owner_id ") for line in text.splitlines()) == examples
    assert "…" not in "".join(line for line in text.splitlines() if line.startswith("contact_tags"))


def test_text_fits_what_json_says(sound, more, run):
    done = run("diff", sound, more)
    assert done.returncode == 1
    text = done.stdout.decode()
    assert "targets.contacts" in text
    assert "contacts.company_id" in text or "contacts.owner_id" in text


def test_a_bundle_that_is_none_is_told(sound, run):
    done = run("diff", sound, "nowhere")
    assert (done.returncode, b"is not a bundle" in done.stderr) == (1, True)


@pytest.mark.parametrize("side", ["added", "removed"])
def test_keys_are_those_of_the_rows(sound, more, run, side):
    first, second = (sound, more) if side == "added" else (more, sound)
    found = table(differences(run, first, second, "--examples", "3"), "contacts")
    a, b = ({row["id"] for row in json.loads(answer_json(query(x, "SELECT id FROM contacts")))} for x in (sound, more))
    assert found[f"{side}Keys"] == sorted(b - a)[:3]
    assert found[{"added": "removedKeys", "removed": "addedKeys"}[side]] == []


@pytest.mark.parametrize(("key_", "value"), [("warnings", ["Odd."]), ("checks", {"passed": 1, "failed": 40})])
def test_warnings_and_checks_are_told(sound, run, tmp_path, key_, value):
    changed = forge(sound, tmp_path / "b", {})
    manifest = json.loads((changed / "manifest.json").read_bytes()) | {key_: value}
    manifest["manifestDigest"] = manifest_digest(manifest)
    (changed / "manifest.json").write_bytes(manifest_bytes(manifest))
    assert {one["path"].partition(".")[0] for one in differences(run, sound, changed)["manifest"]} == {key_}


def test_months_of_only_one_are_told(sound, generated, run):
    later = generated("--as-of", "2025-12-19")
    for a, b in ((sound, later), (later, sound)):
        months = differences(run, a, b)["months"]
        assert "leads" in {one["figure"] for one in months if one["month"] == "2025-12"}


def test_a_content_digest_that_is_none_is_told(sound, run, tmp_path):
    changed = forge(sound, tmp_path / "b", {})
    manifest = json.loads((changed / "manifest.json").read_bytes()) | {"contentDigest": f"demogen-content/1:{'0' * 64}"}
    manifest["manifestDigest"] = manifest_digest(manifest)
    (changed / "manifest.json").write_bytes(manifest_bytes(manifest))
    done = run("diff", sound, changed)
    assert (done.returncode, b"is not the digest of the tables" in done.stderr) == (1, True)


def test_a_line_tells_what_came_and_went_and_the_columns_that_changed_most(sound, more, run):
    found = table(differences(run, sound, more), "contacts")
    most = sorted(found["columns"], key=lambda column: (-column["changed"], column["name"]))
    text = run("diff", sound, more).stdout.decode()
    *_, line = [line.split(maxsplit=6) for line in text.splitlines() if line.startswith("contacts  ")]
    assert line[1:6] == ["50", "60", "10", "0", str(found["changed"])]
    assert line[6].startswith(", ".join(f"{column['name']} {column['changed']}" for column in most[:4]))


def test_moments_are_utc_wherever_one_is(sound, generated, run):
    words = ("diff", sound, generated("--until", "2026-01-15"), "--json")
    found = run(*words)
    assert b"_at" in found.stdout
    assert run(*words, env={"TZ": "Asia/Kathmandu"}).stdout == found.stdout
