"""The live site: on this machine alone, and anew when the copy has changed."""

import http.client
import pathlib
import queue
import shutil
import socket
import threading
import urllib.parse

import pytest

from tallybook.report import ReportError, serve

from .conftest import ARTICLES, all_figures, lay


@pytest.fixture
def live(tmp_path):
    """A served site of one article: its address, the published folder, and a way to ask for a path."""
    folder = lay(tmp_path / "live.duckdb", ARTICLES[:1], [f for f in all_figures() if f.article_id == "art-quake-1"])
    addresses: queue.Queue[str] = queue.Queue()
    stop = threading.Event()
    thread = threading.Thread(
        target=serve, args=(folder, tmp_path / "site"), kwargs={"port": 0, "on_ready": addresses.put, "stop": stop}
    )
    thread.start()
    host = urllib.parse.urlsplit(addresses.get(timeout=60))

    def ask(path: str) -> str:
        connection = http.client.HTTPConnection(host.hostname, host.port, timeout=30)
        connection.request("GET", path)
        text = connection.getresponse().read().decode()
        connection.close()
        return text

    yield host, folder, ask
    stop.set()
    thread.join(timeout=30)
    assert not thread.is_alive()


def test_it_listens_on_this_machine_alone(live):
    host, _, ask = live
    assert host.hostname == "127.0.0.1"
    assert "Who reported how many" in ask("/")


def test_a_changed_copy_is_shown_at_the_next_page(live, tmp_path):
    _, folder, ask = live
    assert "read from 1 articles" in ask("/index.html")
    fresh = lay(tmp_path / "fresh.duckdb", ARTICLES, all_figures())
    shutil.copy(fresh / "tallybook.duckdb", folder / "next")
    pathlib.Path(folder / "next").replace(folder / "tallybook.duckdb")
    assert "read from 3 articles" in ask("/index.html")


def test_a_taken_port_is_said(published, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ReportError, match=f"port {port}"):
            serve(published, tmp_path / "site", port=port)
