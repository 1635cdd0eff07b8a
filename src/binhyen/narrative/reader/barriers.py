"""Layer 2, barriers: numbers that are dates, names, ordinals, documents or page furniture, and so no figures."""

import re
from collections.abc import Callable

from binhyen.narrative.reader.neighbours import MAGNITUDES, Place, barriers, is_year
from binhyen.narrative.reader.norms import continued, norm
from binhyen.narrative.reader.tokens import LINE, MARK, NUMBER, WORD, Tokens
from binhyen.narrative.reader.vocabulary import Vocabulary

DAYS, MONTHS, LONGEST = 31, 12, 20
FORCE, PHONE = 3, 3
"""A number of so many digits that begins with a naught is one to call, unless something is counted."""
SOCIAL = frozenset(("fanpage", "facebook", "zalo", "tiktok", "youtube", "clip", "video"))
_POSTED, _POSTS = frozenset(("đăng", "phát")), frozenset(("bài", "tin", "phóng", "clip"))
SOCIAL_REACH = 16
"""Words so close before "lượt xem" that its number is how many were reached, no counter of the page."""
WATCHES, WATCH = frozenset(("tra", "trực", "canh", "gác", "tuần")), 8
"""Words of being on watch, and how far before the nights they stand."""
SHARED = frozenset(("đạt", "được", "chiếm", "bằng", "góp", "thành", "giảm", "khoảng", "gần", "hơn"))
"""After these "6/6" and "1/3" are parts of a whole and no days."""
LISTED, LISTING = frozenset((":", ";", ",", "và")), frozenset((";", ",", ".", ")", "và", ""))
"""What stands before a kind of unit in a list of shares, and after its share."""
ADDRESSES = frozenset(("ngõ", "hẻm", "ngách", "kiệt", "nhà"))
NAME_WORDS = 14
"""A quotation of no more words is a name or a slogan; a longer one is somebody speaking."""
EXPLAINED = 24
"""A bracket after a name is no longer than this."""
SPOKEN, NAMED = 8, 4
"""Nothing shorter is speech; a word so close before says that a quotation is a name."""
NAMES = frozenset(("hình", "hiệu", "đề", "châm", "trào", "động", "danh", "tên", "bài", "án", "thi", "điệp", "sách"))
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?\Z")
_DATE = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}(?:\.(?:[0-9]{4}|[0-9]{2}))?\Z")


def barred(tokens: Tokens, words: Vocabulary) -> bytearray:
    """Return a flag for each token: 1 where a number is no figure."""
    flags = bytearray(len(tokens))
    _bar_names(tokens, flags)
    _bar_furniture(tokens, flags)
    at = 0
    while at < len(tokens):
        if tokens.kinds[at] is NUMBER:
            length = _barrier(Place(tokens, words, at), flags)
            flags[at : at + length] = b"\x01" * min(length, len(tokens) - at)
            at += max(1, length)
        else:
            at += 1
    return flags


def _bar_names(tokens: Tokens, flags: bytearray) -> None:
    """Bar the numbers of short quotations: names of models, titles, slogans."""
    opened = -1
    for at, key in enumerate(tokens.keys):
        if tokens.kinds[at] is LINE:
            opened = -1
        elif key == '"':
            if opened < 0 or at - opened > NAME_WORDS * 2:
                opened = at
                continue
            if not _spoken(tokens, opened, at):
                end = _explained(tokens, opened, at)
                flags[opened:end] = b"\x01" * (end - opened)
            opened = -1


def _explained(tokens: Tokens, first: int, last: int) -> int:
    """Return where a name ends with the bracket that explains its numbers: "“3 trên 1” (3 hội viên giúp 1 người)"."""
    if tokens.key(last + 1) != "(":
        return last
    end = next((at for at in range(last + 2, min(last + EXPLAINED, len(tokens))) if tokens.keys[at] == ")"), last)
    named = set(tokens.keys[first : last + 1])
    numbers = [tokens.keys[at] for at in range(last + 1, end) if tokens.kinds[at] is NUMBER]
    return end if numbers and named.issuperset(numbers) else last


