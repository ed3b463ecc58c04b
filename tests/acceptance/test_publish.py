"""Interrupted, full, taken, raced: no bundle or a whole one, nothing left behind, and the right exit code."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from demogen.build import build_bundle
from demogen.bundle import publish
from demogen.bundle.read import load_manifest, verify_folder
from demogen.errors import EnvironmentProblem, Refused
from tests.acceptance.conftest import SMALLEST, command, environment, listing

CAMPAIGN = pytest.mark.skipif("CAMPAIGN_RUNS" not in os.environ, reason="takes long; CAMPAIGN_RUNS=20 runs it")


def digest(folder):
    return verify_folder(folder)["contentDigest"]


def is_whole_or_absent(target):
    return not os.path.lexists(target) or digest(target).startswith("demogen-content/1:")


def start(config, target, *words, **settings):
    return subprocess.Popen(
        command("generate", config, "-o", target, *words),
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        **settings,
    )


def wait_for(process, step):
    """Read the log of a run until it tells a step."""
    for line in process.stderr:
        if step.encode() in line:
            return


SIGNALS = {
    "int": (signal.SIGINT, 130, "drawing"),
    "term": (signal.SIGTERM, 143, "checking"),
    "hup": (signal.SIGHUP, 129, "publishing"),
}


@pytest.mark.parametrize(("number", "code", "step"), SIGNALS.values(), ids=SIGNALS)
def test_signal_leaves_nothing_behind(config, tmp_path, leftovers, number, code, step):
    target = tmp_path / "new" / "out"
    with start(config, target) as process:
        wait_for(process, step)
        process.send_signal(number)
        said = process.stderr.read()
    assert b"Traceback" not in said
    if not target.exists():
        assert process.returncode == code
        assert b"interrupted" in said
        assert list(tmp_path.iterdir()) == []
    assert process.returncode in {code, 0}
    assert is_whole_or_absent(target)
    assert leftovers(tmp_path) == []


def test_signal_again_and_again_leaves_nothing_behind(config, tmp_path):
    with start(config, tmp_path / "out") as process:
        wait_for(process, "checking")
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            process.send_signal(number)
        assert b"Traceback" not in process.stderr.read()
    assert process.returncode in {129, 130, 143}
    assert list(tmp_path.iterdir()) == []


def ignore(number):
    return lambda: signal.signal(number, signal.SIG_IGN)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGHUP, 0)], ids=["background", "nohup"])
def test_signal_ignored_at_the_start(config, tmp_path, number, code):
    """A shell ignores SIGINT for jobs in the background without a word; who ignores SIGHUP means it."""
    with start(config, tmp_path / "out", preexec_fn=ignore(number)) as process:
        wait_for(process, "checking")
        process.send_signal(number)
        process.stderr.read()
    assert process.returncode == code


@pytest.mark.parametrize("step", ["drawing", "checking"])
def test_sigkill_leaves_no_bundle_or_a_whole_one_and_the_next_run_sweeps(config, tmp_path, leftovers, run, step):
    target = tmp_path / "out"
    with start(config, target) as process:
        wait_for(process, step)
        process.kill()
    assert is_whole_or_absent(target)
    assert run("generate", config, "-o", target, "-q").returncode == 0
    assert digest(target)
    assert listing(tmp_path) == ["out"]


def test_sigkill_during_replace_keeps_a_whole_bundle(config, other, tmp_path, run):
    target = Path(shutil.copytree(other, tmp_path / "out"))
    with start(config, target, "--replace") as process:
        wait_for(process, "publishing")
        process.kill()
    assert is_whole_or_absent(target)
    assert target.exists()
    assert run("generate", config, "-o", target, "-q", "--replace").returncode == 0
    assert listing(tmp_path) == ["out"]


def test_staging_of_a_living_writer_is_not_swept(tmp_path):
    with publish.staging(tmp_path / "out") as folder:
        (folder / "draft").write_text("x")
        assert publish.sweep(tmp_path) == []
        assert (folder / "draft").exists()
        with publish.staging(tmp_path / "second") as second:
            assert second != folder
        assert (folder / "draft").exists()
    assert list(tmp_path.iterdir()) == []


def test_staging_of_a_dead_writer_is_swept_and_nothing_else(tmp_path):
    dead = tmp_path / ".demogen-0123456789ab.staging"
    kept = [tmp_path / name for name in (".demogen-mine.staging", "x.demogen-0123456789ab.staging", "data")]
    for folder in (dead, *kept):
        (folder / "data").mkdir(parents=True)
    (tmp_path / ".demogen-0123456789ac.staging").symlink_to(kept[0])
    assert publish.sweep(tmp_path) == [dead]
    assert [folder.exists() for folder in (dead, *kept)] == [False, True, True, True]


def small_files(limit):
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


@pytest.mark.parametrize("limit", [0, 20_000])
def test_file_size_limit_leaves_nothing_behind(config, tmp_path, run, limit):
    done = run("generate", config, "-o", tmp_path / "new/out", preexec_fn=small_files(limit))
    assert done.returncode == 3
    assert b"a file would be larger than is allowed" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path):
    """Mount a disk of a given size, where that is permitted."""
    mounted = []

    def give(kilobytes):
        place = tmp_path / f"disk{kilobytes}"
        place.mkdir()
        words = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)]
        if shutil.which("mount") is None or subprocess.run(words, check=False, capture_output=True).returncode:
            pytest.skip("may not mount a disk here")
        mounted.append(place)
        return place

    yield give
    for place in mounted:
        subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("kilobytes", [40, 280])
def test_full_disk_leaves_nothing_behind(config, small_disk, run, kilobytes):
    place = small_disk(kilobytes)
    done = run("generate", config, "-o", place / "out")
    assert done.returncode == 3
    assert b"the disk is full. Free some room" in done.stderr
    assert list(place.iterdir()) == []


@pytest.mark.parametrize("words", [("pack",), ("sql", "--format", "csv", "-o")], ids=lambda w: w[0])
def test_full_disk_leaves_no_half_a_file(sound, small_disk, run, words):
    place = small_disk(8)
    query = ["from activities"] if words[0] == "sql" else []
    done = run(words[0], sound, *query, *words[1:], place / "file")
    assert done.returncode == 3
    assert b"the disk is full" in done.stderr
    assert list(place.iterdir()) == []


def empty_folder(path):
    path.mkdir()


def full_folder(path):
    path.mkdir()
    (path / "mine").write_text("x")


TAKEN = {
    "file": lambda p: p.write_text("mine"),
    "empty_folder": empty_folder,
    "full_folder": full_folder,
    "link": lambda p: p.symlink_to("/etc"),
    "dangling_link": lambda p: p.symlink_to("nowhere"),
    "pipe": os.mkfifo,
}


@pytest.mark.parametrize("replace", [False, True], ids=["plain", "replace"])
@pytest.mark.parametrize("take", TAKEN.values(), ids=TAKEN)
def test_generate_refuses_a_taken_place(config, tmp_path, take, replace):
    target = tmp_path / "out"
    take(target)
    before = target.lstat()
    with pytest.raises(Refused, match="exists and is not a bundle"):
        build_bundle(config, None, target, replace=replace, progress=never)
    after = target.lstat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert listing(tmp_path) == ["out"]


def never(step):
    pytest.fail(f"{step} before the place was looked at")


ODD_NAMES = ["a\nb", 'it\'s "quoted"', "größe 📦 日本", "-o", "--help", "we[i]rd*?{x}", "%41;,$HOME~", " ", "n" * 240]


def test_generate_takes_odd_names(config, tmp_path, run):
    place = os.fsencode(tmp_path.joinpath(*ODD_NAMES)) + b"/\xff\xfe"
    assert run("generate", config, "-q", b"--out=" + place).returncode == 0
    assert run("check", place).returncode == 0
    assert json.loads(run("verify", place, "--json").stdout)["path"].startswith(str(tmp_path))
    assert run("sql", place, "select count(*) n from leads", "--format", "csv").stdout == b"n\r\n100\r\n"
    assert run("pack", place, place + b".tar").returncode == 0
    assert run("unpack", place + b".tar", place + b"2").returncode == 0


UNUSABLE = {
    "name_too_long": ("n" * 300, EnvironmentProblem, "is too long for a name"),
    "path_too_long": ("d/" * 3000 + "out", EnvironmentProblem, "is too long for a name"),
    "below_a_file": ("file/out", EnvironmentProblem, "has a parent that is not a folder"),
    "far_below_a_file": ("file/a/b/out", EnvironmentProblem, "has a parent that is not a folder"),
    "here": (".", Refused, "exists and is not a bundle"),
    "above": ("..", Refused, "exists and is not a bundle"),
    "empty": ("", Refused, "exists and is not a bundle"),
    "root": ("/", Refused, "exists and is not a bundle"),
    "device": ("/dev/null", Refused, "exists and is not a bundle"),
    "proc": ("/proc/nothing/out", EnvironmentProblem, "/proc/nothing/out: "),
}


@pytest.mark.parametrize(("path", "kind", "says"), UNUSABLE.values(), ids=UNUSABLE)
def test_generate_refuses_unusable_places_before_it_draws(config, tmp_path, monkeypatch, path, kind, says):
    (tmp_path / "file").write_text("mine")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(kind, match=says):
        build_bundle(config, None, path, progress=never)
    assert listing(tmp_path) == ["file"]


def test_generate_refuses_a_folder_that_may_not_be_written_to(tmp_path):
    tmp_path.chmod(0o555)
    was_root = os.geteuid() == 0
    if was_root:
        os.seteuid(65534)
    try:
        with pytest.raises(EnvironmentProblem, match="may not be written to"):
            build_bundle(SMALLEST, None, tmp_path / "out", progress=never)
    finally:
        if was_root:
            os.seteuid(0)
        tmp_path.chmod(0o755)


def test_generate_refuses_a_read_only_disk(config, small_disk):
    place = small_disk(100)
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
    with pytest.raises(EnvironmentProblem, match="is on a read-only disk"):
        build_bundle(config, None, place / "out", progress=never)


def test_generate_again_is_a_no_op(config, bundle, run):
    before = {path: path.stat().st_mtime_ns for path in bundle.rglob("*")}
    assert build_bundle(config, None, bundle, replace=True).unchanged
    done = run("generate", config, "-o", bundle)
    assert done.returncode == 0
    assert b"the same content was there already" in done.stderr
    assert {path: path.stat().st_mtime_ns for path in bundle.rglob("*")} == before


def test_generate_in_place_of_the_current_folder(config, bundle, monkeypatch):
    monkeypatch.chdir(bundle)
    assert build_bundle(config, None, ".").unchanged
    build_bundle(config, "new", ".", replace=True)
    assert load_manifest(bundle)["seed"] == "new"
    assert listing(bundle.parent) == ["bundle"]


def test_generate_needs_replace_for_another_bundle(config, other, sound, tmp_path, run):
    target = Path(shutil.copytree(other, tmp_path / "out"))
    done = run("generate", config, "-o", target)
    assert (done.returncode, digest(target)) == (1, digest(other))
    assert b"exists. Choose another place, or give --replace." in done.stderr
    assert b"checking" not in done.stderr
    assert not build_bundle(config, None, target, replace=True).unchanged
    assert digest(target) == digest(sound)
    assert listing(tmp_path) == ["out"]


def test_generate_does_not_replace_what_others_put_into_a_bundle(config, other, tmp_path):
    target = Path(shutil.copytree(other, tmp_path / "bundle"))
    (target / "mine.txt").write_text("mine")
    (target / "data/mine.csv").write_text("mine")
    before = sorted(target.rglob("*"))
    with pytest.raises(Refused, match=r"data/mine\.csv: does not belong to the bundle") as caught:
        build_bundle(config, None, target, replace=True)
    assert [problem.where for problem in caught.value.problems] == ["data/mine.csv", "mine.txt"]
    assert sorted(target.rglob("*")) == before
    assert listing(tmp_path) == ["bundle"]


def test_generate_mends_a_damaged_bundle_with_replace(config, bundle):
    os.truncate(bundle / "data/leads.parquet", 10)
    with pytest.raises(Refused, match="give --replace"):
        build_bundle(config, None, bundle)
    build_bundle(config, None, bundle, replace=True)
    assert digest(bundle)


def test_generate_refuses_another_content_than_expected(config, tmp_path, run):
    done = run("generate", config, "-o", tmp_path / "out", "--expect-digest", "0" * 64)
    assert done.returncode == 1
    assert b"--expect-digest: content digest does not match" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_writers_at_once_leave_one_whole_bundle(config, tmp_path):
    """Those who wanted what the fastest published are content, the others are refused."""
    target = tmp_path / "out"
    writers = {start(config, target, "--seed", seed): seed for seed in ("a", "b") for _ in range(2)}
    said = [writer.communicate()[1] for writer in writers]
    won = load_manifest(target)["seed"]
    assert [writer.returncode for writer in writers] == [int(seed != won) for seed in writers.values()], said
    assert digest(target)
    assert listing(tmp_path) == ["out"]


RACE = """
import shutil, sys
from pathlib import Path
from demogen.build import build_bundle
from demogen.bundle import publish
from demogen.errors import Refused
source, target, runs = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
for i in range(runs):
    with publish.staging(target) as folder:
        shutil.copy(source / "manifest.json", folder)
        try:
            publish.publish(folder, target, replace=i % 2 == 0)
        except Refused:
            pass
