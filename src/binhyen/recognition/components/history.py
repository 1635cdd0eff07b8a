"""Saved versions of answers in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from binhyen.recognition.components.dossier import said_words, short_id
from binhyen.recognition.models import AnswerRevision, Dossier
from binhyen.recognition.queries.dossiers import titles_of_posts
from binhyen.recognition.queries.packs import frame_of
from binhyen.recognition.rules.assessing import Said
from binhyen.recognition.rules.facts import fact_specs


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One saved version."""

    revision: AnswerRevision
    short: str
    who: str
    words: str


def revision_rows(dossier: Dossier, revisions: Iterable[AnswerRevision]) -> list[RevisionRow]:
    """Return versions with their authors' posts: one query."""
    listed, frame = list(revisions), frame_of(dossier)
    specs = {spec.name: spec for spec in fact_specs(frame.pack, frame.kind)}
    posts = titles_of_posts(one.by_post for one in listed)
    return [
        RevisionRow(
            one,
            short_id(one.answer.criterion),
            posts.get(one.by_post, ""),
            said_words(specs, Said(one.facts, one.judgement, one.reference, one.explanation)),
        )
        for one in listed
    ]
