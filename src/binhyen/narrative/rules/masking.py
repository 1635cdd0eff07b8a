"""Takes persons out of a sentence that is kept: names, numbers that lead to somebody, addresses. Pure.

What stays is what was counted: figures are never touched, nor places, bodies and models. A mark stands for what was
taken out: «[tên]», «[số điện thoại]», … Rather one name too many is taken out than one too few, but never a digit that
counts something.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

NAME = "«[tên]»"
_PACK = Path(__file__).resolve().parents[1] / "packs" / "masking.yaml"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LONGEST, _NEAR = 5, 60
_FULL_NAME = 3
_BEGINS = re.compile(r"(?:^|[.!?:;…•“\"«(]|\s[-–—])\s*\Z")
_SPACES = {" ", "\n", "\u00a0"}
_INITIALS = re.compile(r"(?:\.\s?[A-ZĐ](?![\w]))*")
_BYLINE = re.compile(r"(?i:(?:ảnh|bài|tin|tin, ảnh|bài, ảnh|tác giả|phóng viên|pv|người viết)\s*:?\s*)\Z")
_TOGETHER = re.compile(r"\s*(?:[,;/&]|và|cùng|với|-|–)\s*\Z")
_QUOTED = re.compile(r"[“\"«]([^“”\"«»]{1,120})[”\"»]")
_PERSONS = frozenset({"văn", "thị"})


class Span(NamedTuple):
    """What is taken out, and what stands for it."""

    start: int
    end: int
    mark: str


def masked(sentence: str) -> str:
    """Return the sentence with marks in place of persons. What is masked stays as it is when it is masked again."""
    text, at = "", 0
    for span in spans_masked(sentence):
        text += sentence[at : span.start] + span.mark
        at = span.end
    return text + sentence[at:]


def spans_masked(sentence: str) -> list[Span]:
    """Return what is taken out of a sentence, in order: who keeps a place in it can tell where it comes to stand."""
    return _settled([*_numbers(sentence), *_names(sentence)])


def _settled(spans: list[Span]) -> list[Span]:
    """Return the spans in order; of two that overlap the one that begins first, then the longer."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


# ---------------------------------------------------------------- numbers and addresses

_DIGITS = r"\d(?:[ .\-]?\d)"
_NUMBERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("«[thư điện tử]»", re.compile(r"(?<![\w.+\-])([\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,4})")),
    (
        "«[số giấy tờ]»",
        re.compile(
            r"(?i:cccd|cmnd|cmtnd|căn cước(?: công dân)?|chứng minh(?: nhân dân| thư)?|định danh(?: cá nhân)?|hộ chiếu|"
            rf"passport)(?:\s*(?:số|:|là|mang))*\s*((?:[A-Z]\d{{7,8}})|{_DIGITS}{{7,13}})(?!\d)"
        ),
    ),
    (
        "«[số tài khoản]»",
        re.compile(rf"(?i:tài khoản|stk|số tk)(?:\s*(?:ngân hàng|số|:|là))*\s*({_DIGITS}{{5,18}})(?!\d)"),
    ),
    (
        "«[số điện thoại]»",
        re.compile(
            r"(?i:điện thoại|đt|sđt|di động|số máy|zalo|hotline|đường dây nóng|fax|tel)(?:\s*(?:số|:|là|\.|nóng))*\s*"
            rf"(\+?\(?{_DIGITS[:2]}[\d .()\-]{{4,16}}\d)(?!\d)"
        ),
    ),
    ("«[số điện thoại]»", re.compile(r"(?<![\w.,/+])(\+84(?:[ .\-]?\d){8,10}|\(0\d{2,3}\)(?:[ .\-]?\d){6,8})(?!\d)")),
    ("«[số giấy tờ]»", re.compile(r"(?<![\w.,/])(0\d{11})(?![\d.,]?\d)")),
    (
        "«[số điện thoại]»",
        re.compile(r"(?<![\w.,/])(0[2-9]\d{8,9}|0[2-9]\d{1,3}[ .\-]\d{2,4}(?:[ .\-]\d{2,4}){1,2})(?![.,]?\d)"),
    ),
    ("«[số]»", re.compile(r"(?<![\w.,/])(0\d{7,10})(?![.,]?\d)")),
    ("«[số hộ chiếu]»", re.compile(r"(?<![\w/])([BCEGKNP]\d{7})(?![\w/])")),
    (
        "«[biển số]»",
        re.compile(
            r"(?<![\w.,/])(\d{2}(?:[A-ZĐ]\d|[A-ZĐ]{1,2})\s?-\s?(?:\d{3}\.\d{2}|\d{4,5})|\d{2}-[A-ZĐ]\d\s?-?\s?\d{3}\.?\d{2})(?!\d)"
        ),
    ),
    (
        "«[biển số]»",
        re.compile(
            r"(?i:biển(?: kiểm soát| số| đăng ký)+|bks)\s*:?\s*"
            r"(\d{2}\s?-?\s?[A-ZĐ]{1,2}\d?\s?[\-. ]?\s?(?:\d{3}\.?\d{2}|\d{4}))(?!\d)"
        ),
    ),
    (
        "«[ngày sinh]»",
        re.compile(r"(?i:sinh ngày|ngày sinh|sinh năm|năm sinh|\bsn)\s*:?\s*(\d{1,4}(?:[/.\-]\d{1,4}){0,2})(?!\d)"),
    ),
    (
        "«[số nhà]»",
        re.compile(
            r"(?i:số nhà|nhà số|căn hộ(?: số)?|phòng trọ(?: số)?)\s*:?\s*(\d{1,4}[A-Za-z]?(?:/\d{1,4}[A-Za-z]?)*)(?!\d)"
        ),
    ),
    (
        "«[số nhà]»",
        re.compile(r"(?i:\bsố)\s+(\d{1,4}[A-Z]?(?:/\d{1,4}[A-Z]?)*)(?=,?\s+(?:đường|phố|ngõ|ngách|hẻm|kiệt)\s)"),
    ),
    ("«[số nhà]»", re.compile(r"(?i:\b(?:ngõ|ngách|hẻm|kiệt)(?: số)?)\s+(\d{1,4}[A-Z]?(?:/\d{1,4}[A-Z]?)*)(?!\d)")),
)
"""Each with what is taken out as its first group. No figure begins with a zero and so many digits, or so is led."""


