"""Dimensions: the words by which a figure is split, as codes with Vietnamese names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from binhyen.kernel.ports import CountedRow


@dataclass(frozen=True, slots=True)
class Dim:
    """One dimension. `values` maps codes to names; `open` dimensions take any text (a scheme's name)."""

    code: str
    name: str
    values: Mapping[str, str]
    open: bool = False

    def allows(self, value: str) -> bool:
        """Tell whether `value` is one of the dimension's codes."""
        return self.open or value in self.values

    def name_of(self, value: str) -> str:
        """Return the Vietnamese name of a value, or the value itself in an open dimension."""
        return self.values.get(value, value)


def dims_from_data(data: Iterable[Mapping[str, object]]) -> tuple[Dim, ...]:
    """Build dimensions from the pack's plain data. Raises `ValueError` for a dimension named twice."""
    dims = tuple(_dim(one) for one in data)
    if len({dim.code for dim in dims}) < len(dims):
        msg = "a dimension is named twice"
        raise ValueError(msg)
    return dims


def _dim(one: Mapping[str, object]) -> Dim:
    values = one.get("values") or {}
    if not isinstance(values, Mapping):
        msg = f"values of {one['code']} must be a table of codes and names"
        raise TypeError(msg)
    named = {str(code): str(name) for code, name in values.items()}
    return Dim(str(one["code"]), str(one["name"]), named, bool(one.get("open")))


def unknown_dims(row: CountedRow, dims: Mapping[str, Dim]) -> tuple[str, ...]:
    """Return `dim=value` for what a row says that the catalogue does not know."""
    return tuple(
        f"{code}={value}" for code, value in row.dims.items() if code not in dims or not dims[code].allows(value)
    )


def overlapping(rows: Iterable[CountedRow]) -> tuple[CountedRow, ...]:
    """Return the rows that say again what an earlier one said: same indicator, same dims."""
    seen: set[tuple[str, frozenset[tuple[str, str]]]] = set()
    repeated = []
    for row in rows:
        key = (row.indicator, frozenset(row.dims.items()))
        if key in seen:
            repeated.append(row)
        seen.add(key)
    return tuple(repeated)
