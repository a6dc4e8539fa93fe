"""Opening, locking, migrating, backing up: each fault one line that says what to do, and nothing lost."""

import pathlib
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import duckdb
import pytest

from warehouse import (
    DiskFull,
    NotAWarehouse,
    NotEnoughMemory,
    SchemaTooNew,
    Warehouse,
    WarehouseError,
    WarehouseLocked,
    WarehouseMissing,
    migrations,
    read_only,
    restore,
)
from warehouse.audit import faults

ROOT = pathlib.Path(__file__).parents[2]

HOLDER = """
import sys
from warehouse import Warehouse
with Warehouse.open(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""

LOADER = """
import sys
sys.path.insert(0, sys.argv[2])
from conftest import Rows
from warehouse import Warehouse, published_path
rows = Rows()
with Warehouse.open(sys.argv[1]) as warehouse:
    run_id = warehouse.begin_run(engine_version="1")
    print("open", flush=True)
    for n in range(0, 40, 2):
        warehouse.load(rows.batch(f"a{n}", f"a{n + 1}"), run_id)
        print("loaded", flush=True)
        warehouse.build_models(run_id)
        print("built", flush=True)
    warehouse.publish(published_path(sys.argv[1]))
    warehouse.finish_run(run_id)
print("done", flush=True)
"""

# Loads large articles where no file may grow by more than a few kilobytes, which is what a full disk is to DuckDB.
FILLER = """
import pathlib, random, resource, signal, sys
sys.path.insert(0, sys.argv[2])
from conftest import Rows
from warehouse import Batch, DiskFull, Warehouse
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
most = pathlib.Path(sys.argv[1]).stat().st_size + 4096
try:
    with Warehouse.open(sys.argv[1]) as warehouse:
        run_id = warehouse.begin_run(engine_version="1")
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        for n in range(40):
            body = "In Hafen 12 " + random.Random(n).randbytes(300_000).hex()
            warehouse.load(Batch([Rows().article(f"large{n}", body=body)]), run_id)
except DiskFull as error:
    print("full:", error, flush=True)
"""


def start(code: str, *arguments: str, **options: Any) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options,
    )  # fmt: skip


@pytest.fixture
def holder(filled: Callable[..., pathlib.Path]) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the filled warehouse for writing until its input ends."""
    with start(HOLDER, str(filled())) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process


def is_one_line(error: WarehouseError) -> bool:
    return "\n" not in str(error) and error.what in str(error) and error.remedy in str(error)


def test_a_folder_is_no_warehouse(tmp_path: pathlib.Path) -> None:
    with pytest.raises(NotAWarehouse, match="is a folder") as told:
        Warehouse.open(tmp_path)
    assert is_one_line(told.value)


def test_a_file_of_something_else_is_no_warehouse_and_is_left_alone(path: pathlib.Path) -> None:
    path.write_text("this is no database\n" * 50)
    with pytest.raises(NotAWarehouse, match="no DuckDB database") as told:
        Warehouse.open(path)
    assert is_one_line(told.value)
    assert path.read_text() == "this is no database\n" * 50


def test_a_database_of_something_else_is_left_alone(path: pathlib.Path) -> None:
    with duckdb.connect(path) as db:
        db.execute("CREATE TABLE ours (n INTEGER)")
    with pytest.raises(NotAWarehouse, match="something else"):
        Warehouse.open(path)
    with duckdb.connect(path) as db:
        assert db.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("ours",)]


