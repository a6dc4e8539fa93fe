"""The site shown live on this machine: built anew when the published copy has changed."""

import functools
import http.server
import pathlib
import sys
import threading
from collections.abc import Callable

from tallybook.report.build import build
from tallybook.report.errors import ReportError
from tallybook.report.ledger import PUBLISHED_FILE


class _Handler(http.server.SimpleHTTPRequestHandler):
    fresh: Callable[[], None] = staticmethod(lambda: None)

    def do_GET(self) -> None:
        if self.path.partition("?")[0].endswith(("/", ".html")):
            self.fresh()
        super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not news."""


def _shut_down(server: http.server.ThreadingHTTPServer, stop: threading.Event) -> None:
    stop.wait()
    server.shutdown()


def serve(
    published: str | pathlib.Path,
    out: str | pathlib.Path,
    *,
    port: int = 8377,
    on_ready: Callable[[str], None] = print,
    stop: threading.Event | None = None,
) -> None:
    """Build the site to `out` and show it on 127.0.0.1; build it anew when a page is asked for after the copy changed.

    `on_ready` is given the address; port 0 takes a free one. Ends when `stop` is set, or by Ctrl-C.
    Raises `ReportError`.
    """
    published, out = pathlib.Path(published), pathlib.Path(out)
    file = published / PUBLISHED_FILE if published.is_dir() else published
    build(published, out)
    seen = [file.stat().st_mtime_ns]
    building = threading.Lock()

    def fresh() -> None:
        with building:
            try:
                changed = file.stat().st_mtime_ns
                if changed != seen[0]:
                    build(published, out)
                    seen[0] = changed
            except (ReportError, OSError) as error:
                # what was built before is still true of its time
                print(f"tallybook: {error}", file=sys.stderr)  # noqa: T201  # the server's user reads standard error

    handler = type("Handler", (_Handler,), {"fresh": staticmethod(fresh)})
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), functools.partial(handler, directory=str(out)))
    except OSError as error:
        raise ReportError(error.strerror or "cannot be listened on", f"port {port}", "choose another port") from error
    with server:
        on_ready(f"http://127.0.0.1:{server.server_address[1]}/")
        if stop is not None:
            threading.Thread(target=_shut_down, args=(server, stop), daemon=True).start()
        server.serve_forever(poll_interval=0.2)
