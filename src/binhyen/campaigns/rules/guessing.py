"""What kind of event the words of an office's list mean, where the list has no column for it. Pure."""

import re

from binhyen.campaigns.rules import kinds
from binhyen.kernel.vietnamese import fold
from binhyen.registers.rules.facts import Facts, Value

_WORDS = (
    (kinds.FESTIVAL, r"ngay hoi"),
    (kinds.FORUM, r"dien dan|lang nghe y kien|doi thoai"),
    (kinds.LEGAL_AID, r"tro giup phap ly|tu van phap luat"),
    (kinds.TRAINING, r"tap huan|boi duong nghiep vu"),
    (kinds.CONTEST, r"hoi thi|cuoc thi|thi tim hieu"),
    (kinds.BROADCAST, r"phat thanh|loa|truyen thanh"),
    (kinds.DRIVE, r"giao nop|thu hoi vu khi|van dong giao"),
    (kinds.PEAK, r"cao diem"),
    (kinds.LESSON, r"tuyen truyen|pho bien|hoc tap phap luat|ngoai khoa"),
    (kinds.LAUNCH, r"phat dong|ra mat"),
    (kinds.CONFERENCE, r"hoi nghi|so ket|tong ket"),
    (kinds.MEETING, r"hop dan|hop to|sinh hoat (?:thon|to|khu)|hop thon"),
    (kinds.TOUR, r"tham quan|hoc tap kinh nghiem"),
    (kinds.WELFARE, r"tang qua|kham benh|hien mau|an sinh|nha tinh nghia"),
)
_REVIEWS = ((kinds.FINAL, r"tong ket"), (kinds.INTERIM, r"so ket"), ("topic", r"chuyen de"))


def kind_in(name: str) -> str:
    """Return the kind of event that a name says; "" where it says none."""
    words = fold(name)
    return next((kind for kind, pattern in _WORDS if re.search(rf"\b(?:{pattern})\b", words)), "")


def conference_kind_in(name: str) -> str:
    """Return what a conference's name says it is: a review, on one topic, or anything else."""
    words = fold(name)
    return next((kind for kind, pattern in _REVIEWS if re.search(rf"\b{pattern}\b", words)), "rollout")


def guess(facts: Facts) -> dict[str, Value]:
    """Return what an event's name says of its kind, for a list that has no column for it."""
    kind = facts.text("kind") or kind_in(facts.text("name"))
    found: dict[str, Value] = {"kind": kind} if kind else {}
    if kind == kinds.CONFERENCE:
        found["conference_kind"] = conference_kind_in(facts.text("name"))
    return found