def _spoken(tokens: Tokens, opened: int, closed: int) -> bool:
    """Tell whether a short quotation is somebody speaking: it stands for itself, and is no name of anything."""
    if closed - opened < SPOKEN or tokens.key(opened - 1) not in {":", ".", "!", "?", "\n", ""}:
        return False
    return NAMES.isdisjoint(tokens.keys[max(0, opened - NAMED) : opened])


def _bar_furniture(tokens: Tokens, flags: bytearray) -> None:
    """Bar lines that belong to the page and not to the text: links to other articles, comments, who gets a copy."""
    lines = barriers().furniture
    at, size = 0, len(tokens)
    while at < size:
        end = at
        while end < size and tokens.kinds[end] is not LINE:
            end += 1
        first = at
        while first < end and tokens.kinds[first] is MARK:
            first += 1
        if lines.longest(tokens.keys, first)[0] or _comment(tokens, first, end):
            flags[at:end] = b"\x01" * (end - at)
        at = end + 1


def _comment(tokens: Tokens, first: int, end: int) -> bool:
    """Tell whether a line is a reader's comment: "Lan Anh 5 giờ trước: …"."""
    last = min(end, first + 14)
    return any(
        tokens.keys[at] in {"giờ", "phút", "ngày"} and tokens.key(at + 1) == "trước" and tokens.key(at + 2) == ":"
        for at in range(first, last)
    )


def _barrier(place: Place, flags: bytearray) -> int:
    for check in CHECKS:
        length = check(place)
        if length:
            return length
    return 1 if _listed(place, flags) or continued(place, flags) else 0


def _odd(place: Place) -> int:
    """Phone numbers, paragraphs (2.1.3), dates with dots, numbers longer than any figure."""
    raw = place.key(0)
    if len(raw) > LONGEST or (raw.isdecimal() and raw[0] == "0" and len(raw) >= PHONE + place.counted(1)):
        return 1
    if "." not in raw or _THOUSANDS.match(raw):
        return 0
    if place.key(1) in MAGNITUDES and raw.count(".") == 1:
        return 0
    if _DATE.match(raw) or raw.count(".") > 1:
        return 1
    return 0 if place.counted(1) else 1


def _full_date(place: Place) -> int:
    """17/8/2024, 30-11-2021, 17//8/2024, 8/2025."""
    step = 1
    while place.key(step) == "/" and place.key(step + 1) == "/":
        step += 1
    if place.key(step) not in {"/", "-"} or not place.close(step):
        return 0
    second = place.number(step + 1)
    if place.key(step + 2) == place.key(step) and place.number(step + 3) > 0 and 0 < second <= DAYS:
        return step + 4
    if 0 < place.number() <= MONTHS and is_year(second):
        return step + 2
    return 0


def _years(place: Place) -> int:
    """2019-2024, 2022."""
    if not is_year(place.number()):
        return 0
    if place.key(1) in {"-", "/"} and (is_year(place.number(2)) or 0 < place.number(2) <= 99):
        return 3
    if place.key(-1) in barriers().sets["year_before"] or not place.counted(1):
        return 0 if place.key(-1) in {"hơn", "trên", "gần", "khoảng"} and place.counted(1) else 1
    return 0


def _day(place: Place) -> int:
    """As in "ngày 15", "sáng 1-7", "tháng 7/2025", "25/5"."""
    sets = barriers().sets
    month = place.number(2) if place.key(1) in {"/", "-", "."} else -1
    if place.key(-1) == "tháng" and 0 < place.number() <= MONTHS:
        return 3 if month > 0 else 1
    if not 0 < place.number() <= DAYS:
        return 0
    if place.key(-1) in sets["day_words"] and place.key(-2) not in sets["per_day"]:
        return 3 if 0 < month <= MONTHS else 1
    if not 0 < month <= MONTHS:
        return 0
    return _bare_date(place)


