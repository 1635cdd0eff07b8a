"""The door of each operation: a key with the scope that it needs, and no address word that nobody reads."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from ninja import Router

from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Forbidden
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.scopes import Scope
from binhyen.ui.api.answers import Unknown, WrongValues

SCOPE = "x-scope"
"""Under this name an operation's description holds the scope that it needs."""


class Needs:
    """Lets a request through whose key has a scope. The storey of accounts has read the key before."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.known: frozenset[str] = frozenset()
        """Names that the operation reads from the address."""

    def __call__(self, request: HttpRequest) -> Actor:
        """Return who acts; 401 without a key that is valid, 403 when it may not be used for this."""
        actor: Actor | None = getattr(request, "actor", None)
        if actor is None:
            raise Unknown(_no_actor(request))
        if self.scope not in getattr(request, "granted", ()):
            message = gettext_noop("This key may not be used for “%(scope)s”. Make one that may.")
            raise Forbidden(Finding("api.scope", message, params={"scope": self.scope.value}))
        strangers = [name for name in request.GET if name not in self.known]
        if strangers:
            raise WrongValues(*map(_stranger, strangers[:20]))
        return actor


class ApiRouter(Router):
    """A storey's operations. Each names the scope that it needs; one without can't be declared."""

    def add_api_operation(
        self,
        path: str,
        methods: list[str],
        view_func: Callable[..., Any],
        *,
        auth: object = None,
        **named: Any,  # noqa: ANN401 - ninja's own names, passed on
    ) -> None:
        """Declare an operation under the name of its function."""
        if not isinstance(auth, Needs):
            msg = f"{view_func.__name__} needs auth=Needs(scope)"
            raise TypeError(msg)
        if not (named.get("summary") and named.get("description")):
            msg = f"{view_func.__name__} needs a summary and a description for its readers"
            raise TypeError(msg)
        named["operation_id"] = named["url_name"] = view_func.__name__
        named["openapi_extra"] = {**(named.get("openapi_extra") or {}), SCOPE: auth.scope.value}
        super().add_api_operation(path, methods, view_func, auth=auth, **named)
        operation = self.path_operations[path].operations[-1]
        asked = (model for model in operation.models if model.__ninja_param_source__ == "query")
        auth.known = frozenset(name for model in asked for name in getattr(model, "__ninja_flatten_map__", ()))


def _no_actor(request: HttpRequest) -> Finding:
    if "Authorization" not in request.headers:
        message = gettext_noop("Send your key in the header Authorization, as “Bearer” and the key.")
        return Finding("api.no_key", message)
    message = gettext_noop(
        "This key is not valid: it is unknown, past its last day or revoked, or its holder no longer holds the post."
    )
    return Finding("api.wrong_key", message)


def _stranger(name: str) -> Finding:
    message = gettext_noop("“%(name)s” is not known here.")
    return Finding("api.unknown_name", message, params={"name": name[:60]}, where=f"?{name[:60]}")
