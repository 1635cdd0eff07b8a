"""Papers of the town, issued through the actions."""

from datetime import datetime
from zoneinfo import ZoneInfo

from binhyen.documents.actions import draft_letter, issue_document
from binhyen.documents.models import Document
from binhyen.documents.rules.attachments import Attached
from binhyen.documents.rules.content import Letter
from binhyen.documents.rules.numbering import RegisterKey
from binhyen.kernel.actors import SYSTEM

AT = datetime(2026, 11, 5, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def a_paper(letter: Letter, *attached: Attached) -> Document:
    """Issue a letter with what it carries."""
    draft = draft_letter(letter=letter, place_path="01.02.", by=SYSTEM, at=AT, attached=attached)
    register = RegisterKey(letter.issuer.code, letter.kind.value)
    return issue_document(document_id=draft.pk, register=register, on=AT.date(), by=SYSTEM, at=AT)
