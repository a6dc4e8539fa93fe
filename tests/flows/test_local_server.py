"""The temporary server keeps to itself what is of no use to who runs a command."""

import subprocess
import sys

# Another thread enters and leaves warnings' contexts of its own while the server makes its routes, as libraries do.
BESIDE_WARNINGS = """
import threading, time, warnings
from flows import local_server

local_server.quiet()
ended = threading.Event()

def others():
    while not ended.is_set():
        with warnings.catch_warnings():
            time.sleep(0.001)

thread = threading.Thread(target=others)
thread.start()
try:
    with local_server.api() as url:
        import httpx
        print(httpx.post(f"{url}/flows/filter", json={}).status_code)
finally:
    ended.set()
    thread.join()
"""


def test_it_tells_no_warning_whatever_other_threads_do(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    run = subprocess.run(
        [sys.executable, "-c", BESIDE_WARNINGS], check=False, capture_output=True, text=True, timeout=300
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "200\n", "")
