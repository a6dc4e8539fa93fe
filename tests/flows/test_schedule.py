"""Runs by schedule: what `serve` is told, what prefect.yaml deploys, and what is said when a run fails."""

import datetime
import http.server
import inspect
import json
import pathlib
import socket
import subprocess
import sys
import threading

import duckdb
import httpx
import pytest
import yaml
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows import schedule
from flows.errors import UserError

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEPLOYMENTS = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]


@pytest.mark.parametrize(("text", "seconds"), [("90s", 90), ("15m", 900), ("2h", 7200), ("1d", 86400), (" 15 M ", 900)])
def test_the_time_between_runs_is_read_with_its_unit(text, seconds):
    assert schedule.interval(text) == datetime.timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "15", "m", "0m", "-5m", "1.5h", "soon", "15 minutes ago"])
def test_another_form_of_time_is_refused(text):
    with pytest.raises(UserError, match="15m"):
        schedule.interval(text)


def test_a_cron_schedule_is_taken_or_refused():
    assert schedule.checked_cron("*/15 * * * *") == "*/15 * * * *"
    with pytest.raises(UserError, match="five fields"):
        schedule.checked_cron("every day")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--watch", "{here}"], "--every"),
        (["--every", "15m", "--cron", "* * * * *", "--watch", "{here}"], "either"),
        (["--every", "15m"], "--watch"),
        (["--every", "15m", "--watch", "{here}/nowhere"], "no such folder"),
        (["--every", "15m", "--feed", "news.xml"], "https://"),
        (["--every", "often", "--watch", "{here}"], "90s"),
        (["--cron", "often", "--watch", "{here}"], "cron"),
    ],
)
def test_a_wrong_call_of_serve_is_told_in_one_line(tallybook, tmp_path, arguments, said):
    told = tallybook("serve", *[argument.format(here=tmp_path) for argument in arguments])
    assert told.status == 2
    assert said in told.err
    assert len(told.err.strip().splitlines()) == 1


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda deployment: deployment["name"])
def test_prefect_yaml_deploys_flows_that_are_there_with_parameters_that_they_take(deployment):
    import importlib

    module, _, name = deployment["entrypoint"].rpartition(".")
    flow = getattr(importlib.import_module(module), name)
    flow.validate_parameters(deployment["parameters"])
    assert set(deployment["parameters"]) <= set(inspect.signature(flow.fn).parameters)
    assert deployment["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}


@pytest.mark.parametrize("name", ["ingest", "reprocess"])
def test_every_parameter_of_a_flow_is_described_for_the_form_in_the_ui(name):
    import importlib

    flow = getattr(importlib.import_module(f"flows.{name}"), name)
    properties = flow.parameters.properties
    assert properties.keys() == set(inspect.signature(flow.fn).parameters)
    assert [key for key, told in properties.items() if not told.get("description")] == []


@pytest.fixture
def listener():
    """A server that keeps what is posted to it."""
    posted = []

    class Keep(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            posted.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Keep)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", posted
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_failed_run_is_told_to_the_address_that_was_given(listener, monkeypatch, tmp_path, articles, prefect_api):
    from flows.ingest import ingest
    from warehouse import WarehouseError

    address, posted = listener
    monkeypatch.setenv("TALLYBOOK_NOTIFY_URL", address)
    ingest(paths=[str(articles("in", 1))], warehouse=tmp_path / "good.duckdb", publish=False)
    assert posted == []
    (tmp_path / "broken.duckdb").write_text("no database\n" * 100)
    with pytest.raises(WarehouseError):
        ingest(paths=[str(articles("in", 1))], warehouse=tmp_path / "broken.duckdb")
    assert [(told["flow"], told["state"]) for told in posted] == [("ingest", "Failed")]
    assert "broken.duckdb" in posted[0]["text"]
    assert posted[0]["flow_run_id"]


def test_stopping_waits_until_the_run_has_let_the_ledger_go(tmp_path):
    ledger = tmp_path / "w.duckdb"
    holding = "import duckdb, sys, time; db = duckdb.connect(sys.argv[1]); print('open', flush=True); time.sleep(1)"
    with subprocess.Popen([sys.executable, "-c", holding, ledger], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout.readline() == "open\n"
        schedule._await_release(ledger)
        duckdb.connect(ledger).close()
    schedule._await_release(tmp_path / "none.duckdb")
    assert not (tmp_path / "none.duckdb").exists()


def test_a_run_that_was_under_way_when_its_server_was_stopped_is_closed_by_the_next(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.delenv("PREFECT_SERVER_DATABASE_CONNECTION_URL", raising=False)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    # The server that other tests share is no server of this one's.
    with temporary_settings(restore_defaults={PREFECT_API_URL}):
        with schedule.lasting_server(port, print) as url:
            flow = httpx.post(f"{url}/flows/", json={"name": "stopped"}).json()
            made = {"flow_id": flow["id"], "state": {"type": "RUNNING"}}
            run = httpx.post(f"{url}/flow_runs/", json=made).json()
            assert run["state_type"] == "RUNNING"
        with schedule.lasting_server(port, print) as url:
            assert httpx.get(f"{url}/flow_runs/{run['id']}").json()["state_type"] == "CRASHED"
