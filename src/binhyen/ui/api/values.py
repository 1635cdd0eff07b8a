"""Values of requests and answers that all routers share: strict days, closed sets of names."""

import re
from datetime import date
from typing import Annotated

from ninja import Schema
from pydantic import BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _day(value: object) -> object:
    """Take days as 2026-11-05 and nothing else: a bare number would count as seconds since 1970."""
    if isinstance(value, date):
        return value
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    kind = "day"
    raise PydanticCustomError(kind, "not a day")


Day = Annotated[date, BeforeValidator(_day)]


class Asked(Schema):
    """What a request may say; a name that is not known is refused, never passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Answer(Schema):
    """What an answer says."""

    model_config = ConfigDict(frozen=True)
