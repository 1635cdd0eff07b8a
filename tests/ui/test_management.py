"""Mistakes of typing are answered in Vietnamese, with exit 2."""

import pytest
from django.core.management import CommandError, CommandParser, call_command

from binhyen.indicators.management.commands.conference import Command as Conference
from binhyen.recognition.management.commands.recognise import Command as Recognise
from binhyen.ui.management import SayingCommand, in_vietnamese


class Errand(SayingCommand):
    """A command with one of each kind of argument."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("place")
        parser.add_argument("--year", type=int)
        parser.add_argument("--kind", choices=["all", "none"])
        one = parser.add_mutually_exclusive_group()
        one.add_argument("--json", action="store_true")
        one.add_argument("--text", action="store_true")

    def handle(self, *_args: object, **_options: object) -> None:
        """Do nothing."""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ([], "Thiếu tham số: place."),
        (["a", "b"], "Không hiểu tham số: b."),
        (["a", "--year"], "Tham số --year cần một giá trị."),
        (["a", "--year", "x"], "Tham số --year cần một số nguyên, không phải 'x'."),
        (["a", "--kind", "x"], "Tham số --kind không nhận 'x'. Chọn một trong: 'all', 'none'."),
        (["a", "--json", "--text"], "Không dùng --text cùng với --json."),
        (["a", "--json=1"], "Tham số --json không nhận giá trị '1'."),
        (["a", "--s=1"], "Tham số --s=1 chưa rõ, có thể là: --settings, --skip-checks."),
    ],
)
def test_each_mistake_has_its_sentence(typed: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        Errand().run_from_argv(["binhyen", "errand", *typed])
    assert end.value.code == 2
    printed = capsys.readouterr().err
    assert printed.splitlines()[0] == said
    assert printed.splitlines()[1].startswith("Cách dùng: binhyen errand ")


def test_a_message_that_nobody_knows_is_still_shown() -> None:
    assert in_vietnamese("odd") == "Tham số sai: odd."


def test_from_code_it_is_an_error_of_the_command() -> None:
    with pytest.raises(CommandError) as fault:
        call_command(Errand())
    assert fault.value.returncode == 2


@pytest.mark.parametrize("command", [Recognise(), Conference()])
def test_the_contracts_of_the_command_line_speak_so(command: SayingCommand, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        command.run_from_argv(["binhyen", "x", "--wrong"])
    assert end.value.code == 2
    assert capsys.readouterr().err.startswith("Không hiểu tham số: --wrong.")