def _bare_date(place: Place) -> int:
    """As in "25/5" and "(30-4)" without their day: a date unless a noun is counted; "1/6 tổ chức" says what is held."""
    held = place.key(3) == "tổ" and place.key(4) == "chức" and place.key(-1) not in SHARED
    if (place.counted(3) and not held) or not place.close(0):
        return 0
    if place.key(1) == "/":
        return 0 if _share(place) else 3
    dated = place.key(-1) in barriers().sets["days"] or (place.key(-1) == "(" and place.key(3) in {")", "đến", "-"})
    return 3 if dated else 0


def _share(place: Place) -> bool:
    """Tell whether two small numbers are a part of a whole: "phá được 6/6", "nhà trường 4/4", "2/3 số camera"."""
    if place.number() > place.number(2):
        return False
    if place.key(-1) in SHARED or (place.key(-1) == "công" and place.key(-2) == "thành"):
        return True
    if place.key(3) == "số" or (place.key(3) == "trong" and place.key(4) == "số") or _in_percent(place):
        return True
    return place.key(3) in LISTING and any(_noun_before(place, words) for words in (2, 3))


def _in_percent(place: Place) -> bool:
    """Tell whether the same is told in per cent: "07/08 (=87,5%)"."""
    step = 5 if place.key(4) == "=" else 4
    return place.key(3) == "(" and place.key(step + 1) == "%" and place.key(step + 2) == ")"


def _noun_before(place: Place, words: int) -> bool:
    """Tell whether a noun of so many words ends right before, not as a name: "Trường mầm non 1/6" is one.

    Kinds of units stand so in a list; a group may stand alone where all of it is meant: "có tổ hòa giải 11/11".
    """
    first = place.at - words
    if first < 1 or (place.tokens.capital(first) and not place.tokens.raws[first].isupper()):
        return False
    labels, end = place.words.units.longest(place.tokens.keys, first)
    if end != place.at:
        return False
    if place.key(-words - 1) in LISTED and any(label.startswith("k_") for label in labels):
        return True
    return place.number() == place.number(2) and any(label.endswith(("_group", "_team")) for label in labels)


def _time(place: Place) -> int:
    """14:45, 18h30, 24/24, 24/7, "10 năm", "6T/2020"."""
    if place.key(1) == "t" and place.close(0) and place.key(2) == "/":
        return 4
    if place.key(1) == ":" and place.close(0) and place.close(1) and 0 <= place.number(2) < 60:
        return 3
    if place.number() == 24 and place.key(1) == "/" and place.number(2) in {24, 7}:
        return 0 if place.counted(3) and place.key(3) not in {"giờ", "h"} else 3
    keys, after = place.tokens.keys, place.at + 1
    counts = _watched(place) or (place.key(1) == "g" and "," in place.key(0))
    if not counts and barriers().duration.longest(keys, after)[0] and not barriers().excepted.longest(keys, after)[0]:
        return 1
    return 0


def _watched(place: Place) -> bool:
    """Tell whether nights are counted that people were on watch: "tuần tra 36 đêm"; "3 đêm/tuần" are no count."""
    return place.key(1) == "đêm" and place.key(2) != "/" and (place.said(WATCHES, WATCH) or place.key(2) in WATCHES)


def _document(place: Place) -> int:
    """09/CTr-BCA, 36/CP, 09-CT/TW, 14/QH/14, 521/2005/QĐ-TTg."""
    if place.key(1) not in {"/", "-"} or not place.close(0):
        return 0
    if place.tokens.capital(place.at + 2) and place.close(1):
        return 5 if place.key(3) == "/" and place.close(3) and place.number(4) >= 0 else 3
    if place.key(1) == "/" and place.key(3) == "/" and is_year(place.number(2)):
        return 3
    return 0


