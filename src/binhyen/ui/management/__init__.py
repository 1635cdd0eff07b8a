"""Commands whose mistakes of typing are answered in Vietnamese, as everything else that they print."""

import re
import sys
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext

from binhyen.kernel.findings import Refusal

BAD_INPUT = 2
_SAID = (
    (r"the following arguments are required: (.+)", "Thiếu tham số: {}."),
    (r"unrecognized arguments: (.+)", "Không hiểu tham số: {}."),
    (r"argument (.+): expected (?:one|at least one) argument", "Tham số {} cần một giá trị."),
    (r"argument (.+): expected \d+ arguments?", "Tham số {} thiếu giá trị."),
    (r"argument (.+): invalid choice: (.+) \(choose from (.+)\)", "Tham số {} không nhận {}. Chọn một trong: {}."),
    (r"argument (.+): invalid int value: (.+)", "Tham số {} cần một số nguyên, không phải {}."),
    (r"argument (.+): invalid \w+ value: (.+)", "Tham số {} không nhận {}."),
    (r"argument (.+): not allowed with argument (.+)", "Không dùng {} cùng với {}."),
    (r"argument (.+): ignored explicit argument (.+)", "Tham số {} không nhận giá trị {}."),
    (r"ambiguous option: (.+) could match (.+)", "Tham số {} chưa rõ, có thể là: {}."),
    (r"one of the arguments (.+) is required", "Cần một trong các tham số: {}."),
)


def in_vietnamese(message: str) -> str:
    """Say one of argparse's messages in Vietnamese; one that is not known stands after a Vietnamese word."""
    for pattern, said in _SAID:
        found = re.fullmatch(pattern, message)
        if found:
            return said.format(*found.groups())
    return f"Tham số sai: {message}."


class SayingParser(CommandParser):
    """A parser that names the mistake, then the usage, and ends with 2."""

    def error(self, message: str) -> NoReturn:
        """Refuse what was typed: on the command line by exit 2, from code by `CommandError`."""
        said = in_vietnamese(message)
        if not self.called_from_command_line:
            raise CommandError(said, returncode=BAD_INPUT)
        usage = self.format_usage().replace("usage:", "Cách dùng:", 1)
        self.exit(BAD_INPUT, f"{said}\n{usage}")


class SayingCommand(BaseCommand):
    """A command that speaks Vietnamese: its parser, and what it refuses."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:  # noqa: ANN401 - Django's signature
        """Return Django's parser with all its arguments, but our words for mistakes."""
        plain = super().create_parser(prog_name, subcommand, **kwargs)
        return SayingParser(
            prog=plain.prog,
            description=plain.description,
            formatter_class=plain.formatter_class,
            parents=[plain],
            add_help=False,
            called_from_command_line=plain.called_from_command_line,
        )

    def refuse(self, sentence: str) -> NoReturn:
        """Say what is wrong and end with 2."""
        self.stderr.write(sentence)
        sys.exit(BAD_INPUT)

    def refuse_all(self, refusal: Refusal) -> NoReturn:
        """Say everything that a refusal found and end with 2."""
        self.refuse("; ".join(gettext(one.message) % one.params for one in refusal.findings))
