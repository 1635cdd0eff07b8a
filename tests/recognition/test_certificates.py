"""What the public page says of a certificate whose recognition was taken back, or given anew."""

from datetime import date

import pytest
from django.test import Client

from binhyen.documents.models import Document
from binhyen.recognition.actions.appealing import Review, decide_appeal, file_appeal, review_appeal
from binhyen.recognition.actions.deciding import issue_certificates, revoke
from binhyen.recognition.models import Decision, DecisionItem
from binhyen.recognition.queries.certificates import CertificateState, certificate_standing
from binhyen.recognition.rules.deciding import Ruling
from binhyen.recognition.rules.lifecycle import DecisionKind
from tests.recognition.factories import (
    CERTIFICATES,
    DECIDED_AT,
    Town,
    a_paper,
    in_office,
    recognised,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 17)


@pytest.fixture
def certificate(round_town: Town) -> Document:
    recognised(round_town)
    return certified(round_town)


def certified(town: Town) -> Document:
    """Issue the certificate of the last decision."""
    chair = in_office(town.chair, town.commune)
    decision = Decision.objects.latest("pk")
    issue_certificates(decision_id=decision.pk, paper=a_paper(CERTIFICATES), by=chair, at=DECIDED_AT)
    found = DecisionItem.objects.get(decision=decision).certificate
    assert found is not None
    return found


def revoked(town: Town) -> None:
    chair = in_office(town.chair, town.commune)
    ruling = Ruling(DecisionKind.REVOKE, DAY, "Kết luận cũ bị thay thế.")
    revoke(dossier_id=town.dossier().pk, ruling=ruling, paper=a_paper(), by=chair, at=DECIDED_AT)


def test_a_certificate_holds_while_the_recognition_does(certificate: Document) -> None:
    standing = certificate_standing(certificate)
    assert standing is not None
    assert standing.state is CertificateState.VALID


def test_a_decision_is_no_certificate(certificate: Document) -> None:
    assert certificate_standing(Decision.objects.get().document) is None


def test_a_revoked_recognition_revokes_its_certificate(round_town: Town, certificate: Document) -> None:
    revoked(round_town)
    standing = certificate_standing(certificate)
    assert standing is not None
    assert (standing.state, standing.since, standing.symbol) == (CertificateState.REVOKED, DAY, "02/QĐ-UBND")
    page = Client().get(f"/kiem-tra/{certificate.token}/")
    assert not page.context["paper"].valid
    assert "02/QĐ-UBND" in page.content.decode()
    assert "Kết luận cũ" not in page.content.decode()


def test_a_later_certificate_replaces_the_first(round_town: Town, certificate: Document) -> None:
    revoked(round_town)
    appeal = file_appeal(dossier_id=round_town.dossier().pk, grounds="Xin xem lại.", by=round_town.head, at=DECIDED_AT)
    second = round_town.actor(round_town.lan.role, round_town.commune, account=77)
    review_appeal(appeal_id=appeal.pk, review=Review(), by=second, at=DECIDED_AT)
    chair = in_office(round_town.chair, round_town.commune)
    ruling = Ruling(DecisionKind.APPEAL_UPHELD, DAY)
    decide_appeal(appeal_id=appeal.pk, ruling=ruling, paper=a_paper(), by=chair, at=DECIDED_AT)
    new = certified(round_town)
    standing = certificate_standing(certificate)
    assert standing is not None
    assert (standing.state, standing.symbol) == (CertificateState.REPLACED, new.symbol)
    page = Client().get(f"/kiem-tra/{certificate.token}/")
    assert page.context["paper"].replaced_by == new.symbol
    assert Client().get(f"/kiem-tra/{new.token}/").context["paper"].valid
