"""Modules run on somebody's file in a process of their own, with little to use."""

from binhyen.kernel.sandbox import SandboxLimits, run_limited


def test_what_the_module_prints_comes_back() -> None:
    assert b"usage" in (run_limited("json.tool", "--help") or b"").lower()


def test_a_module_that_fails_is_a_no() -> None:
    assert run_limited("json.tool", "/nothing/here") is None


def test_too_little_memory_is_a_no() -> None:
    assert run_limited("json.tool", "--help", limits=SandboxLimits(memory=1_000_000)) is None


def test_a_module_that_takes_too_long_is_ended() -> None:
    assert run_limited("http.server", "0", limits=SandboxLimits(wall=1)) is None
