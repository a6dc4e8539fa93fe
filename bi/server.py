"""Starting and ending a Superset: its folder, its own database, its web server on 127.0.0.1."""

import contextlib
import dataclasses
import importlib.metadata
import os
import pathlib
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator

CONFIG = pathlib.Path(__file__).with_name("superset_config.py")
USER = "admin"
START_SECONDS = 180


class BiError(Exception):
    """What went wrong, where, and what to do, in one line."""


@dataclasses.dataclass(frozen=True)
class Home:
    """The folder that holds what a Superset keeps; every secret in it is made here and readable by its owner alone."""

    path: pathlib.Path

    @property
    def log(self) -> pathlib.Path:
        """What Superset prints."""
        return self.path / "superset.log"

    def secret(self, name: str) -> str:
        """The secret of that name, made when it is first asked for."""
        file = self.path / name
        if not file.exists():
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
                out.write(secrets.token_urlsafe(42 if name == "secret_key" else 12))
        return file.read_text(encoding="ascii").strip()

    def environment(self) -> dict[str, str]:
        """The variables under which Superset's programs run: its settings are this project's and no others."""
        mine = {name: value for name, value in os.environ.items() if not name.startswith(("SUPERSET", "FLASK"))}
        return mine | {
            "TALLYBOOK_BI_HOME": str(self.path),
            "SUPERSET_CONFIG_PATH": str(CONFIG),
            "SUPERSET_HOME": str(self.path),
        }

    def prepare(self, say: Callable[[str], None]) -> None:
        """Make Superset's own database and its one user, unless this release of Superset has done so before."""
        self.secret("secret_key")
        password = self.secret("password")
        done = self.path / "prepared"
        release = _release()
        if done.exists() and done.read_text(encoding="utf-8") == release:
            return
        say("Preparing Superset's own database (half a minute, once)")
        self._superset("db", "upgrade")
        self._superset("fab", "create-admin", "--username", USER, "--firstname", "Tally", "--lastname", "Book",
                       "--email", "admin@localhost", "--password", password)  # fmt: skip
        self._superset("init")
        done.write_text(release, encoding="utf-8")

    def _superset(self, *arguments: str) -> None:
        with self.log.open("ab") as log:
            command = [_program("superset"), *arguments]
            ended = subprocess.run(command, env=self.environment(), stdout=log, stderr=log, check=False)
        if ended.returncode:
            raise BiError(f"`superset {arguments[0]}` failed: its last words are in {self.log}")


def _release() -> str:
    return importlib.metadata.version("apache-superset")


def _program(name: str) -> str:
    return str(pathlib.Path(sys.executable).with_name(name))


@dataclasses.dataclass(frozen=True)
class Running:
    """A Superset that answers."""

    url: str
    process: "subprocess.Popen[bytes]"

    @property
    def ended(self) -> bool:
        """Whether it has stopped answering for good."""
        return self.process.poll() is not None


@contextlib.contextmanager
def serving(home: Home, port: int) -> Iterator[Running]:
    """Serve the prepared `home` on 127.0.0.1; ends the server, by its process id, on leaving."""
    url = f"http://127.0.0.1:{port}"
    with socket.socket() as probe:
        # else the server that holds the port would be taken for the one started here
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise BiError(f"port {port} of 127.0.0.1 is taken: end what uses it, or choose another (PORT=…)") from error
    # one process: the cache in memory is then one, and the file is opened once
    command = [_program("gunicorn"), "--workers", "1", "--worker-class", "gthread", "--threads", "8",
               "--timeout", "120", "--bind", f"127.0.0.1:{port}", "superset.app:create_app()"]  # fmt: skip
    with home.log.open("ab") as log:
        server = subprocess.Popen(command, env=home.environment(), stdout=log, stderr=log)
    try:
        _wait(server, url, home)
        yield Running(url, server)
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait(server: "subprocess.Popen[bytes]", url: str, home: Home) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            raise BiError(f"Superset did not start on {url}: its last words are in {home.log}")
        with contextlib.suppress(urllib.error.URLError, OSError), urllib.request.urlopen(f"{url}/health", timeout=5):
            return
        time.sleep(0.25)
    raise BiError(f"Superset did not answer on {url} within {START_SECONDS} seconds; see {home.log}")
