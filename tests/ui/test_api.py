"""What every API door shares: bodies read exactly, noes told as problems with their places, a description that holds."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest
from django.test import Client, RequestFactory
from django.urls import URLPattern
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from ninja import Query
from pydantic import Field

from binhyen.config.api import api
from binhyen.kernel.findings import Finding, Forbidden, Refusal, Refused, Severity
from binhyen.kernel.scopes import Scope
from binhyen.ui.api import Answer, ApiRouter, Asked, Day, HouseApi, Needs, TooLarge, read_body
from binhyen.ui.api.bodies import read_json
from binhyen.ui.components.problems import Problem, error_of, place_of
from binhyen.ui.components.reference import sample
from binhyen.ui.http import ProblemMiddleware, problem

MANY = 2_000


class Line(Asked):
    cell: str = Field(max_length=60)
    amount: Decimal
    on: Day | None = None


class Sent(Asked):
    version: int = Field(ge=0)
    lines: list[Line] = Field(max_length=3)


class Told(Answer):
    total: Decimal


class Wanted(Asked):
    limit: int = Field(10, ge=1, le=50)
    on: Day | None = None


router = ApiRouter()


@router.put("/{code}", auth=Needs(Scope.REPORTS_WRITE), response=Told, summary="Put", description="Lines.")
def put_lines(request: HttpRequest, code: str, sent: Sent, asked: Query[Wanted]) -> Told:
    noes: dict[str, Exception] = {
        "refused": Refused(Finding("reports.closed", "Closed.", where="models_total|status=new")),
        "forbidden": Forbidden(Finding("permission.role", "No.")),
        "absent": Http404(),
        "large": RequestDataTooBig(),
    }
    if code in noes:
        raise noes[code]
    return Told(total=sum((line.amount for line in sent.lines), Decimal(0)))


some_api = HouseApi(title="Some", version="1")
some_api.add_router("/lines", router)
VIEW: Any = next(one for one in some_api.urls[0] if isinstance(one, URLPattern) and one.name == "put_lines").callback


def put(body: object, code: str = "x", *, address: str = "", media: str = "application/json") -> Any:
    content = body if isinstance(body, (str, bytes)) else json.dumps(body)
    request = RequestFactory().put(f"/api/v1/lines/{code}{address}", content, content_type=media)
    request.actor, request.granted = object(), {Scope.REPORTS_WRITE}  # type: ignore[attr-defined]
    return VIEW(request, code=code)


def told(answer: Any) -> tuple[int, list[tuple[str, object]]]:
    """Return the status, and code and place of each error."""
    assert answer.headers["Content-Type"] == "application/problem+json"
    said = json.loads(answer.content)
    assert said["status"] == answer.status_code
    assert said["instance"].startswith("/api/")
    where = [
        [error[name] for name in ("pointer", "parameter", "row", "cell") if name in error]
        for error in said.get("errors", [])
    ]
    return answer.status_code, [
        (error["code"], one[0] if one else None) for error, one in zip(said.get("errors", []), where, strict=True)
    ]


GOOD = {"version": 1, "lines": [{"cell": "models_total", "amount": 3}]}


def test_amounts_in_bodies_are_exact() -> None:
    body = '{"version": 1, "lines": [{"cell": "a", "amount": 0.1}, {"cell": "b", "amount": 0.2}]}'
    assert json.loads(put(body).content) == {"total": "0.3"}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('{"version": 1, "lines": [', (400, [("api.no_json", None)])),
        ("[" * 100_000, (400, [("api.unreadable_json", None)])),
        ('{"version": 1e9999999999999999999}', (400, [("api.unreadable_json", None)])),
        (b"\xff\xfe", (400, [("api.unreadable_json", None)])),
        ('{"version": NaN, "lines": []}', (400, [("api.no_number", None)])),
        ('{"version": 1, "version": 2, "lines": []}', (400, [("api.said_twice", None)])),
        ('{"version": 1, "lines": [], "x": "a\\u0000b"}', (422, [("api.not_text", "/x")])),
        ('{"version": 1, "lines": [], "x\\u202e": "a"}', (422, [("api.not_text", "/")])),
        ("{}", (422, [("api.missing", "/version"), ("api.missing", "/lines")])),
        ({**GOOD, "version": -1}, (422, [("api.too_small", "/version")])),
        ({**GOOD, "version": "x"}, (422, [("api.no_whole_number", "/version")])),
        ({**GOOD, "versoin": 1}, (422, [("api.unknown_name", "/versoin")])),
        ({**GOOD, "lines": {}}, (422, [("api.no_list", "/lines")])),
        ({**GOOD, "lines": GOOD["lines"] * 4}, (422, [("api.too_long", "/lines")])),  # type: ignore[operator]
        (
            {"version": 1, "lines": [GOOD["lines"][0], {"cell": 3, "amount": "nhiều", "on": 20261105}]},  # type: ignore[index]
            (
                422,
                [("api.no_text", "/lines/1/cell"), ("api.no_number", "/lines/1/amount"), ("api.no_day", "/lines/1/on")],
            ),
        ),
        ("[]", (422, [("api.unreadable", "/")])),
        ("", (422, [("api.missing", "/")])),
    ],
)
def test_a_wrong_body_is_told_by_code_and_place(body: object, expected: tuple[int, list[tuple[str, object]]]) -> None:
    status, found = told(put(body))
    assert (status, sorted(found, key=str)) == (expected[0], sorted(expected[1], key=str))


def test_a_body_in_another_form_is_refused() -> None:
    assert told(put("cell=1", media="application/x-www-form-urlencoded")) == (415, [("api.media_type", None)])


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("?limit=0", ("api.too_small", "limit")),
        ("?limit=51", ("api.too_great", "limit")),
        ("?on=31/12/2026", ("api.no_day", "on")),
        ("?on=2026-02-31", ("api.no_day", "on")),
        ("?on=1793836800", ("api.no_day", "on")),
        ("?limmit=1", ("api.unknown_name", "limmit")),
    ],
)
def test_a_wrong_word_in_the_address_is_told_by_its_name(address: str, found: tuple[str, str]) -> None:
    assert told(put(GOOD, address=address)) == (422, [found])


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("refused", (409, [("reports.closed", "models_total|status=new")])),
        ("forbidden", (403, [("permission.role", None)])),
        ("absent", (404, [])),
        ("large", (413, [("api.too_large", None)])),
    ],
)
def test_a_no_of_the_house_has_its_status_and_place(code: str, expected: tuple[int, list[tuple[str, object]]]) -> None:
    assert told(put(GOOD, code)) == expected


def test_an_operation_without_a_scope_cannot_be_declared() -> None:
    with pytest.raises(TypeError, match="needs auth"):
        ApiRouter().get("/open")(lambda _request: None)
    with pytest.raises(TypeError, match="needs a summary"):
        ApiRouter().get("/mute", auth=Needs(Scope.PLACES_READ))(lambda _request: None)


def outcome(body: bytes) -> int:
    try:
        read_json(body)
    except Refusal as refusal:
        return refusal.status
    return 200


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_body_is_a_fault(body: bytes) -> None:
    assert outcome(body) in (200, 400, 422)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.text('aăđ"\\/ ~'),
        lambda inner: st.lists(inner) | st.dictionaries(st.text("abc"), inner),
    )
)
def test_what_is_json_is_read_as_it_was_written(value: object) -> None:
    assert read_json(json.dumps(value).encode()) == value


@pytest.mark.parametrize("text", ["\\u0000", "\\\\u0000", "Số 1\u200b", "a\tb\nc"])
def test_only_signs_themselves_are_refused_not_words_about_them(text: str) -> None:
    assert read_json(json.dumps({"x": text}).encode()) == {"x": text}


def test_a_long_body_is_read_in_pieces_and_refused_when_too_long() -> None:
    sent = RequestFactory().post("/api/v1/x", b"x" * 700_000, content_type="application/json")
    assert sum(len(piece) for piece in read_body(sent, 700_000)) == 700_000
    again = RequestFactory().post("/api/v1/x", b"x" * 700_000, content_type="application/json")
    with pytest.raises(TooLarge):
        next(read_body(again, 699_999))
    lying = RequestFactory().post("/api/v1/x", b"x" * 700_000, content_type="application/json")
    del lying.META["CONTENT_LENGTH"]
    with pytest.raises(TooLarge):
        list(read_body(lying, 100_000))


def test_a_place_is_told_by_its_kind() -> None:
    kinds = [place_of(where) for where in ("", "/cells/3", "?under", "12", "models_total|status=new")]
    assert kinds == [
        {},
        {"pointer": "/cells/3"},
        {"parameter": "under"},
        {"row": 12},
        {"cell": "models_total|status=new"},
    ]


def test_a_finding_says_all_that_it_knows() -> None:
    params = {"a": Decimal("1.50"), "n": 2, "d": None}
    finding = Finding("x.y", "Is %(a)s.", Severity.WARNING, params, "12", "TT 124/2021")
    assert error_of(finding) == {
        "code": "x.y",
        "row": 12,
        "message": "Is 1,50.",
        "severity": "warning",
        "params": {"a": "1.50", "n": 2, "d": None},
        "source": "TT 124/2021",
    }


def test_a_status_without_words_of_its_own_is_told_in_general() -> None:
    assert json.loads(Problem(418).as_json())["title"] == json.loads(Problem(400).as_json())["title"]
    assert json.loads(Problem(503).as_json())["title"] == json.loads(Problem(500).as_json())["title"]


@pytest.mark.django_db
class TestOverHttp:
    """Through every middleware."""

    @pytest.fixture
    def client(self) -> Client:
        return Client(raise_request_exception=False)

    @pytest.mark.parametrize(
        ("method", "path", "status"),
        [
            ("get", "/api/v1/khong-co", 404),
            ("get", "/api/v2/places", 404),
            ("get", "/api/v1/", 404),
            ("post", "/api/v1/places", 405),
            ("get", "/api/v1/places?q=a%00b", 400),
            ("get", f"/api/v1/places/{'9' * 300}", 404),
            ("get", "/api/v1/places", 401),
        ],
    )
    def test_every_error_is_a_problem(self, client: Client, method: str, path: str, status: int) -> None:
        answer = getattr(client, method)(path)
        assert told(answer)[0] == status
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]

    def test_a_wrong_method_says_which_are_right(self, client: Client) -> None:
        assert client.post("/api/v1/places").headers["Allow"] == "GET"

    def test_no_form_and_no_token_of_forms_is_asked_for(self) -> None:
        browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
        assert told(browser.post("/api/v1/places", {"a": "1"}))[0] == 405

    def test_a_fault_tells_nothing(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(_digest: str, _on: object) -> None:
            msg = "secret of the database"
            raise RuntimeError(msg)

        monkeypatch.setattr("binhyen.accounts.http.keys.bearer_of", broken)
        answer = client.get("/api/v1/places", headers={"Authorization": "Bearer by_x"})
        assert told(answer) == (500, [])
        assert "secret" not in answer.content.decode()

    def test_words_are_vietnamese_unless_english_is_asked_for(self, client: Client) -> None:
        vietnamese = client.get("/api/v1/places").json()
        english = client.get("/api/v1/places", headers={"Accept-Language": "en"}).json()
        french = client.get("/api/v1/places", headers={"Accept-Language": "fr"}).json()
        assert english["title"] == "The key is missing or not valid"
        assert vietnamese["title"] != english["title"]
        assert french["title"] == vietnamese["title"]

    def test_the_reference_shows_every_operation_without_a_script(self, client: Client) -> None:
        page = client.get("/api/v1/tai-lieu/").content.decode()
        schema = client.get("/api/v1/openapi.json").json()
        missing = [one["operationId"] for _, one in operations(schema) if f'id="{one["operationId"]}"' not in page]
        assert not missing
        assert not re.findall(r"<script(?![^>]*\bsrc=)|cdn|https?://(?!testserver|127\.0\.0\.1|www\.w3\.org)", page)
        assert all(f'id="{status}"' in page for status in (400, 401, 403, 404, 405, 409, 413, 415, 422, 500))

    def test_only_the_api_is_answered_in_problems(self, client: Client) -> None:
        assert client.get("/khong-co/").headers["Content-Type"].startswith("text/html")


def test_a_problem_is_not_told_twice() -> None:
    request = RequestFactory().get("/api/v1/x")
    first = problem(request, 409, [Finding("a.b", "No.")])
    assert ProblemMiddleware(lambda _request: first)(request) is first


# ---------------------------------------------------------------- the description


def operations(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((path, one) for path, methods in schema["paths"].items() for one in methods.values())


def described(language: str = "vi") -> dict[str, Any]:
    with override(language):
        found: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))
    return found


def refs(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        yield from ([part["$ref"]] if isinstance(part.get("$ref"), str) else [])
        yield from (ref for value in part.values() for ref in refs(value))
    elif isinstance(part, list):
        yield from (ref for value in part for ref in refs(value))


def pointed(schema: dict[str, Any], ref: str) -> object:
    found: Any = schema
    for name in ref.removeprefix("#/").split("/"):
        found = found.get(name)
    return found


def test_the_description_is_openapi_3_1_with_all_that_it_must_have() -> None:
    schema = described()
    assert schema["openapi"].startswith("3.1.")
    assert schema["info"]["title"]
    assert schema["info"]["version"]
    names = [one["operationId"] for _, one in operations(schema)]
    assert len(names) == len(set(names))
    assert not [ref for ref in refs(schema) if pointed(schema, ref) is None]


def test_every_shape_in_the_description_is_json_schema() -> None:
    schema = described()
    shapes = [*schema["components"]["schemas"].values()]
    shapes += [parameter["schema"] for _, one in operations(schema) for parameter in one["parameters"]]
    for shape in shapes:
        jsonschema.Draft202012Validator.check_schema(shape)
    assert len(shapes) > 5


def test_words_in_addresses_are_the_described_parameters() -> None:
    for path, one in operations(described()):
        in_path = {parameter["name"] for parameter in one["parameters"] if parameter["in"] == "path"}
        assert in_path == set(re.findall(r"{(\w+)}", path))
        assert all(parameter["required"] for parameter in one["parameters"] if parameter["in"] == "path")


def test_every_operation_names_a_scope_and_how_it_fails() -> None:
    schema = described()
    for _, one in operations(schema):
        assert one["security"] == [{"key": [Scope(one["x-scope"])]}]
        assert {"401", "403", "500"} <= set(one["responses"])
    assert schema["components"]["securitySchemes"]["key"]["scheme"] == "bearer"


def test_every_example_is_what_it_is_an_example_of() -> None:
    schema = described()
    shown = 0
    for shape in schema["components"]["schemas"].values():
        whole = {**shape, "components": schema["components"]}
        for example in shape.get("examples", []):
            jsonschema.Draft202012Validator(whole).validate(example)
            shown += 1
    assert shown


def test_every_shape_has_a_sample_that_it_allows() -> None:
    schema = described()
    for shape in schema["components"]["schemas"].values():
        whole = {**shape, "components": schema["components"]}
        jsonschema.Draft202012Validator(whole).validate(sample(schema, shape))


def test_the_description_speaks_the_language_of_its_reader_and_forgets_none() -> None:
    english, vietnamese, again = described("en"), described("vi"), described("en")
    assert english == again
    assert english["paths"]["/api/v1/places"]["get"]["summary"] == "Places on a day"
    assert vietnamese["paths"]["/api/v1/places"]["get"]["summary"] != "Places on a day"
