"""What a decision over dossiers says, for its paper and for the look at it before it is signed."""

from collections.abc import Mapping, Sequence

from binhyen.recognition.letters import DecisionText, Listed
from binhyen.recognition.models import Dossier
from binhyen.recognition.queries.packs import frame_of
from binhyen.recognition.rules.citations import citation
from binhyen.recognition.rules.deciding import Ruling
from binhyen.recognition.rules.lifecycle import DecisionKind


def decision_text(
    ruling: Ruling, dossiers: Sequence[Dossier], places: Mapping[int, str], bases: tuple[str, ...] = ()
) -> DecisionText:
    """Return the words of a decision: units by kind and name. Needs `round` and `pack` loaded, and one dossier."""
    ground = ruling.ground.strip() if ruling.kind is not DecisionKind.RECOGNISE else ""
    ordered = sorted(dossiers, key=lambda one: (one.kind, one.sort_key, one.pk))
    listed = tuple(Listed(one.name, one.report_kind, places.get(one.commune_id, ""), ground) for one in ordered)
    first = dossiers[0]
    return DecisionText(ruling.kind, first.round.year, citation(frame_of(first).pack.source), listed, bases)