def _named(place: Place) -> int:
    """As in "Chỉ thị 9", "Ban Chỉ đạo 138", "thôn 9", "COVID-19"; "tổng số 9" counts."""
    words = barriers()
    if place.key(-1) == "số" and place.key(-2) in words.sets["not_after"]:
        return 0
    if place.before(words.strong):
        through = place.key(-1) in ADDRESSES and place.key(1) == "/" and place.close(0)
        return 3 if through and place.number(2) >= 0 else 1
    paired = place.key(1) in {"-", "/", "đến"} and place.counted(3)
    weak = place.before(words.weak) and (not place.named() or _patrolling(place))
    if (weak or (place.before(words.places) and not _of_level(place))) and not place.counted(1) and not paired:
        return 1
    glued = place.key(-1) == "-" and place.close(-1) and place.close(-2) and place.tokens.kinds[place.at - 2] is WORD
    return 1 if glued and place.at > 1 else 0


def _patrolling(place: Place) -> bool:
    """Tell whether a force is called by its number: "tổ tuần tra 363 của phường", "tổ công tác 141 dừng xe"."""
    follows = place.at + 1 < len(place.tokens) and place.tokens.kinds[place.at + 1] is WORD
    return follows and len(place.key(0)) == FORCE and place.key(0).isdecimal()


def _of_level(place: Place) -> bool:
    """Tell whether a place before a number is what is counted: "cấp xã 862", "mỗi thôn 01", "thôn 82/88"."""
    shared = place.key(1) == "/" and place.close(0) and MONTHS < place.number(2) >= place.number()
    return place.key(-2) in {"cấp", "mỗi", "từng", "toàn", "cả"} or shared


def _slogan(place: Place) -> int:
    """As in "5 không, 3 sạch", "3 trong 1", "739 lượt xem"."""
    if place.key(1) == "lượt" and _reached(place):
        return 0
    return 1 if barriers().after.longest(place.tokens.keys, place.at + 1)[0] else 0


def _reached(place: Place) -> bool:
    """Tell whether "lượt xem" are of what somebody put on the net, and not of the page."""
    if place.said(SOCIAL, SOCIAL_REACH):
        return True
    return place.said(_POSTED, SOCIAL_REACH) and place.said(_POSTS, SOCIAL_REACH)


def _ordinal(place: Place) -> int:
    """As in "1 trong 5", "(2)", "[3]", "1." at the beginning of a line."""
    if place.key(-1) in {"(", "["} and place.key(1) in {")", "]"} and 0 <= place.number() < 60:
        return 1
    if place.number() == 1 and place.key(1) == "trong":
        return 1
    if place.key(1) == "+" and place.close(0) and place.number(2) >= 0:
        return _explained(place.tokens, place.at, place.at + 2) - place.at + 1
    first = place.at == 0 or place.tokens.kinds[place.at - 1] is LINE
    if (
        first
        and place.key(1) in {".", ")", "/", "|"}
        and not place.key(2)[:1].isdecimal()
        and 0 <= place.number() < 100
    ):
        return 1
    return 0


def _capital_name(place: Place) -> int:
    """As in "Tam Xuân 1", "xóm Đồi 2": a number after a name, with nothing counted after it."""
    named = place.tokens.capital(place.at - 1) and (
        place.tokens.capital(place.at - 2) or Place(place.tokens, place.words, place.at - 1).before(barriers().places)
    )
    plain = place.key(0).isdecimal() and len(place.key(0)) < 3 and place.key(1) not in {"/", "-"}
    return 1 if named and plain and not place.counted(1) else 0


def _listed(place: Place, flags: bytearray) -> bool:
    """As in "các thôn 1, 2 và 3", "các năm 2021, 2022": what is listed after a barred number with nothing counted."""
    after = place.at - 2
    if place.key(1) == "/" and place.at + 2 < len(flags) and flags[place.at + 2]:
        return True
    if after < 0 or place.key(-1) not in {",", "và", "-", "đến"} or not flags[after]:
        return False
    return place.tokens.kinds[after] is NUMBER and not place.counted(1) and place.key(1) != "/"


CHECKS: tuple[Callable[[Place], int], ...] = (
    _odd, _full_date, _document, _time, _years, _day, _ordinal, _named, _slogan, _capital_name,
    norm,
)  # fmt: skip