def _numbers(sentence: str) -> Iterator[Span]:
    if not any(sign.isdigit() or sign == "@" for sign in sentence):
        return
    for mark, pattern in _NUMBERS:
        for found in pattern.finditer(sentence):
            yield Span(found.start(1), found.end(1), mark)


# ---------------------------------------------------------------- names


class _Words(NamedTuple):
    """The vocabulary."""

    families: frozenset[str]
    doubtful: frozenset[str]
    middles: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    places: frozenset[str]
    known: frozenset[str]
    borne: frozenset[str]
    not_names: frozenset[str]
    not_titles: frozenset[str]
    bodies: frozenset[str]


@cache
def _words() -> _Words:
    data: Mapping[str, str] = yaml.safe_load(_PACK.read_text(encoding="utf-8"))

    def listed(name: str) -> frozenset[str]:
        given: str | list[str] = data[name]
        words = given.split() if isinstance(given, str) else given
        return frozenset(word.replace("_", " ").lower() for word in words)

    titles = listed("titles") | listed("titles_of_words") | listed("ranks")
    return _Words(
        listed("families") | listed("doubtful_families"), listed("doubtful_families"), listed("middles"), titles,
        listed("roles"), listed("places"), listed("known"), listed("borne"), listed("not_names"),
        listed("not_titles"), listed("bodies"),
    )  # fmt: skip


class _Run(NamedTuple):
    """Words with a capital, one space apart: where they stand, and what stands before them."""

    words: tuple[re.Match[str], ...]
    before: str

    def text(self, start: int = 0, count: int = _LONGEST) -> str:
        """Return some of the words, in small letters."""
        return " ".join(word.group(0).lower() for word in self.words[start : start + count])


def _names(sentence: str) -> Iterator[Span]:
    quoted = [found.span(1) for found in _QUOTED.finditer(sentence)]
    last = -1
    for run in _runs(sentence):
        place = _place_of_name(run, sentence, last)
        if place is None:
            continue
        start, count = place
        end = run.words[start + count - 1].end()
        initials = _INITIALS.match(sentence, end)
        span = Span(run.words[start].start(), initials.end() if initials else end, NAME)
        full = count >= _FULL_NAME and run.words[start + 1].group(0).lower() in _PERSONS
        if full or not any(first <= span.start < end for first, end in quoted):
            last = span.end
            yield span


