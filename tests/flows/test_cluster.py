"""Extraction on a Dask cluster of two local processes: the same rows as in one process, also when one is killed."""

import os
import signal

import pytest

from flows.errors import UserError
from flows.extraction import Extractor
from tallybook.articles import ReadOptions, read


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


def _batches(folder):
    found = list(read([folder], options=ReadOptions(with_signatures=False)))
    return [found[i : i + 20] for i in range(0, len(found), 20)]


def test_a_cluster_that_loses_a_worker_finds_what_one_process_finds(cluster, articles):
    folder = articles("in", 200)
    with Extractor(1) as one:
        alone = [one.submit(batch).result() for batch in _batches(folder)]
    with Extractor(_address(cluster)) as many:
        assert many.workers == 2
        under_way = [many.submit(batch) for batch in _batches(folder)]
        together = [under_way[0].result()]
        victim = next(iter(cluster.workers.values()))
        os.kill(victim.pid, signal.SIGKILL)
        together += [pending.result() for pending in under_way[1:]]
    assert [reading.figures for reading in together] == [reading.figures for reading in alone]
    assert sum(len(reading.figures) for reading in together) == 400
    assert [[a.article_id for a in reading.articles] for reading in together] == [
        [a.article_id for a in reading.articles] for reading in alone
    ]
    assert not [failure for reading in together for failure in reading.failed]


def test_a_run_on_a_cluster_loads_what_one_process_loads(cluster, articles, tallybook, tmp_path, prefect_api):
    folder, told = articles("in", 60), []
    for workers in ("1", _address(cluster)):
        path = tmp_path / f"by-{len(told)}.duckdb"
        done = tallybook("run", folder, "--workers", workers, "--warehouse", path, "--no-publish")
        assert done.status == 0, done.err
        sql = "select count(*), sum(hash(figure_id)::hugeint), sum(hash(signature)::hugeint) from figures, articles"
        told.append(tallybook("query", sql, "--format", "csv", "--warehouse", path).out)
    assert told[0] == told[1]


@pytest.mark.parametrize(
    "text", ["dask://", "dask://host", "dask://host:port", "ray://127.0.0.1:1", "dask://127.0.0.1:0"]
)
def test_an_address_of_another_form_is_told(articles, tallybook, tmp_path, text):
    told = tallybook("run", articles("in", 1), "--workers", text, "--warehouse", tmp_path / "w.duckdb")
    assert told.status == 2
    assert "dask://HOST:PORT" in told.err
    assert len(told.err.strip().splitlines()) == 1


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch):
    monkeypatch.setattr("flows.cluster._ANSWER_SECONDS", 0.5)
    with pytest.raises(UserError, match="no Dask scheduler answers there"):
        Extractor("dask://127.0.0.1:9").__enter__()
