"""The API as a whole: noes become problems, and the description says what each operation needs and how it fails."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationErrorContext
from ninja.openapi.schema import OpenAPISchema

from binhyen.kernel.findings import Refusal
from binhyen.ui.api.answers import Unknown, WrongValues
from binhyen.ui.api.bodies import ExactParser, too_large
from binhyen.ui.api.describing import complete
from binhyen.ui.api.invalid import invalid
from binhyen.ui.http import problem


class HouseApi(NinjaAPI):
    """An API whose errors are problems (RFC 9457). Its pages for people are ours: it has none of its own."""

    def __init__(self, **named: Any) -> None:  # noqa: ANN401 - ninja's own
        super().__init__(parser=ExactParser(), docs_url=None, urls_namespace="api", **named)

    def set_default_exception_handlers(self) -> None:
        """Answer noes; everything else is a fault and goes on to Django."""
        self.add_exception_handler(Refusal, _refused)
        self.add_exception_handler(Http404, _not_found)
        self.add_exception_handler(HttpError, _unreadable)
        self.add_exception_handler(RequestDataTooBig, _too_large)

    def validation_error_from_error_contexts(  # type: ignore[override]  # raised like ninja's own
        self, error_contexts: list[ValidationErrorContext[Any]]
    ) -> Refusal:
        """Return the refusal that names every wrong value."""
        return WrongValues(
            *(
                invalid(
                    error,
                    source=str(context.model.__ninja_param_source__),
                    wrapped=hasattr(context.model, "__read_from_single_attr__"),
                )
                for context in error_contexts
                for error in context.pydantic_validation_error.errors(include_url=False, include_input=False)
            )
        )

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """Return the description in the language that is in force."""
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        complete(schema)
        return schema


def _refused(request: HttpRequest, refusal: Any) -> HttpResponse:  # noqa: ANN401 - ninja gives class or instance
    answer = problem(request, refusal.status, refusal.findings)
    if refusal.status == Unknown.status:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="Binh Yen"'
    return answer


def _not_found(request: HttpRequest, _error: object) -> HttpResponse:
    return problem(request, 404)


def _unreadable(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ANN401 - ninja gives class or instance
    """Ninja wraps what the parser raised: tell what that was."""
    if isinstance(error.__cause__, Refusal):
        return _refused(request, error.__cause__)
    return problem(request, error.status_code)


def _too_large(request: HttpRequest, _error: object) -> HttpResponse:
    return _refused(request, too_large(settings.DATA_UPLOAD_MAX_MEMORY_SIZE))
