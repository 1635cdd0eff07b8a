"""Requests over HTTP, each timed from connecting to the last byte, each answer checked: an error page is no result."""

import gzip
import http.client
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlencode

G = TypeVar("G")
T = TypeVar("T")
_OK = 200
_TIMEOUT = 120


class WrongAnswerError(Exception):
    """A page answered with something else than the page that was to be measured."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request and what its answer must hold."""

    url: str
    marks: tuple[str, ...]
    session: str = ""
    method: str = "GET"
    fields: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    csrf: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """One checked answer: seconds, bytes of HTML before compression, the page."""

    seconds: float
    size: int
    page: str


def ask(port: int, call: Call) -> Answered:
    """Send one request and check its answer. Raises `WrongAnswerError` for another status or a missing mark."""
    begun = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT)
    try:
        connection.request(call.method, call.url, _body(call), _headers(call))
        response = connection.getresponse()
        data = response.read()
        spent = time.perf_counter() - begun
    finally:
        connection.close()
    if response.headers.get("Content-Encoding") == "gzip":
        data = gzip.decompress(data)
    page = data.decode("utf-8", errors="replace")
    check_answer(call, response.status, response.headers.get("Location", ""), page)
    return Answered(spent, len(data), page)


def ask_often(port: int, calls: Sequence[Call], clients: int) -> list[Answered]:
    """Send requests one after the other, or by several clients at once."""
    return in_turn_or_at_once(lambda call: ask(port, call), calls, clients)


def in_turn_or_at_once(work: Callable[[G], T], given: Sequence[G], clients: int) -> list[T]:
    """Do a piece of work for each thing given, by as many clients."""
    if clients == 1:
        return [work(one) for one in given]
    with ThreadPoolExecutor(clients) as pool:
        return list(pool.map(work, given))


def _headers(call: Call) -> dict[str, str]:
    cookies = [f"sessionid={call.session}"] if call.session else []
    found = {"Accept-Encoding": "gzip", "Accept-Language": "vi", **call.headers}
    if call.method == "POST":
        cookies.append(f"csrftoken={call.csrf}")
        found |= {"X-CSRFToken": call.csrf, "Content-Type": "application/x-www-form-urlencoded"}
    return found | ({"Cookie": "; ".join(cookies)} if cookies else {})


def _body(call: Call) -> str | None:
    return urlencode(call.fields) if call.method == "POST" else None


def check_answer(call: Call, status: int, location: str, page: str) -> None:
    """Let the right page pass; raise `WrongAnswerError` for another status or a mark that is not on it."""
    if status != _OK:
        msg = f"{call.method} {call.url}: {status} {location}\n{page[:1500]}"
        raise WrongAnswerError(msg)
    for mark in call.marks:
        if mark not in page:
            msg = f"{call.method} {call.url}: “{mark}” is not on the page\n{page[:1500]}"
            raise WrongAnswerError(msg)
