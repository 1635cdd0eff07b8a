"""`binhyen recognise`: conclude from a facts file whether a unit meets the standard, or list the facts it asks for."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import override

from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import short_date
from binhyen.recognition.rules.engine import evaluate
from binhyen.recognition.rules.facts import fact_specs, facts_to_plain, parse_facts
from binhyen.recognition.rules.facts_file import FactsFile, read_facts_file
from binhyen.recognition.rules.model import CriterionResult, EngineOptions, Evaluation, Pack, Pooling, Verdict
from binhyen.recognition.rules.shelf import AUTO, RECOGNITION, pack_named, pack_on
from binhyen.recognition.rules.windows import kind_of
from binhyen.recognition.rules.yaml_lines import MAX_CHARACTERS
from binhyen.ui.management import SayingCommand

BAD_INPUT = 2
WORDS = {
    Verdict.MET: gettext_noop("met"),
    Verdict.NOT_MET: gettext_noop("not met"),
    Verdict.CANNOT_CONCLUDE: gettext_noop("cannot conclude"),
    Verdict.NOT_APPLICABLE: gettext_noop("not applicable"),
    Verdict.OUT_OF_SCOPE: gettext_noop("out of scope"),
}


class Command(SayingCommand):
    help = "Kết luận một đơn vị có đạt tiêu chuẩn “An toàn về an ninh, trật tự” hay không, từ một tệp số liệu."
    # The law needs neither database nor settings; a broken pack is refused when it is read.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", metavar="FACTS.yaml", help="tệp số liệu; - để đọc từ bàn phím")
        parser.add_argument("--pack", default="", help=f"{', '.join(RECOGNITION)} hoặc {AUTO}")
        parser.add_argument("--kind", default="", help="loại đơn vị: residential_area, commune, agency, …")
        parser.add_argument("--json", action="store_true", dest="as_json", help="in kết quả dạng JSON")
        parser.add_argument("--list-facts", action="store_true", help="liệt kê số liệu mà bộ tiêu chí hỏi")
        parser.add_argument("--pooling", default=Pooling.ALL.value, help="cách tính tỷ lệ 70%%: all hoặc per_kind")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        with override("vi"):
            if options["list_facts"]:
                self._list_facts(options["pack"], options["kind"])
            else:
                self._recognise(options)

    def _list_facts(self, pack_code: str, kind: str) -> None:
        try:
            _require(pack_code, kind)
            pack = pack_named(RECOGNITION[-1] if pack_code == AUTO else pack_code)
            kind_of(pack, kind)
        except Refused as refusal:
            self._refuse(refusal.findings)
        self._print_json({"pack": pack.code, "kind": kind, "facts": list_of_facts(pack, kind)})

    def _recognise(self, options: dict[str, Any]) -> None:
        facts_file: FactsFile | None = None
        name = options["file"] or ""
        try:
            _require(options["pack"], options["kind"])
            pooling = _pooling(options["pooling"])
            facts_file = _read_file(name)
            pack = _choose(options["pack"], options["kind"], facts_file)
            kind_of(pack, options["kind"])
            facts = parse_facts(pack, options["kind"], facts_file.facts)
            found = evaluate(pack, options["kind"], facts, facts_file.as_of, options=EngineOptions(pooling))
        except Refused as refusal:
            self._refuse(refusal.findings, name, facts_file)
        if options["as_json"]:
            self._print_json(evaluation_to_plain(found))
        else:
            self.stdout.write(table(pack, found))

    def _refuse(self, findings: Iterable[Finding], name: str = "", facts_file: FactsFile | None = None) -> NoReturn:
        for line, finding in sorted(((_line(one, facts_file), one) for one in findings), key=lambda pair: pair[0]):
            self.stderr.write(_place(finding, name, line) + say(finding))
        raise SystemExit(BAD_INPUT)

    def _print_json(self, data: dict[str, object]) -> None:
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))


# ------------------------------------------------------------------ what came in


def _line(finding: Finding, facts_file: FactsFile | None) -> int:
    """Return the line a finding is about, 0 where it is about none."""
    if facts_file is not None:
        return facts_file.line(finding) or 0
    return int(finding.where) if finding.where.isdigit() else 0


def _place(finding: Finding, name: str, line: int) -> str:
    if line:
        return f"{name}, dòng {line}: "
    places = {"recognition.pack_broken": finding.where, "recognition.facts_file_missing": name}
    place = places.get(finding.code, "")
    return f"{place}: " if place else ""


def _require(pack_code: str, kind: str) -> None:
    if not pack_code:
        codes = ", ".join([*RECOGNITION, AUTO])
        message = gettext_noop("Say which pack: --pack with one of %(codes)s.")
        raise Refused(Finding("recognition.pack_missing", message, params={"codes": codes}))
    if not kind:
        kinds = ", ".join(rule.kind for rule in pack_named(RECOGNITION[-1]).kinds)
        message = gettext_noop("Say which kind of unit: --kind with one of %(kinds)s.")
        raise Refused(Finding("recognition.kind_missing", message, params={"kinds": kinds}))


def _pooling(word: str) -> Pooling:
    if word in tuple(one.value for one in Pooling):
        return Pooling(word)
    message = gettext_noop("--pooling must be all or per_kind; “%(word)s” is neither.")
    raise Refused(Finding("recognition.pooling_unknown", message, params={"word": word}))


def _choose(pack_code: str, kind: str, facts_file: FactsFile) -> Pack:
    return pack_on(kind, facts_file.as_of) if pack_code == AUTO else pack_named(pack_code)


def _read_file(name: str) -> FactsFile:
    if not name:
        message = gettext_noop("Give a facts file: binhyen recognise --pack … --kind … FACTS.yaml")
        raise Refused(Finding("recognition.facts_file_missing", message))
    try:
        content = _read_bytes(name).decode("utf-8-sig")
    except OSError as fault:
        message = _UNREADABLE.get(type(fault), _UNREADABLE[OSError])
        raise Refused(Finding("recognition.facts_file_missing", message, where="file")) from None
    except ValueError:
        message = gettext_noop("The file is not UTF-8 text. Save it as UTF-8.")
        raise Refused(Finding("recognition.facts_file_shape", message, where="file")) from None
    return read_facts_file(content)


_UNREADABLE = {
    FileNotFoundError: gettext_noop("There is no such file. Check its path."),
    IsADirectoryError: gettext_noop("This is a folder. Give a file."),
    PermissionError: gettext_noop("The file may not be read. Check its permissions."),
    OSError: gettext_noop("The file can't be read. Check its path."),
}


def _read_bytes(name: str) -> bytes:
    """Read at most a little more than a facts file may hold; the reader refuses what is longer."""
    limit = 4 * MAX_CHARACTERS + 1
    if name == "-":
        return sys.stdin.buffer.read(limit)
    with Path(name).open("rb") as opened:
        return opened.read(limit)


# ------------------------------------------------------------------ what goes out


def say(finding: Finding) -> str:
    """Say a finding in the language in force."""
    return _(finding.message) % finding.params


def list_of_facts(pack: Pack, kind: str) -> list[dict[str, object]]:
    """List a kind's facts as the contract names them."""
    return [
        {
            "name": spec.name,
            "type": spec.type.value,
            "criteria": list(spec.criteria),
            "required": spec.required,
            "label": spec.label,
            "choices": list(spec.choices),
            "words": list(spec.words),
        }
        for spec in fact_specs(pack, kind)
    ]