def _runs(sentence: str) -> Iterator[_Run]:
    """Yield words with capitals that stand side by side; abbreviations are none unless all are in capitals."""
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(sentence):
        if run and (sentence[run[-1].end() : word.start()] not in _SPACES or not _alike(run[-1], word)):
            yield _Run(tuple(run), _before(sentence, run[0].start()))
            run = []
        if word.group(0)[0].isupper():
            run.append(word)
    if run:
        yield _Run(tuple(run), _before(sentence, run[0].start()))


def _before(sentence: str, at: int) -> str:
    """Return what stands before a place, as far as it can matter."""
    return sentence[max(0, at - _NEAR) : at]


def _alike(one: re.Match[str], other: re.Match[str]) -> bool:
    first, second = one.group(0), other.group(0)
    if not second[0].isupper():
        return False
    short = len(first) == 1 or len(second) == 1
    return short or first.isupper() == second.isupper()


def _place_of_name(run: _Run, sentence: str, last: int) -> tuple[int, int] | None:
    """Return where in a run a name begins and how many words it has; None when it is no person's."""
    words = _words()
    opens = bool(_BEGINS.search(run.before[-8:]))
    title = _titled(run, opens=opens)
    if title is not None:
        return title
    follows = 0 <= last <= run.words[0].start() and bool(_TOGETHER.match(sentence[last : run.words[0].start()]))
    for place, word in enumerate(run.words):
        if word.group(0).lower() in words.families:
            count = min(_LONGEST, len(run.words) - place)
            if run.text(place, count) in words.known or run.text(place, 2) in words.not_names:
                return None
            if _is_person(run, place, count, _before(sentence, word.start())) or (follows and count > 1 and place == 0):
                return place, count
            return None
    return None


def _titled(run: _Run, *, opens: bool) -> tuple[int, int] | None:
    """A name behind a title: "ông Nam", "Đại tá Trần Bình"; at a sentence's head the title has a capital itself."""
    words = _words()
    if opens and run.words[0].group(0).lower() in words.titles and len(run.words) > 1:
        if run.text(0, 2) in words.not_titles or run.text(0, 3) in words.not_titles:
            return None
        return (1, min(_LONGEST, len(run.words) - 1)) if not _is_body(run, 1) else None
    if _is_abbreviation(run):
        return None
    if (_ends_with(run.before, words.titles) or _BYLINE.search(run.before[-20:])) and not _is_body(run, 0):
        return 0, min(_LONGEST, len(run.words))
    return None


def _is_abbreviation(run: _Run) -> bool:
    """Tell whether one word in capitals stands alone: "các đ/c CAX"."""
    first = run.words[0].group(0)
    return len(run.words) == 1 and len(first) > 1 and first.isupper()


def _is_body(run: _Run, place: int) -> bool:
    """Tell whether a body's or a post's name begins here: "các bác Hội Người cao tuổi", "ông Chủ tịch"."""
    words = _words()
    first = run.words[place].group(0).lower()
    return first in words.bodies and not (first in words.families and len(run.words) - place > 1)


def _ends_with(before: str, words: frozenset[str]) -> bool:
    """Tell whether a text ends with one of some words, before a space."""
    if len(before) < 2 or not before[-1].isspace() or not before[-2].isalnum():  # noqa: PLR2004 - a word and a space
        return False
    tail = re.findall(r"[\w/]+", before.lower())[-4:]
    return any(" ".join(tail[-count:]) in words for count in (1, 2, 3, 4) if len(tail) >= count)


def _is_person(run: _Run, place: int, count: int, before: str) -> bool:
    """Tell whether words that begin with a family name are a person's."""
    words = _words()
    second = run.words[place + 1].group(0).lower() if count > 1 else ""
    named = _ends_with(before, words.places)
    if named and (second not in _PERSONS or run.text(place, count) in words.borne):
        return False
    if _ends_with(before, words.roles) and count > 1:
        return True
    sure = run.words[place].group(0).lower() not in words.doubtful or second in words.middles
    capitals = run.words[place].group(0).isupper()
    return count >= _FULL_NAME and sure and (not capitals or second in _PERSONS)
