"""One question to the lake, fresh and in the viewer's name."""

from collections.abc import Sequence
from typing import Any

from binhyen.analytics.rules.questions import Question


def ask(code: str, question: Question) -> Sequence[Any]:
    """Answer a question by one measure: rows of `analytics.rules.answers`.

    What is saved the moment before is in the answer. Refused, with the reason, for what cannot be asked. Engines are
    loaded with the first question: most pages, and most commands, ask none.
    """
    from binhyen.analytics.lake.opening import tail  # noqa: PLC0415
    from binhyen.analytics.lake.status import read_or_refusal  # noqa: PLC0415
    from binhyen.analytics.marts.serving import fresh_mart  # noqa: PLC0415
    from binhyen.analytics.measures import answer  # noqa: PLC0415

    with read_or_refusal(tail()):
        return answer(code, fresh_mart(), question).rows()
