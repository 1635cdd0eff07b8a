"""Numbers that say what is asked for or allowed, who holds a post, whom to call: as exact as figures, and none."""

from binhyen.narrative.reader.neighbours import Place, barriers, is_year
from binhyen.narrative.reader.tokens import Kind

SINKING = frozenset(("xuống", "còn", "giảm"))
"""After these "dưới" tells how far something went down, not where a condition ends."""
COUNTED_FOR = frozenset(("household", "person", "inhabitant", "citizen", "money", "k_household"))
"""What conditions are made of: "thôn có từ 350 hộ trở lên"; of other things ("18 bản trở lên") they are aims."""
UPWARDS = frozenset(("lên", "xuống"))
NOUN, RANGE = 4, 5
"""So many words after a number "trở lên" stands, so many lie between the two ends of a range."""
ONE = frozenset(("1", "01"))
POSTS = frozenset(("trưởng", "phó", "viên"))
BEFORE_POST, AFTER_POST = frozenset(("gồm", "(", ",", "và", ":")), frozenset((",", "và", ")", ".", ";"))
MONEY = frozenset(("đồng", "đ", "triệu", "nghìn", "ngàn", "tr", "tỉ"))
FIRST_CALL, LAST_CALL = 111, 115
CALLED = frozenset(("gọi", "số", "đài", "sát", "hỏa", "cứu", "báo", "nóng", "hotline", "tới", "đến", "hoặc"))
CALL = 4
PAGE = frozenset(("phiếu", "đánh", "bình", "vote", "votes"))
BORDERING = frozenset(("place", "territory", "area", "k_commune", "k_ward"))
DIGITS = 3


def norm(place: Place) -> int:
    """Return how many tokens are a condition, a bound, a post, a number to call or a counter of the page."""
    barring = (
        (_condition(place) and not place.percent())
        or _post(place)
        or _called(place)
        or (place.key(0) == "1" and place.key(-1) == "/" and place.key(-2) in MONEY)
        or (place.key(-1) == "(" and place.key(1) in PAGE and place.key(2) in {")", "giá", "chọn"})
        or (place.before(barriers().bordering) and not BORDERING.isdisjoint(place.labels()))
    )
    return 1 if barring else 0


def _condition(place: Place) -> bool:
    """As in "thôn dưới 500 hộ", "từ 350 hộ trở lên", "từ 800 hộ đến dưới 1.000 hộ"."""
    if place.key(-1) == "dưới":
        return place.key(-2) not in SINKING
    for step in range(1, NOUN + 1):
        if place.key(step) == "trở" and place.key(step + 1) in UPWARDS:
            return not COUNTED_FOR.isdisjoint(place.labels())
        if place.key(step) == "đến" and place.key(step + 1) == "dưới":
            return place.key(-1) == "từ"
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


def continued(place: Place, flags: bytearray) -> bool:
    """Tell whether a barred number goes on: "phạt tiền từ 2 đến 3 triệu đồng", "0912 345 678"."""
    tokens, at = place.tokens, place.at
    if at and flags[at - 1] and tokens.kinds[at - 1] is Kind.NUMBER:
        long = min(len(place.key(0)), len(place.key(-1))) >= DIGITS
        return long and not is_year(place.number(-1)) and not place.counted(1)
    if place.key(-1) not in {"đến", "tới", "-"}:
        return False
    for step in range(-2, -RANGE - 1, -1):
        if place.key(step) in {",", ";", "."}:
            return False
        if at + step > 0 and flags[at + step] and tokens.kinds[at + step] is Kind.NUMBER:
            return place.key(step - 1) == "từ" and not is_year(place.number(step))
    return False
