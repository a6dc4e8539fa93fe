"""Pages from the web, by http and https alone, and never from where only this machine can look.

Every address a name resolves to is checked, the connection goes to the address that was checked (so that the name
cannot change in between), and every redirect is checked anew.
"""

import contextlib
import dataclasses
import functools
import ipaddress
import socket
import tempfile
import time
from typing import BinaryIO, cast
from urllib.parse import urljoin

import httpx

from tallybook.articles.article import ReadError
from tallybook.articles.options import ReadOptions

_IN_MEMORY = 8_000_000
_REDIRECTS = (301, 302, 303, 307, 308)
_AGAIN = (429, 500, 502, 503, 504)
_TRIES = 3
_HOSTS_REMEMBERED = 10_000


@dataclasses.dataclass(slots=True)
class Answer:
    """What a server sent: ``name`` is the last part of the final address, ``body`` stands at its start."""

    name: str
    body: BinaryIO
    content_type: str | None


class Pace:
    """How long to wait before a host may be asked again; owed by the process, whoever asks."""

    def __init__(self) -> None:
        self._last: dict[str, float] = {}

    def wait(self, host: str, seconds: float) -> None:
        """Sleep until ``seconds`` have passed since ``host`` was last asked."""
        now = time.monotonic()
        due = self._last.get(host, now - seconds) + seconds
        if due > now:
            time.sleep(due - now)
        if len(self._last) >= _HOSTS_REMEMBERED:
            self._last.clear()
        self._last[host] = time.monotonic()


_pace = Pace()


class _Again(Exception):
    """A failure that another try may mend."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def fetch(url: str, options: ReadOptions) -> Answer:
    """The page at ``url``, redirects followed; raises `ReadError` for what is refused, missing, too large or slow."""
    deadline = time.monotonic() + options.max_seconds_per_url
    for hop in range(options.max_redirects + 1):
        answer = _persist(url, options, deadline)
        if isinstance(answer, Answer):
            return answer
        if hop < options.max_redirects:
            url = _joined(url, answer)
    raise ReadError(f"it redirects more than {options.max_redirects} times", "name the final address")


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise ReadError("it redirects to a malformed address", "check it in a browser") from error


def _persist(url: str, options: ReadOptions, deadline: float) -> Answer | str:
    """The answer of `_ask`, tried again after a pause where the server or the line failed."""
    for attempt in range(1, _TRIES + 1):
        try:
            return _ask(url, options, deadline)
        except _Again as failure:
            if attempt == _TRIES:
                raise ReadError(f"{failure.reason}, {_TRIES} times", "try again later") from failure
            time.sleep(options.seconds_between_requests * attempt)
    raise AssertionError("unreachable: the last attempt returns or raises")


def _ask(url: str, options: ReadOptions, deadline: float) -> Answer | str:
    """One request: what came, or the address to which it redirects."""
    parts, addresses = _checked(url, options)
    host = parts.host
    _pace.wait(host, options.seconds_between_requests)
    problem = "no address"
    for address in addresses:
        request = _client().build_request(
            "GET",
            parts.copy_with(host=address),
            headers={"host": parts.netloc.decode("ascii"), "user-agent": options.user_agent, "accept": "*/*"},
            timeout=options.timeout_seconds,
            extensions={"sni_hostname": host} if parts.scheme == "https" else {},
        )
        try:
            response = _client().send(request, stream=True)
        except httpx.ConnectError as error:
            problem = str(error)
            continue
        except httpx.HTTPError as error:
            raise _Again(f"the server did not answer ({type(error).__name__})") from error
        try:
            return _taken(response, parts, options, deadline)
        finally:
            response.close()
    raise _Again(f"no connection to {host} ({problem})")


def _taken(response: httpx.Response, url: httpx.URL, options: ReadOptions, deadline: float) -> Answer | str:
    if response.status_code in _REDIRECTS and "location" in response.headers:
        return str(response.headers["location"])
    if response.status_code in _AGAIN:
        raise _Again(f"the server answered {response.status_code}")
    if response.status_code != 200:
        raise ReadError(f"the server answered {response.status_code}", "check the address in a browser")
    with contextlib.ExitStack() as unless_whole:
        body = unless_whole.enter_context(tempfile.SpooledTemporaryFile(_IN_MEMORY))
        _copy(response, cast(BinaryIO, body), options.max_download_bytes, deadline)
        unless_whole.pop_all()  # from here on the reader closes it
    body.seek(0)
    return Answer(url.path.rpartition("/")[2], cast(BinaryIO, body), response.headers.get("content-type"))


def _copy(response: httpx.Response, body: BinaryIO, limit: int, deadline: float) -> None:
    size = 0
    try:
        for chunk in response.iter_bytes(65_536):
            size += len(chunk)
            if size > limit:
                raise ReadError(f"it is larger than {limit // 1_000_000} MB", "download it and name the file")
            if time.monotonic() > deadline:
                raise ReadError("it takes too long to arrive", "try again later, or download it and name the file")
            body.write(chunk)
    except httpx.HTTPError as error:
        raise _Again(f"the connection broke ({type(error).__name__})") from error


def _checked(url: str, options: ReadOptions) -> tuple[httpx.URL, list[str]]:
    """``url`` parsed, with the addresses its host resolves to; raises `ReadError` where it must not be asked."""
    scheme = url.partition(":")[0].lower() if url.isprintable() else ""
    if scheme not in ("http", "https"):
        raise ReadError(f"it leads to a {scheme[:20] or 'malformed'} address", "only http and https are read")
    try:
        parts = httpx.URL(url)
        if not 0 < (parts.port or 80) < 65_536:
            raise ValueError("no such port")
        port = parts.port or (443 if scheme == "https" else 80)
        if not parts.host:
            raise ReadError("the address names no host", "check it")
        if parts.userinfo:
            raise ReadError("the address holds a password, which would stay in the ledger", "leave it out")
        found = socket.getaddrinfo(parts.raw_host.decode("ascii"), port, type=socket.SOCK_STREAM)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise ReadError(f"the address is malformed ({error})", "check it") from error
    except OSError as error:
        raise ReadError(f"the host is not found ({error.strerror or error})", "check address and connection") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not options.allow_private_addresses and not is_public(address):
            raise ReadError(
                f"{parts.host} is a private or loopback address ({address}), which is refused",
                "give --allow-private-addresses if you trust it",
            )
    return parts, addresses


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, also where it wraps an older one."""
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


@functools.cache
def _client() -> httpx.Client:
    """One client for all; proxies from the environment are not used, since behind one no address can be checked."""
    return httpx.Client(trust_env=False, follow_redirects=False)
