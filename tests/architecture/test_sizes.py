"""Small pieces: functions to 40 lines, files to 400, and a median that stays small."""

import ast
from statistics import median

from tests.architecture.conftest import modules, named, parsed

FUNCTION_LINES = 40
FILE_LINES = 400


def functions() -> list[tuple[str, int]]:
    return [
        (f"{named(path)}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)
        for path in modules()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_functions_stay_under_forty_lines() -> None:
    long = [f"{name}: {lines}" for name, lines in functions() if lines > FUNCTION_LINES]
    assert not long, "Split these:\n" + "\n".join(long)


def test_files_stay_under_four_hundred_lines() -> None:
    lengths = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    long = [f"{name}: {lines}" for name, lines in lengths.items() if lines > FILE_LINES]
    assert not long, "Make a package of the same name:\n" + "\n".join(long)


def test_the_median_function_is_small_and_nine_of_ten_are_under_twenty_five() -> None:
    lines = sorted(count for _name, count in functions())
    assert median(lines) <= 10
    assert lines[int(len(lines) * 0.9)] <= 25
