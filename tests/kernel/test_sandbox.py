"""Modules run on somebody's file in a process of their own, with little to use."""

import subprocess
import sys

import pytest

from binhyen.kernel import sandbox
from binhyen.kernel.sandbox import LimitedLines, SandboxLimits, run_limited


def test_what_the_module_prints_comes_back() -> None:
    assert b"usage" in (run_limited("json.tool", "--help") or b"").lower()


def test_a_module_that_fails_is_a_no() -> None:
    assert run_limited("json.tool", "/nothing/here") is None


def test_too_little_memory_is_a_no() -> None:
    assert run_limited("json.tool", "--help", limits=SandboxLimits(memory=1_000_000)) is None


def test_a_module_that_takes_too_long_is_ended() -> None:
    assert run_limited("http.server", "0", limits=SandboxLimits(wall=1)) is None


ECHO = """
import sys, time
answered = False
for line in sys.stdin:
    if line.startswith("die"):
        sys.exit(3)
    if line.startswith("tired") and answered:
        sys.exit(4)
    answered = True
    if line.startswith("hang"):
        time.sleep(60)
    print("x" * 2_000_000 if line.startswith("long") else line.strip().upper(), flush=True)
"""


@pytest.fixture
def starts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A process that echoes, dies or hangs as it is told, or when it is tired; how often it was begun."""
    begun: list[int] = []

    def started(_words: list[str], _limits: SandboxLimits) -> "subprocess.Popen[bytes]":
        begun.append(1)
        return subprocess.Popen([sys.executable, "-c", ECHO], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    monkeypatch.setattr(sandbox, "_started", started)
    return begun


def test_one_process_answers_line_after_line(starts: list[int]) -> None:
    assert list(LimitedLines("any").answers(f"a{number}" for number in range(300))) == [
        f"A{number}".encode() for number in range(300)
    ]
    assert len(starts) == 1


def test_a_line_that_kills_the_process_is_a_no_and_the_next_is_answered(starts: list[int]) -> None:
    assert list(LimitedLines("any").answers(["a", "die", "b", "die", "die", "c"])) == [
        b"A",
        None,
        b"B",
        None,
        None,
        b"C",
    ]
    assert len(starts) == 6


def test_a_line_that_comes_when_others_used_up_the_process_is_asked_again(starts: list[int]) -> None:
    assert list(LimitedLines("any").answers(["a", "tired", "tired too", "b"])) == [b"A", b"TIRED", b"TIRED TOO", b"B"]
    assert len(starts) == 3


def test_a_line_that_hangs_is_a_no_and_the_next_is_answered(starts: list[int]) -> None:
    lines = LimitedLines("any", SandboxLimits(wall=1))
    assert list(lines.answers(["a", "hang", "b"])) == [b"A", None, b"B"]


def test_an_answer_without_end_is_a_no(starts: list[int]) -> None:
    lines = LimitedLines("any", SandboxLimits(largest=100_000))
    assert list(lines.answers(["long", "b"])) == [None, b"B"]


def test_a_process_that_answered_enough_is_begun_anew(starts: list[int]) -> None:
    assert len(list(LimitedLines("any", lifetime=10).answers(str(number) for number in range(35)))) == 35
    assert len(starts) == 4


def test_nobody_asks_and_no_process_begins(starts: list[int]) -> None:
    assert list(LimitedLines("any").answers([])) == []
    assert not starts


def test_whoever_stops_listening_ends_the_process(starts: list[int]) -> None:
    answers = LimitedLines("any").answers(["a", "b", "c"])
    assert next(answers) == b"A"
    answers.close()
    assert len(starts) == 1


def test_a_module_that_is_not_there_answers_nothing() -> None:
    assert list(LimitedLines("nothing.here").answers(["a", "b"])) == [None, None]
