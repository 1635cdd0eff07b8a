"""One question to the lake, fresh and in the viewer's name."""

from collections.abc import Sequence
from typing import Any

import ibis

from binhyen.analytics.lake.opening import fresh
from binhyen.analytics.marts.tables import mart_of
from binhyen.analytics.measures import answer
from binhyen.analytics.rules.questions import Question


def ask(code: str, question: Question) -> Sequence[Any]:
    """Answer a question by one measure: rows of `analytics.rules.answers`.

    What is saved the moment before is in the answer. Refused, with the reason, for what cannot be asked.
    """
    engine = ibis.duckdb.from_connection(fresh().connection.cursor())
    return answer(code, mart_of(engine), question).rows()