def test_a_damaged_file_is_said_plainly_with_how_to_restore(filled: Callable[..., pathlib.Path]) -> None:
    path = filled()
    data = bytearray(path.read_bytes())
    data[8192 : len(data) // 2] = b"\xff" * (len(data) // 2 - 8192)
    path.write_bytes(data)
    with pytest.raises(NotAWarehouse, match="restore") as told, Warehouse.open(path) as warehouse:
        warehouse.build_models()
    assert is_one_line(told.value)


def test_a_damaged_block_is_said_by_whoever_meets_it(filled: Callable[..., pathlib.Path], rows: Any) -> None:
    path = filled()
    with duckdb.connect(path) as db:
        db.execute("UPDATE articles SET body = body || repeat('x', 200000)")
    with duckdb.connect(path, read_only=True) as db:
        storage = "SELECT block_id FROM pragma_storage_info('articles') WHERE column_name = 'body' AND block_id > 0"
        blocks = [block for (block,) in db.execute(storage).fetchall()]
    data, size = bytearray(path.read_bytes()), 262_144
    for block in blocks:
        data[12_288 + block * size + 100] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(NotAWarehouse, match="restore"), read_only(path) as reader:
        reader.query("SELECT max(body) FROM articles")
    with pytest.raises(NotAWarehouse, match="restore"), Warehouse.open(path) as warehouse:
        list(warehouse.stored_articles())


def test_a_missing_warehouse_is_made_only_where_that_is_wanted(path: pathlib.Path) -> None:
    with pytest.raises(WarehouseMissing):
        Warehouse.open(path, create=False)
    with pytest.raises(WarehouseMissing):
        read_only(path)
    assert not path.exists()


def test_a_second_writer_is_told_who_writes(holder: subprocess.Popen[str], path: pathlib.Path) -> None:
    told: list[str] = []
    with pytest.raises(WarehouseLocked, match=f"pid {holder.pid}"):
        Warehouse.open(path, wait_seconds=0.3, on_wait=told.append)
    assert len(told) == 1
    assert str(holder.pid) in told[0]


def test_a_second_writer_goes_on_when_the_first_has_ended(holder: subprocess.Popen[str], path: pathlib.Path) -> None:
    def let_go(_: str) -> None:
        assert holder.stdin is not None
        holder.stdin.close()

    with Warehouse.open(path, wait_seconds=60, on_wait=let_go) as warehouse:
        assert warehouse.db.execute("SELECT count(*) FROM figures").fetchall() == [(2,)]


def test_readers_get_the_published_copy_while_a_writer_holds_the_warehouse(
    path: pathlib.Path, filled: Callable[..., pathlib.Path]
) -> None:
    with Warehouse.open(filled()) as warehouse:
        warehouse.publish(path.with_name("ledger.published"))
    with start(HOLDER, str(path)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with read_only(path) as reader:
            assert reader.is_published_copy
            assert reader.query("SELECT count(*) FROM reported_figures").rows == [(2,)]


def test_without_a_published_copy_readers_are_told_who_writes(
    holder: subprocess.Popen[str], path: pathlib.Path
) -> None:
    with pytest.raises(WarehouseLocked, match=f"pid {holder.pid}"):
        read_only(path)


def test_a_run_that_died_is_marked(path: pathlib.Path) -> None:
    with Warehouse.open(path) as warehouse:
        warehouse.begin_run(engine_version="1")
    with Warehouse.open(path) as warehouse:
        assert warehouse.db.execute("SELECT status FROM runs").fetchall() == [("killed",)]


def test_killed_at_ten_moments_nothing_is_lost_or_doubled(path: pathlib.Path) -> None:
    for kill in range(10):
        with start(LOADER, str(path), str(pathlib.Path(__file__).parent)) as process:
            assert process.stdout is not None
            for _ in range(1 + 4 * kill):
                process.stdout.readline()
            process.send_signal(signal.SIGKILL)
            process.communicate()
        with Warehouse.open(path) as warehouse:
            warehouse.build_models()
            assert faults(warehouse.db) == []
            articles, figures = warehouse.db.execute(
                "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM figures)"
            ).fetchall()[0]
            assert articles == figures
            assert articles % 2 == 0, "half a batch is in"
    with start(LOADER, str(path), str(pathlib.Path(__file__).parent)) as process:
        out, err = process.communicate()
    assert out.endswith("done\n"), err
    with read_only(path) as reader, read_only(path.with_name("ledger.published")) as copy:
        for each in (reader, copy):
            assert each.query("SELECT count(*), count(DISTINCT figure_id) FROM counted_figures").rows == [(40, 40)]


def test_too_little_memory_is_said_and_what_was_loaded_stays(
    filled: Callable[..., pathlib.Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled()
    with Warehouse.open(path) as warehouse:
        warehouse.db.execute("UPDATE warehouse_state SET state_value = 'older' WHERE state_key = 'models_built'")
    monkeypatch.setenv("TALLYBOOK_MEMORY", "1MB")
    with (
        pytest.raises(NotEnoughMemory, match="set TALLYBOOK_MEMORY to more") as told,
        Warehouse.open(path) as warehouse,
    ):
        warehouse.build_models(warehouse.begin_run(engine_version="test"))
    assert str(path) in str(told.value)
    monkeypatch.delenv("TALLYBOOK_MEMORY")
    with Warehouse.open(path) as warehouse:
        warehouse.build_models(warehouse.begin_run(engine_version="test"))
        assert faults(warehouse.db) == []


def test_an_amount_of_memory_that_is_none_is_told(path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALLYBOOK_MEMORY", "plenty")
    with pytest.raises(WarehouseError, match="TALLYBOOK_MEMORY: 'plenty' is no amount of memory; give one such as 6GB"):
        Warehouse.open(path)


def test_a_full_disk_is_said_and_what_was_loaded_is_whole(filled: Callable[..., pathlib.Path]) -> None:
    path = filled()
    with start(FILLER, str(path), str(pathlib.Path(__file__).parent)) as process:
        out, err = process.communicate()
    assert out.startswith("full:"), (out, err)
    with Warehouse.open(path) as warehouse:
        warehouse.build_models()
        assert faults(warehouse.db) == []
        assert warehouse.known_articles(["a1", "a2"]) == {"a1", "a2"}


def test_a_backup_is_whole_and_can_be_put_back(
    filled: Callable[..., pathlib.Path], tmp_path: pathlib.Path, rows: Any
) -> None:
    path, kept = filled(), tmp_path / "kept" / "ledger.bak"
    with Warehouse.open(path) as warehouse:
        warehouse.backup(kept)
        warehouse.load(rows.batch("a3"), warehouse.begin_run(engine_version="1"))
    restore(kept, path)
    with Warehouse.open(path) as warehouse:
        assert warehouse.db.execute("SELECT count(*) FROM reported_figures").fetchall() == [(2,)]
        warehouse.build_models()
        assert faults(warehouse.db) == []
    with read_only(path.with_name("ledger.duckdb.before-restore")) as reader:
        assert reader.query("SELECT count(*) FROM articles").rows == [(3,)]


def test_no_file_that_is_no_warehouse_is_put_in_its_place(
    filled: Callable[..., pathlib.Path], tmp_path: pathlib.Path
) -> None:
    path, junk = filled(), tmp_path / "junk"
    junk.write_text("junk")
    before = path.read_bytes()
    with pytest.raises(NotAWarehouse):
        restore(junk, path)
    with pytest.raises(WarehouseMissing):
        restore(tmp_path / "gone", path)
    assert path.read_bytes() == before


def test_a_backup_that_is_damaged_further_in_is_not_put_in_its_place(
    filled: Callable[..., pathlib.Path], tmp_path: pathlib.Path
) -> None:
    path, kept = filled(), tmp_path / "ledger.bak"
    with Warehouse.open(path) as warehouse:
        warehouse.backup(kept)
    before, data = path.read_bytes(), bytearray(kept.read_bytes())
    data[8192 : len(data) // 2] = b"\xff" * (len(data) // 2 - 8192)
    kept.write_bytes(data)
    with pytest.raises(NotAWarehouse, match="damaged"):
        restore(kept, path)
    assert path.read_bytes() == before
    assert not path.with_name(path.name + ".partial").exists()


def test_restoring_over_a_damaged_warehouse_keeps_it_beside(
    filled: Callable[..., pathlib.Path], tmp_path: pathlib.Path
) -> None:
    path, kept = filled(), tmp_path / "ledger.bak"
    with Warehouse.open(path) as warehouse:
        warehouse.backup(kept)
    path.write_bytes(b"damaged")
    path.with_name(path.name + ".wal").write_bytes(b"its log")
    restore(kept, path)
    with Warehouse.open(path) as warehouse:
        assert warehouse.db.execute("SELECT count(*) FROM reported_figures").fetchall() == [(2,)]
    assert path.with_name("ledger.duckdb.before-restore").read_bytes() == b"damaged"
    assert path.with_name("ledger.duckdb.before-restore.wal").read_bytes() == b"its log"


def test_a_newer_schema_is_refused(filled: Callable[..., pathlib.Path]) -> None:
    path = filled()
    with duckdb.connect(path) as db:
        db.execute("INSERT INTO schema_versions VALUES (99, now())")
    with pytest.raises(SchemaTooNew, match="99"):
        Warehouse.open(path)
    with pytest.raises(SchemaTooNew, match="99"):
        read_only(path)


def test_an_older_schema_is_brought_up_to_date_in_place(
    filled: Callable[..., pathlib.Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled()
    monkeypatch.setattr(migrations, "SCHEMA_VERSION", 2)
    monkeypatch.setitem(migrations.MIGRATIONS, 2, ("ALTER TABLE articles ADD COLUMN section VARCHAR",))
    with Warehouse.open(path) as warehouse:
        assert warehouse.db.execute("SELECT section FROM articles").fetchall() == [(None,), (None,)]
        assert warehouse.db.execute("SELECT version FROM schema_versions ORDER BY ALL").fetchall() == [(1,), (2,)]
        assert warehouse.db.execute("SELECT count(*) FROM counted_figures").fetchall() == [(2,)]


@pytest.mark.parametrize("version", range(1, migrations.SCHEMA_VERSION + 1))
def test_a_ledger_of_each_released_schema_becomes_as_a_new_one(
    path: pathlib.Path, tmp_path: pathlib.Path, version: int
) -> None:
    released = pathlib.Path(__file__).parent / "released" / f"schema_{version}.sql"
    with duckdb.connect(path) as db:
        db.execute(released.read_text(encoding="utf-8"))
    columns = """SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns()
        WHERE NOT internal AND schema_name = 'main' AND table_name IN (SELECT table_name FROM duckdb_tables())
        ORDER BY ALL"""
    checks = "SELECT table_name, constraint_text FROM duckdb_constraints() WHERE schema_name = 'main' ORDER BY ALL"
    with Warehouse.open(path) as old, Warehouse.open(tmp_path / "new.duckdb") as new:
        old.build_models()
        for asked in (columns, checks):
            assert old.db.execute(asked).fetchall() == new.db.execute(asked).fetchall()
        kept = old.db.execute("SELECT figure_id, value_best, source_name, counted FROM counted_figures").fetchall()
        assert kept == [("f1", 12.0, "police", True)]
        assert faults(old.db) == []


def test_disk_full_is_told_from_duckdbs_words() -> None:
    from warehouse.connection import explain

    told = explain(duckdb.IOException("Could not write all bytes to file: No space left on device"), pathlib.Path("x"))
    assert isinstance(told, DiskFull)
    assert explain(duckdb.BinderException("no such column"), pathlib.Path("x")) is None
