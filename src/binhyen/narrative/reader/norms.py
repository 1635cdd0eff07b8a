"""Numbers that say what is asked for or allowed, who holds a post, whom to call: as exact as figures, and none."""

from binhyen.narrative.reader.neighbours import Place, barriers, is_year
from binhyen.narrative.reader.tokens import NUMBER

SINKING = frozenset(("xuống", "còn", "giảm"))
"""After these "dưới" tells how far something went down, not where a condition ends."""
AIMS = frozenset(("place", "territory", "area", "unit", "model", "collective"))
"""Of these "18 bản trở lên" tells an aim; of all else "từ 350 hộ trở lên" tells a condition."""
UPWARDS = frozenset(("lên", "xuống"))
NOUN, RANGE = 4, 5
"""So many words after a number "trở lên" stands, so many lie between the two ends of a range."""
IF, ONCE, RATE = frozenset(("nếu",)), frozenset(("mỗi", "hằng", "hàng")), 9
PUNISHED, VERDICT = frozenset(("bị", "chịu")), 14
"""How far after a number "sẽ bị" or "có thể chịu" tells what the law says of it."""
MORE, ENDS = frozenset(("thêm", "tăng")), frozenset((".", ";", ",", "-", "\n", ""))
GRANTED, LIVING = frozenset(("bố", "thêm", "bổ")), frozenset(("household", "inhabitant", "person", "citizen"))
ONE = frozenset(("1", "01"))
POSTS = frozenset(("trưởng", "phó", "viên"))
BEFORE_POST, AFTER_POST = frozenset(("gồm", "(", ",", "và", ":", "có")), frozenset((",", "và", ")", ".", ";"))
MONEY = frozenset(("đồng", "đ", "triệu", "nghìn", "ngàn", "tr", "tỉ"))
FIRST_CALL, LAST_CALL = 111, 115
CALLED = frozenset(
    ("gọi", "số", "đài", "sát", "hỏa", "cứu", "báo", "nóng", "hotline", "tới", "đến", "hoặc", "máy", "khẩn")
)
CALL = 4
PAGE = frozenset(("phiếu", "đánh", "bình", "vote", "votes"))
BORDERING = frozenset(("place", "territory", "area", "k_commune", "k_ward"))
AWAY, FAR, ENDING = frozenset(("km", "metre")), 8, frozenset((",", ";", ".", ":", "("))
"""What distances are counted in, how far before them "cách" stands, and where that ends."""
DIGITS = 3


def norm(place: Place) -> int:
    """Return how many tokens are a condition, a bound, a post, a number to call or a counter of the page."""
    for check in NORMS:
        if check(place):
            return 1
    return _mark(place)


def _mark(place: Place) -> int:
    """As in "9,4/10": points out of ten, or of a hundred."""
    return 3 if "," in place.key(0) and place.key(1) == "/" and place.number(2) in {10, 100} else 0


def _away(place: Place) -> bool:
    """As in "cách trung tâm 25 km"."""
    if not AWAY.intersection(place.labels()):
        return False
    for step in range(-1, -FAR - 1, -1):
        if place.key(step) in ENDING:
            return False
        if place.key(step) == "cách":
            return place.key(step + 1) not in {"làm", "thức", "mạng"}
    return False


def _bounded(place: Place) -> bool:
    """As in "thôn dưới 500 hộ", "không quá 5 người"; percentages are aims, money is granted up to a bound."""
    if place.key(-1) == "dưới":
        return place.key(-2) not in SINKING and not place.percent()
    return place.key(-1) == "quá" and place.key(-2) == "không" and "money" not in place.labels()


def _condition(place: Place) -> bool:
    """As in "từ 350 hộ trở lên", "từ 800 hộ đến dưới 1.000 hộ"; percentages are aims."""
    for step in range(1, NOUN + 1):
        if place.key(step) == "trở" and place.key(step + 1) in UPWARDS:
            return AIMS.isdisjoint(place.labels()) and not place.percent()
        if place.key(step) == "đến" and place.key(step + 1) == "dưới":
            return place.key(-1) == "từ"
    return False


def _supposed(place: Place) -> bool:
    """As in "nếu có trên 70% thôn", "1.000 hộ dân được bố trí 4 người", "trên 100 gam có thể chịu án"."""
    if place.said(IF, NOUN + 1):
        return True
    for step in range(1, VERDICT):
        here, after = place.key(step), place.key(step + 1)
        if here in {".", ";", "\n", ""}:
            return False
        if here in {"được", "thì"} and after in GRANTED:
            return step <= NOUN and not LIVING.isdisjoint(place.labels())
        if here in {"thể", "sẽ", "thì"} and after in PUNISHED:
            return True
    return False


def _rate(place: Place) -> bool:
    """As in "cứ 10 hộ lập 1 nhóm", "mỗi năm họp 1 lần"; "cứ 25 - 30 hộ" tells how large groups are."""
    if place.key(0) in ONE and place.key(1) == "lần":
        return place.said(ONCE, RATE)
    for step in range(-1, -RATE - 1, -1):
        if place.key(step) in ENDS:
            return False
        if place.key(step) == "cứ":
            counted = place.key(step + 1)[:1].isdecimal() or place.key(step + 1) in MORE
            return counted and place.key(1) != "-"
    return False


def _post(place: Place) -> bool:
    """As in "gồm 1 tổ trưởng, 1 tổ phó và 1 tổ viên"."""
    return (
        place.key(0) in ONE
        and place.key(1) in {"tổ", "đội", "nhóm"}
        and place.key(2) in POSTS
        and place.key(-1) in BEFORE_POST
        and place.key(3) in AFTER_POST
    )


def _called(place: Place) -> bool:
    """As in "gọi 113 hoặc 114"."""
    if not FIRST_CALL <= place.number() <= LAST_CALL or place.counted(1) or place.key(1) in {"/", "-"}:
        return False
    return place.said(CALLED, CALL)


def _bordering(place: Place) -> bool:
    """As in "giáp với 2 tỉnh"."""
    return place.before(barriers().bordering) and not BORDERING.isdisjoint(place.labels())


def _each(place: Place) -> bool:
    """As in "25 triệu đồng/1 km"."""
    return place.key(0) == "1" and place.key(-1) == "/" and place.key(-2) in MONEY


def _counter(place: Place) -> bool:
    """As in "4.5 (26 phiếu)", "Ảnh -0"."""
    if place.key(-1) == "(":
        return place.key(1) in PAGE and place.key(2) in {")", "giá", "chọn"}
    return place.key(0) == "0" and place.key(-1) == "-" and place.close(-1)


def continued(place: Place, flags: bytearray) -> bool:
    """Tell whether a barred number goes on: "phạt tiền từ 2 đến 3 triệu đồng", "0912 345 678"."""
    tokens, at = place.tokens, place.at
    if at and flags[at - 1] and tokens.kinds[at - 1] is NUMBER:
        long = min(len(place.key(0)), len(place.key(-1))) >= DIGITS
        return long and not is_year(place.number(-1)) and not place.counted(1)
    if place.key(-1) not in {"đến", "tới", "-"}:
        return False
    for step in range(-2, -RANGE - 1, -1):
        if place.key(step) in {",", ";", "."}:
            return False
        if at + step > 0 and flags[at + step] and tokens.kinds[at + step] is NUMBER:
            return place.key(step - 1) == "từ" and not is_year(place.number(step))
    return False


NORMS = (_bounded, _condition, _supposed, _rate, _post, _called, _each, _counter, _away, _bordering)
