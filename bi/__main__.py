"""Start Superset on 127.0.0.1 with the published copy registered: `python -m bi --published FILE`."""

import argparse
import pathlib
import signal
import sys
import threading

from bi.register import register
from bi.rest import Superset
from bi.server import USER, BiError, Home, serving


def say(text: str) -> None:
    """Tell the person who waits."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> int:
    """Serve until interrupted; the exit status is 0 then, 2 where nothing could be started."""
    parser = argparse.ArgumentParser(prog="python -m bi", description=__doc__)
    parser.add_argument(
        "--published", type=pathlib.Path, required=True, help="the file tallybook.duckdb of a published copy"
    )
    parser.add_argument(
        "--home", type=pathlib.Path, default=pathlib.Path("var/bi"), help="where Superset keeps its own (%(default)s)"
    )
    parser.add_argument("--port", type=int, default=8088, help="the port on 127.0.0.1 (%(default)s)")
    given = parser.parse_args()
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    try:
        if not given.published.is_file():
            raise BiError(f"there is no published copy at {given.published}: make one with `tallybook publish`")
        home = Home(given.home.resolve())
        home.prepare(say)
        say("Starting Superset")
        with serving(home, given.port) as running:
            dashboard = register(Superset(running.url, home.secret("password")), given.published)
            say(f"Dashboard: {dashboard}")
            say(f"Log in as {USER} with the password in {home.path / 'password'}: {home.secret('password')}")
            say("Ctrl-C ends it.")
            while not stop.wait(2):
                if running.ended:
                    raise BiError(f"Superset has ended by itself; its last words are in {home.log}")
    except BiError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