def evaluation_to_plain(found: Evaluation) -> dict[str, object]:
    """Turn an evaluation into the contract's JSON, with what it was concluded under."""
    return {
        "verdict": found.verdict.value,
        "pack": found.pack,
        "kind": found.kind,
        "year": found.year,
        "window": {"start": found.window.start.isoformat(), "end": found.window.end.isoformat()},
        "scope": _result_to_plain(found.scope),
        "criteria": [{"id": one.id, **_result_to_plain(one)} for one in found.criteria],
    }


def _result_to_plain(result: CriterionResult) -> dict[str, object]:
    return {
        "verdict": result.verdict.value,
        "reason": say(result.reason),
        "facts": facts_to_plain(result.facts),
        "source": result.source,
    }


def table(pack: Pack, found: Evaluation) -> str:
    """Lay an evaluation out for reading."""
    window = f"{short_date(found.window.start)} – {short_date(found.window.end)}"
    rows = [(one.id, _(WORDS[one.verdict]), say(one.reason)) for one in found.criteria]
    ids = max((len(row[0]) for row in rows), default=0)
    verdicts = max((len(row[1]) for row in rows), default=0)
    return "\n".join(
        [
            f"{pack.source.instrument} ({pack.code}) · năm xét {found.year} ({window})",
            f"Phạm vi: {say(found.scope.reason)}",
            *(f"  {one:<{ids}}  {verdict:<{verdicts}}  {reason}" for one, verdict, reason in rows),
            f"Kết luận: {_(WORDS[found.verdict])}",
        ]
    )
