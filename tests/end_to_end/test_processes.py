"""The command as it really runs, in processes of its own: the examples, two at once, a lasting server, and kills."""

import contextlib
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time

import duckdb
import httpx
import pytest

from benchmarks import kills, news_texts
from warehouse import Warehouse
from warehouse.audit import faults

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-m", "flows.cli"]
COUNT = """
    select (select count(*) from articles), (select count(distinct uri) from articles),
        (select count(*) from reported_figures),
        (select count(distinct (article_id, start_char)) from reported_figures),
        (select sum(hash(figure_id)::hugeint) from figures)
"""
KILLS = int(os.environ.get("TALLYBOOK_KILLS", "10"))


def start(*arguments, **more):
    return subprocess.Popen(
        [*PROGRAM, *map(str, arguments)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more
    )


def ask(path, sql):
    with duckdb.connect(str(path), read_only=True) as db:
        return db.execute(sql).fetchall()


def test_the_examples_give_answers_that_disagree(tmp_path):
    warehouse = tmp_path / "var" / "examples.duckdb"
    run = start("run", ROOT / "examples" / "articles", "--warehouse", warehouse)
    out, err = run.communicate(timeout=300)
    assert run.returncode == 0, err
    assert "10 new" in out
    assert str(warehouse) in out
    assert [line for line in err.splitlines() if not line.startswith("tallybook: ")] == []
    assert ask(warehouse, "select count(*) from articles where duplicate_of_article_id is not null") == [(1,)]
    sources = {name for (name,) in ask(warehouse, "select distinct source_name from reported_figures")}
    assert {"United Nations", "Nepal Red Cross"} <= sources | {"Nepal Red Cross Society"} or "United Nations" in sources
    assert ask(warehouse, "select count(*) > 0 from disagreements where measure = 'killed'") == [(True,)]
    broken = """select count(*) from reported_figures join articles using (article_id)
        where substring(body, start_char + 1, end_char - start_char) <> number_text"""
    assert ask(warehouse, broken) == [(0,)]
    assert ask(warehouse, "select count(*) > 40 from reported_figures") == [(True,)]


def test_two_runs_at_once_both_end_whole(tmp_path, articles):
    warehouse = tmp_path / "w.duckdb"
    runs = [
        start("run", articles(name, 40, seed, prefix), "--warehouse", warehouse)
        for name, seed, prefix in (("one", 1, "a"), ("two", 2, "b"))
    ]
    ends = [(*run.communicate(timeout=300), run.returncode) for run in runs]
    for _, err, status in ends:
        assert status == 0, err
        assert "Traceback" not in err
    assert ask(warehouse, COUNT)[0][:2] == (80, 80)


def test_runs_of_the_same_folder_that_overlap_double_nothing(tmp_path, articles):
    warehouse, folder = tmp_path / "w.duckdb", articles("in", 40)
    runs = [start("run", folder, "--warehouse", warehouse) for _ in range(2)]
    ends = [(*run.communicate(timeout=300), run.returncode) for run in runs]
    assert [status for *_, status in ends] == [0, 0], ends
    assert ask(warehouse, COUNT)[0][:4] == (40, 40, 80, 80)
    counts = "select sum(articles_new), sum(articles_skipped), count(*) filter (status = 'done') from runs"
    assert ask(warehouse, counts) == [(40, 40, 2)]


def test_a_lasting_server_keeps_the_run(tmp_path, articles):
    with _prefect_server(tmp_path) as url:
        run = start(
            "run", articles("in", 5), "--warehouse", tmp_path / "w.duckdb", env={**os.environ, "PREFECT_API_URL": url}
        )
        _, err = run.communicate(timeout=300)
        assert run.returncode == 0, err
        flows = httpx.post(f"{url}/flow_runs/filter", json={}).json()
        assert [flow["state_name"] for flow in flows] == ["Completed"]
        assert [run_id for (run_id,) in ask(tmp_path / "w.duckdb", "select flow_run_id from runs")] == [flows[0]["id"]]


def test_a_server_that_does_not_answer_is_told_in_one_line(tmp_path, articles):
    run = start(
        "run",
        articles("in", 1),
        "--warehouse",
        tmp_path / "w.duckdb",
        env={**os.environ, "PREFECT_API_URL": "http://127.0.0.1:9/api"},
    )
    _, err = run.communicate(timeout=300)
    assert run.returncode == 2
    assert "does not answer" in err
    assert len(err.strip().splitlines()) == 1


def _wait_for(process, ask_again, seconds=240):
    """The first answer of `ask_again` that is not None; the process must go on meanwhile."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = ask_again()
        if answer is not None:
            return answer
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.2)
            break
    raise AssertionError(f"no answer; the process ended with {process.returncode}")


def _served(home, folder, warehouse, port):
    """`tallybook serve`, every quarter of a minute; what it says goes to `served.log` in `home`."""
    with (home / "served.log").open("w") as log:
        return subprocess.Popen(
            [*PROGRAM, "serve", "--every", "15s", "--watch", folder, "--warehouse", warehouse, "--port", str(port)],
            cwd=ROOT,
            stdout=log,
            stderr=log,
            env={**os.environ, "XDG_STATE_HOME": str(home), "PREFECT_HOME": str(home / "prefect")},
        )


def test_serve_reads_what_is_new_again_and_again_and_takes_its_server_along(tmp_path, articles):
    folder, warehouse, port = articles("in", 3), tmp_path / "w.duckdb", _free_port()
    copy, url = tmp_path / "w.published", f"http://127.0.0.1:{port}/api"
    served = _served(tmp_path, folder, warehouse, port)

    def published(number):
        for file in copy.glob("*.duckdb"):
            if ask(file, "select count(*) from articles") == [(number,)]:
                return number
        return None

    try:
        _wait_for(served, lambda: published(3))
        deployment = httpx.get(f"{url}/deployments/name/ingest/tallybook").json()
        assert deployment["parameters"]["paths"] == [str(folder)]
        assert deployment["schedules"][0]["schedule"]["interval"] == 15
        assert deployment["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
        articles("in", 2, seed=8, prefix="later")
        _wait_for(served, lambda: published(5))
    finally:
        served.terminate()
        served.wait(120)
    assert served.returncode == 0, (tmp_path / "served.log").read_text()
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/health")
    # Stopped at any moment: the ledger opens, and each of its runs is one of Prefect's.
    assert ask(warehouse, "select count(*) >= 2, count(flow_run_id) = count(*) from runs") == [(True, True)]


def test_a_run_that_is_cancelled_in_prefect_leaves_a_whole_ledger_and_the_next_reads_on(tmp_path):
    news_texts.write(tmp_path / "in", 1200)
    warehouse, port = tmp_path / "w.duckdb", _free_port()
    url, copy = f"http://127.0.0.1:{port}/api", tmp_path / "w.published" / "tallybook.duckdb"
    served = _served(tmp_path, tmp_path / "in", warehouse, port)

    def a_run(**asked):
        with contextlib.suppress(httpx.HTTPError):
            for run in httpx.post(f"{url}/flow_runs/filter", json=asked).json():
                return run
        return None

    goes = {"state": {"type": {"any_": ["RUNNING"]}}}
    loaded = {"name": {"like_": "load-"}, "state": {"type": {"any_": ["COMPLETED"]}}}
    try:
        run = _wait_for(served, lambda: a_run(flow_runs=goes, task_runs=loaded))
        asked = httpx.post(f"{url}/flow_runs/{run['id']}/set_state", json={"state": {"type": "CANCELLING"}})
        assert asked.json()["status"] == "ACCEPT"
        gone = {"id": {"any_": [run["id"]]}, "state": {"type": {"any_": ["CANCELLED"]}}}
        _wait_for(served, lambda: a_run(flow_runs=gone))
        assert not copy.exists()
        _wait_for(served, lambda: copy.exists() or None)
    finally:
        served.terminate()
        served.wait(120)
    told = (tmp_path / "served.log").read_text()
    assert served.returncode == 0, told
    assert not any(sign in told for sign in ("Traceback", "leaked")), told
    with Warehouse.open(warehouse) as ledger:
        assert faults(ledger.db) == []
    whole = start("run", tmp_path / "in", "--warehouse", tmp_path / "whole.duckdb")
    assert (whole.communicate(timeout=120) and whole.returncode) == 0
    assert ask(warehouse, COUNT) == ask(tmp_path / "whole.duckdb", COUNT)


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class _prefect_server:
    """A Prefect server in a process of its own, as `prefect server start` runs it."""

    def __init__(self, folder):
        self.folder = folder

    def __enter__(self):
        port = _free_port()
        environment = {
            **os.environ,
            "PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{self.folder}/server.db",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "PREFECT_SERVER_UI_ENABLED": "false",
            "DO_NOT_TRACK": "1",
        }
        self.log = (self.folder / "server.log").open("w")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui"],
            env=environment,
            stdout=self.log,
            stderr=self.log,
        )
        url, end = f"http://127.0.0.1:{port}/api", time.monotonic() + 120
        while time.monotonic() < end and self.process.poll() is None:
            try:
                if httpx.get(f"{url}/health", timeout=1).status_code == 200:
                    return url
            except httpx.HTTPError:
                # Not there yet: look again when a tenth of a second has gone, or at once when it has ended.
                try:
                    self.process.wait(0.1)
                except subprocess.TimeoutExpired:
                    continue
        raise AssertionError((self.folder / "server.log").read_text())

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)
        self.log.close()


@pytest.fixture
def runs(tmp_path, prefect_api):
    """Runs in processes of their own that can be killed; what they print is kept in `runs.log`."""
    return kills.Runs(prefect_api, tmp_path / "runs.log")


def test_killed_at_any_moment_it_loses_and_doubles_nothing(tmp_path, articles, runs):
    folder, whole, killed = articles("in", 40), tmp_path / "whole.duckdb", tmp_path / "killed.duckdb"
    assert runs.run("run", folder, "--warehouse", tmp_path / "warm.duckdb").code == 0
    like = runs.run("run", folder, "--warehouse", tmp_path / "timed.duckdb")
    ends = []
    for number in range(KILLS):
        # New articles each time, so that there is something to lose.
        articles("in", 40, seed=number, prefix=f"k{number}-")
        stage = kills.STAGES[number % len(kills.STAGES)]
        ends.append(runs.killed(like, stage, "run", folder, "--warehouse", killed))
        assert list(kills.broken_copies(killed.with_suffix(".published"))) == []
    assert runs.run("run", folder, "--warehouse", killed).code == 0
    assert runs.run("run", folder, "--warehouse", whole).code == 0
    assert kills.content(killed) == kills.content(whole), [end.stage for end in ends]
    assert ask(killed, COUNT)[0][:2] == (40 * (KILLS + 1),) * 2
    assert sum(end.killed for end in ends) >= KILLS / 2, [end.stage for end in ends]
    assert list(kills.broken_copies(killed.with_suffix(".published"))) == []
    with Warehouse.open(killed) as ledger:
        assert faults(ledger.db) == []


# Of so many blocks of 512 bytes the first are too few for the ledger itself, the second for the readers' copy of it.
@pytest.mark.parametrize("blocks", [400, 4000])
def test_a_full_disk_is_told_in_one_line_and_keeps_nothing_half_written(tmp_path, articles, prefect_api, blocks):
    folder, ledger = articles("in", 30), tmp_path / "w.duckdb"
    program = [*PROGRAM, "run", str(folder), "--warehouse", str(ledger)]
    more = {"cwd": ROOT, "env": {**os.environ, "PREFECT_API_URL": prefect_api}, "capture_output": True, "text": True}
    limited = ["sh", "-c", 'ulimit -f "$0"; exec "$@"', str(blocks), *program]
    full = subprocess.run(limited, check=False, **more)
    assert full.returncode == 2, full.stderr
    told = [line for line in full.stderr.splitlines() if not line.endswith(" a second")]
    assert len(told) == 1, full.stderr
    assert "no room left on the disk" in told[0]
    assert [path.name for path in tmp_path.rglob("*.partial*")] == []
    assert not any((tmp_path / "w.published").glob("versions/*"))
    again = subprocess.run(program, check=False, **more)
    assert again.returncode == 0, again.stderr
    assert ask(ledger, COUNT)[0][:2] == (30, 30)


SET_BACK = """
import datetime, sys
from warehouse import clock
right = clock.now
clock.now = lambda: right() - datetime.timedelta(days=400)
from flows.cli import main
main(sys.argv[1:])
"""


def test_a_clock_set_back_between_runs_hurts_nothing(tmp_path, articles, prefect_api, tallybook):
    folder, ledger = articles("in", 3), tmp_path / "w.duckdb"
    rose = folder / "rose.txt"
    rose.write_text("KABUL, Afghanistan — The Red Crescent said 5 people were killed in a blast in Kabul on Tuesday.")
    (folder / "rose.meta.json").write_text(json.dumps({"published_at": "2012-03-01", "publisher": "Paper"}))
    assert tallybook("run", folder, "--warehouse", ledger).status == 0
    rose.write_text("KABUL, Afghanistan — The Red Crescent said 9 people were killed in a blast in Kabul on Tuesday.")
    articles("in", 2, seed=9, prefix="later")
    run = subprocess.run(
        [sys.executable, "-c", SET_BACK, "run", str(folder), "--warehouse", str(ledger)],
        cwd=ROOT,
        env={**os.environ, "PREFECT_API_URL": prefect_api},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "2 new, 1 changed, 3 known already" in run.stdout
    began = ask(ledger, "select started_at, finished_at from runs")
    assert began[1][0] < began[0][0]
    assert began[1][0] <= began[1][1]
    # The last run is the one that ran last, and what was read last is what stands.
    said = tallybook("status", "--warehouse", ledger).out
    assert said.index(f"run of {began[1][0]:%Y-%m-%d %H:%M}") < said.index(f"run of {began[0][0]:%Y-%m-%d %H:%M}")
    assert f"{began[1][0]:%Y-%m-%d %H:%M}, done" in tallybook("doctor", "--warehouse", ledger).out
    toll = "select value_best, counted from counted_figures where sentence like '%blast%' order by all"
    published = tmp_path / "w.published" / "tallybook.duckdb"
    for file in (ledger, published):
        assert ask(file, toll) == [(5.0, False), (9.0, True)]
    # And set right again, the next run finds everything known.
    assert tallybook("run", folder, "--warehouse", ledger).status == 0
    assert [row[0] for row in ask(ledger, "select articles_new + articles_changed from runs order by rowid")] == [
        4,
        3,
        0,
    ]
    with Warehouse.open(ledger) as opened:
        assert faults(opened.db) == []


def test_ctrl_c_leaves_one_line_and_a_whole_warehouse(tmp_path, articles):
    folder, warehouse = articles("in", 20), tmp_path / "w.duckdb"
    run = start("run", folder, "--warehouse", warehouse)
    # Interrupt it as soon as it has begun to write.
    while run.poll() is None and not warehouse.exists():
        try:
            run.wait(0.02)
        except subprocess.TimeoutExpired:
            continue
    run.send_signal(signal.SIGINT)
    _, err = run.communicate(timeout=120)
    assert "Traceback" not in err
    assert run.returncode in (0, 130)
    again = start("run", folder, "--warehouse", warehouse)
    _, err = again.communicate(timeout=300)
    assert again.returncode == 0, err
    assert ask(warehouse, COUNT)[0][:2] == (20, 20)


def test_standard_input_is_read(tmp_path):
    text = "ALEPPO, Syria — Police said 17 people were killed in Aleppo on Tuesday."
    run = start("run", "-", "--published-at", "2012-02-29", "--warehouse", tmp_path / "w.duckdb", stdin=subprocess.PIPE)
    _, err = run.communicate(text, timeout=300)
    assert run.returncode == 0, err
    rows = ask(tmp_path / "w.duckdb", "select value_best, cast(period_start as varchar) from reported_figures")
    assert rows == [(17.0, "2012-02-28")]
    assert json.loads(ask(tmp_path / "w.duckdb", "select parameters from runs")[0][0])["paths"] == ["-"]
