"""Extraction on a Dask cluster of two local processes: the same rows as in one process, also when one is killed."""

import os
import signal
import threading

import duckdb
import pytest

from flows import batches, shards
from flows.cluster import DaskWorkers
from flows.errors import UserError
from flows.extraction import joined, read_figures
from flows.selection import Selection

LEDGER = """
    select (select count(*) from articles), (select count(distinct uri) from articles),
        (select count(*) from figures), (select count(distinct (article_id, start_char)) from figures),
        (select sum(hash(figure_id)::hugeint) from figures), (select sum(hash(body, signature)::hugeint) from articles)
"""


@pytest.fixture
def cluster(tmp_path):
    """Two worker processes and a scheduler, on this machine alone."""
    import dask
    from distributed import LocalCluster

    with (
        dask.config.set({"temporary-directory": str(tmp_path / "dask"), "distributed.worker.daemon": True}),
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None, silence_logs=50
        ) as made,
    ):
        yield made


def _address(cluster):
    return cluster.scheduler_address.replace("tcp://", "dask://")


def _kill_one(cluster):
    os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)


def _ledger(path):
    with duckdb.connect(str(path), read_only=True) as db:
        return db.execute(LEDGER).fetchall()[0]


def test_a_cluster_that_loses_a_worker_finds_what_one_process_finds(cluster, articles):
    found = list(Selection().read([str(articles("in", 200))]))
    with DaskWorkers(_address(cluster)) as many:
        assert many.count == 2
        calls = [many.submit(read_figures, found[i : i + 20]) for i in range(0, 200, 20)]
        readings = [calls[0].result()]
        _kill_one(cluster)
        together = joined([*readings, *(call.result() for call in calls[1:])])
    alone = read_figures(found)
    assert together.figures.equals(alone.figures)
    assert together.articles.equals(alone.articles)
    assert (alone.figures.height, together.rejects.height) == (400, 0)


@pytest.mark.parametrize("through_storage", [False, True], ids=["batches", "shards"])
def test_a_run_whose_worker_is_killed_in_the_middle_loads_what_one_process_loads(
    cluster, articles, tmp_path, monkeypatch, prefect_api, through_storage
):
    from flows import ingest as module

    monkeypatch.setattr(shards, "UNIT_BYTES", 4_000)
    monkeypatch.setattr(batches, "LARGEST", 50)
    folder = articles("in", 300)
    told = {"paths": [str(folder)], "publish": False}
    module.ingest(**told, warehouse=tmp_path / "alone.duckdb")
    load, loads = module.load_batch.fn, []

    def then_kill(*arguments):
        loads.append(load(*arguments))
        if len(loads) == 2:
            threading.Thread(target=_kill_one, args=[cluster]).start()
        return loads[-1]

    monkeypatch.setattr(module.load_batch, "fn", then_kill)
    storage = str(tmp_path / "shards") if through_storage else None
    module.ingest(**told, warehouse=tmp_path / "many.duckdb", workers=_address(cluster), shards=storage)
    assert len(loads) > 3
    assert _ledger(tmp_path / "many.duckdb") == _ledger(tmp_path / "alone.duckdb")
    assert _ledger(tmp_path / "many.duckdb")[:4] == (300, 300, 600, 600)


def test_a_local_cluster_is_started_and_ends_with_the_run(articles, tallybook, tmp_path, prefect_api):
    done = tallybook("run", articles("in", 20), "--workers", "dask:2", "--warehouse", tmp_path / "w.duckdb")
    assert done.status == 0, done.err
    assert _ledger(tmp_path / "w.duckdb")[:3] == (20, 20, 40)


@pytest.mark.parametrize(
    "text",
    ["dask://", "dask:0", "dask:two", "dask://host", "dask://host:port", "ray://127.0.0.1:1", "dask://127.0.0.1:0"],
)
def test_an_address_of_another_form_is_told(articles, tallybook, tmp_path, text):
    told = tallybook("run", articles("in", 1), "--workers", text, "--warehouse", tmp_path / "w.duckdb")
    assert told.status == 2
    assert "dask://HOST:PORT" in told.err
    assert len(told.err.strip().splitlines()) == 1


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch):
    monkeypatch.setattr("flows.cluster._ANSWER_SECONDS", 0.5)
    with pytest.raises(UserError, match="no Dask scheduler answers there"):
        DaskWorkers("dask://127.0.0.1:9")
