"""Adds to the actor the units that the post speaks for."""

from dataclasses import replace
from typing import cast

from django.http import HttpRequest, HttpResponseBase

from binhyen.kernel.actors import Role
from binhyen.ui.http import Next, Request
from binhyen.units.queries import units_represented


class RepresentationMiddleware:
    """One query, and only for representatives of units."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        actor = getattr(request, "actor", None)
        if actor is not None and actor.role is Role.UNIT_REPRESENTATIVE:
            known = cast("Request", request)
            known.actor = replace(actor, units=units_represented(actor.post_id, known.now.date()))
        return self.get_response(request)
