"""From the texts of a folder to a pack: YAML, schema, sense. What is broken is refused with file, line and mend."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.rules.model import Pack
from binhyen.recognition.rules.plain import pack_from_data
from binhyen.recognition.rules.sense import senseless
from binhyen.recognition.rules.yaml_lines import Path, Written, read_yaml

PACK_FILE, CRITERIA_FILE = "pack.yaml", "criteria.yaml"


@dataclass(frozen=True, slots=True)
class Folder:
    """A pack's folder as read: its name, the two texts, and their data with lines."""

    name: str
    files: Mapping[str, Written]

    @property
    def data(self) -> dict[str, Any]:
        """Both files as one mapping."""
        return {key: value for file in self.files.values() for key, value in _mapping(file.data).items()}

    def place(self, path: Path) -> str:
        """Return "folder/file:line" of a path."""
        file = CRITERIA_FILE if path and path[0] == "groups" else PACK_FILE
        return f"{self.name}/{file}:{self.files[file].line(path)}"


def read_folder(name: str, texts: Mapping[str, str]) -> Folder:
    """Read both files; refuse with file and line what is no YAML mapping."""
    files = {}
    for file in (PACK_FILE, CRITERIA_FILE):
        try:
            files[file] = read_yaml(texts[file])
        except Refused as refusal:
            raise Refused(*(_placed(one, f"{name}/{file}:{one.where}") for one in refusal.findings)) from None
        if not isinstance(files[file].data, Mapping):
            message = gettext_noop("the file must hold “name: value” lines.")
            raise Refused(_broken(f"{name}/{file}:1", message))
    return Folder(name, files)


def build_pack(folder: Folder, schema: Mapping[str, Any], amended: Mapping[str, Any] | None = None) -> Pack:
    """Build the pack of a folder; what an amending pack does not say, it takes from the amended one."""
    data = merge(amended, folder.data) if amended else folder.data
    findings = [_misshapen(folder, data, error) for error in _errors(data, schema)]
    if findings:
        raise Refused(*findings)
    try:
        pack = pack_from_data(_days_as_text(data))
    except ValueError as fault:
        raise Refused(_broken(folder.place(()), _BAD_DAY, fault=str(fault))) from None
    senses = [_broken(folder.place(path), message, **params) for path, message, params in senseless(pack, data)]
    if senses:
        raise Refused(*senses)
    return pack


def merge(amended: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Lay an amending pack over the amended one: its keys replace, its groups replace those of the same id."""
    groups = own.get("groups") or []
    if not isinstance(groups, list) or not all("id" in _mapping(one) for one in groups):
        return {**amended, **own}
    merged = {one["id"]: one for one in (*amended["groups"], *groups)}
    return {**amended, **own, "groups": list(merged.values())}


def _errors(data: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterable[ValidationError]:
    found = Draft202012Validator(schema).iter_errors(_days_as_text(data))
    return sorted(found, key=lambda error: [str(part) for part in error.absolute_path])


def _misshapen(folder: Folder, data: Mapping[str, Any], error: ValidationError) -> Finding:
    path = tuple(error.absolute_path)
    place = folder.place(path)
    where = _spoken(data, path) or folder.name
    if error.validator == "required":
        missing = [name for name in _words(error.validator_value) if name not in _mapping(error.instance)]
        return _broken(place, _LACKS, where=where, names=", ".join(missing))
    if error.validator == "additionalProperties":
        known = _mapping(_mapping(error.schema).get("properties"))
        extra = [name for name in _mapping(error.instance) if name not in known]
        return _broken(folder.place((*path, *extra[:1])), _EXTRA, where=where, names=", ".join(extra))
    if error.validator == "enum":
        return _broken(place, _CHOOSE, where=where, choices=", ".join(_words(error.validator_value)))
    if error.schema is False:
        return _broken(place, _EXTRA, where=where, names=str(path[-1]))
    rule = f"{error.validator}: {error.validator_value}"
    return _broken(place, _WRONG, where=where, value=str(error.instance)[:60], rule=rule[:120])


def _spoken(data: Any, path: Path) -> str:  # noqa: ANN401 - any YAML value
    """Write a path with the ids, names and kinds that people know instead of positions."""
    words = []
    for part in path:
        data = data[part] if isinstance(part, int) else _mapping(data).get(part)
        names = (_mapping(data).get(key) for key in ("id", "name", "kind", "step"))
        words.append(str(next((name for name in names if name), part)) if isinstance(part, int) else str(part))
    return ".".join(words)


_LACKS = gettext_noop("“%(where)s” lacks %(names)s. Add it.")
_EXTRA = gettext_noop("“%(where)s” may not have %(names)s. Remove it or correct its name.")
_CHOOSE = gettext_noop("“%(where)s” must be one of %(choices)s.")
_WRONG = gettext_noop("“%(where)s” can't be “%(value)s” (%(rule)s). Correct it.")
_BAD_DAY = gettext_noop("a day does not exist (%(fault)s). Correct it.")


def _broken(place: str, message: str, **params: str) -> Finding:
    return Finding("recognition.pack_broken", message, params=params, where=place)


def _words(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _placed(finding: Finding, place: str) -> Finding:
    return Finding("recognition.pack_broken", finding.message, params=finding.params, where=place)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _days_as_text(value: Any) -> Any:  # noqa: ANN401 - any YAML value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _days_as_text(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_days_as_text(one) for one in value]
    return value
