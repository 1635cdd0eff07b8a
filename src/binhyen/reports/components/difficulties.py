"""Difficulties and proposals as rows: what was put to whom by when, the answer, what may be done now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from binhyen.reports.components.words import Chip, difficulty_chip, kind_word, period_name
from binhyen.reports.models import Difficulty
from binhyen.reports.queries.difficulties import names_of_places
from binhyen.reports.queries.receiving import titles_of_posts
from binhyen.reports.rules import addresses
from binhyen.reports.rules.threads import DifficultyKind, DifficultyState


@dataclass(frozen=True, slots=True)
class DifficultyRow:
    """One difficulty or proposal."""

    difficulty: Difficulty
    kind: str
    chip: Chip
    addressee: str
    who: str
    answered_by: str
    href: str
    report: str
    period: str


def difficulty_rows(difficulties: Iterable[Difficulty], today: date) -> list[DifficultyRow]:
    """Return rows: two queries, for the names of places and of posts."""
    listed = list(difficulties)
    places = names_of_places({one.addressee_id for one in listed}, today)
    posts = titles_of_posts(post for one in listed for post in (one.by_post, one.answered_by_post) if post)
    return [
        DifficultyRow(
            one,
            kind_word(DifficultyKind(one.kind)),
            difficulty_chip(DifficultyState(one.state), one.due_on, today),
            ", ".join(word for word in (one.addressee_agency, places.get(one.addressee_id, "")) if word),
            posts.get(one.by_post, ""),
            posts.get(one.answered_by_post or 0, ""),
            addresses.report(one.report_id),
            one.report.name,
            period_name(one.report.collection.period),
        )
        for one in listed
    ]