"""


def test_many_writers_never_disturb_each_other(sound, other, tmp_path):
    words = [[sys.executable, "-c", RACE, str(one), str(tmp_path / "out"), "60"] for one in (sound, other) * 2]
    writers = [subprocess.Popen(w, env=environment(), stderr=subprocess.PIPE) for w in words]
    assert [writer.communicate()[1] for writer in writers] == [b""] * 4
    assert load_manifest(tmp_path / "out")["seed"] in {"tiny", "other"}
    assert listing(tmp_path) == ["out"]


def test_readers_see_a_whole_bundle_while_it_is_replaced(sound, other, tmp_path):
    """Each look is at the folder that the path named when it was opened."""
    target = Path(shutil.copytree(sound, tmp_path / "out"))
    code = (
        "import os, sys\n"
        "seen = set()\n"
        "while not os.path.exists(sys.argv[2]):\n"
        "    seen.add(open(sys.argv[1] + '/manifest.json', 'rb').read())\n"
        "print(len(seen), sum(len(one) < 1000 for one in seen))\n"
    )
    words = [sys.executable, "-c", code, str(target), str(tmp_path / "stop")]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as reader:
        for i in range(60):
            draft = Path(shutil.copytree((sound, other)[i % 2], tmp_path / "draft"))
            publish.publish(draft, target, replace=True)
        (tmp_path / "stop").touch()
        assert reader.stdout.read() == b"2 0\n"
    assert reader.returncode == 0


@pytest.mark.parametrize("call", [True, False], ids=["renameat2", "plain"])
def test_publish_refuses_what_came_meanwhile(tmp_path, monkeypatch, call):
    if not call:
        monkeypatch.setattr(publish, "_renameat2", without_renameat2)
    for name, make in TAKEN.items():
        target, draft = tmp_path / name, tmp_path / "draft"
        make(target)
        draft.mkdir(exist_ok=True)
        with pytest.raises(Refused):
            publish.publish(draft, target, replace=False)
    assert draft.is_dir()


def without_renameat2(source, target, flags):
    raise OSError(38, "Function not implemented")


def test_publish_without_renameat2_replaces_in_two_steps(sound, other, tmp_path, monkeypatch):
    monkeypatch.setattr(publish, "_renameat2", without_renameat2)
    target = Path(shutil.copytree(sound, tmp_path / "out"))
    publish.publish(Path(shutil.copytree(other, tmp_path / "draft")), target, replace=True)
    assert digest(target) == digest(other)
    assert listing(tmp_path) == ["out"]


def test_staging_tells_errors_of_the_disk(tmp_path):
    with pytest.raises(EnvironmentProblem, match="the disk is full"), publish.staging(tmp_path / "out"):
        raise OSError(28, "No space left on device")
    assert list(tmp_path.iterdir()) == []


def trace(words, log, *options):
    """Run a command under strace."""
    return subprocess.run(
        ["strace", "-f", "-qq", "-o", log, *options, *words], env=environment(), check=False, capture_output=True
    )


@CAMPAIGN
@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
@pytest.mark.parametrize("fault", ["signal=SIGKILL", "error=ENOSPC", "error=EIO"])
@pytest.mark.parametrize("call", ["write", "openat", "fsync", "rename,renameat2", "mkdir", "close", "flock"])
def test_campaign_fault_at_every_call(config, tmp_path, leftovers, run, call, fault):
    """Of every kind of call as many as the campaign has runs for are hit, spread over the whole run."""
    words = command("generate", config, "-o", tmp_path / "count/out", "-q")
    trace(words, tmp_path / "log", "-e", f"trace={call}")
    calls = len((tmp_path / "log").read_text().splitlines())
    runs = int(os.environ["CAMPAIGN_RUNS"])
    for when in range(1, calls + 1, max(1, calls // runs)):
        target = tmp_path / f"{when}" / "out"
        words = command("generate", config, "-o", target, "-q")
        done = trace(words, tmp_path / "log", "-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={when}")
        assert is_whole_or_absent(target), (call, fault, when)
        assert done.returncode != 0 or target.exists(), (call, fault, when)
        if fault != "signal=SIGKILL":
            assert leftovers(tmp_path / f"{when}") == [], (call, fault, when)
        assert run("generate", config, "-o", target, "-q").returncode == 0
        assert listing(tmp_path / f"{when}") == ["out"]


@CAMPAIGN
def test_the_largest_config_of_all_is_generated_campaign(run, tmp_path):
    config = Path(__file__).parents[2] / "fixtures" / "configs" / "valid" / "extended-million.yaml"
    done = run("generate", config, "-o", tmp_path / "out", "-q", timeout=900)
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize("words", [["-q"], ["--json"], []], ids=str)
def test_what_was_published_before_the_output_failed_is_told(config, tmp_path, words):
    """The bundle is there, although its digest could not be written (exit 3)."""
    command = [sys.executable, "-m", "demogen", "generate", str(config), "-o", str(tmp_path / "out"), *words]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, env=environment(), stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 3
    assert f"{tmp_path / 'out'} had been published before, whole" in done.stderr
    assert verify_folder(tmp_path / "out")
