"""A desk at which a report form is built, as a browser without scripts sends it."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

from binhyen.indicators.actions.forms import NewForm, create_form, install_shipped_forms
from binhyen.indicators.models import FormVersion
from binhyen.indicators.queries.forms import content_of
from binhyen.indicators.rules.forms import FormContent
from binhyen.kernel.actors import SYSTEM
from tests.accounts.factories import AT, Person

ROOT = "/so-lieu/bieu-mau/"
"""Where forms stand."""


class Desk:
    """Ông Hùng at a draft: what he sends always rests on the draft as it is."""

    def __init__(self, client: Client, version: FormVersion) -> None:
        self.client, self.pk, self.path = client, version.pk, f"{ROOT}{version.form.code}/"

    @property
    def version(self) -> FormVersion:
        return FormVersion.objects.get(pk=self.pk)

    @property
    def content(self) -> FormContent:
        return content_of(self.version)

    @property
    def keys(self) -> list[str]:
        return [f"{one.key}:{','.join(line.key for line in one.lines)}" for one in self.content.sections]

    def send(self, page: str, **given: Any) -> HttpResponse:
        given.setdefault("base", self.version.content_hash)
        answer = self.client.post(f"{self.path}soan/{page}", {name.replace("__", ":"): given[name] for name in given})
        assert isinstance(answer, HttpResponse)
        return answer


def a_desk(client: Client, hung: Person) -> Desk:
    """Let Ông Hùng begin a form of the month from the shelf's."""
    month = next(one for one in install_shipped_forms(by=SYSTEM, at=AT) if one.form.code == "phong-trao-thang")
    wanted = NewForm(hung.actor.place_id, "Biểu tháng của tỉnh", month)
    return Desk(client, create_form(wanted=wanted, by=hung.actor, at=AT))


def text(answer: Any) -> str:
    """What a page says, without its line breaks."""
    return re.sub(r"\s+", " ", answer.content.decode())
