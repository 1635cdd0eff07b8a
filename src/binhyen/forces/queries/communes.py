"""Which commune a place lies in, by its path: many at once, two queries."""

from collections.abc import Iterable

from binhyen.kernel.trees import ancestors, node_of
from binhyen.places.models import Place
from binhyen.places.rules.kinds import Tier


def communes_of(paths: Iterable[str]) -> dict[str, str]:
    """Return the path of the commune of each path; what lies above communes stands for itself. One query."""
    wanted = set(paths)
    nodes = {node_of(above) for path in wanted for above in ancestors(path)}
    communes = set(Place.objects.filter(pk__in=nodes, tier=Tier.COMMUNE).values_list("pk", flat=True))
    return {path: next((up for up in ancestors(path) if node_of(up) in communes), path) for path in wanted}
