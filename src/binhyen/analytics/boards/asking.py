"""One question to the lake, fresh and in the viewer's name."""

from collections.abc import Sequence
from typing import Any

from binhyen.analytics.marts.serving import fresh_mart
from binhyen.analytics.measures import answer
from binhyen.analytics.rules.questions import Question


def ask(code: str, question: Question) -> Sequence[Any]:
    """Answer a question by one measure: rows of `analytics.rules.answers`.

    What is saved the moment before is in the answer. Refused, with the reason, for what cannot be asked.
    """
    return answer(code, fresh_mart(), question).rows()
