"""Layer 5, periods: which time a figure is of. A heading's period holds until the next, a paragraph's to its end."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise

from binhyen.narrative.reader.clauses import Sentence
from binhyen.narrative.reader.tokens import LINE, NUMBER, WORD, Tokens

FIRST_YEAR, LAST_YEAR = 1945, 2060
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
WORDS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
BEGINNINGS = frozenset((*WORDS, "quý", "tháng", "năm", "đầu"))
"""Words with which a time begins, unless it is a number."""
OTHER_TIME = frozenset(
    ("so", "với", "kì", "kỳ", "lập", "nhìn", "sinh", "tuổi", "khóa", "từ", "hành", "luật", "định", "trước")
)
"""A year after one of these is another time than the figure's: compared with, founded in, looking ahead to."""
AIMS = (("mục", "tiêu"), ("phương", "hướng"), ("nhiệm", "vụ"), ("chỉ", "tiêu"))
JOINED = frozenset(("là", "có", ":", "chỉ", "đạt"))
LOOKED_BACK, LONGEST_CLAUSE = 12, 60
OPENING = 5
"""A year among the first words of a sentence is that of what follows."""
BEGINNING, HEADED = 120, 300
"""A period that is first told later is of its own paragraph only, or of what stands under its heading."""
HALF_YEAR = frozenset(("06", "07"))
"""Reports of these months that name no period tell of the half-year."""
REPORTING = frozenset((("báo", "cáo"), ("cùng", "kì"), ("trong", "kì"), ("cùng", "kỳ"), ("trong", "kỳ")))
BULLETS = frozenset(("-", "+", "*", "•"))
FIRST_WORDS = 16
LATE_REPORTS = 1
"""A text of January without a period tells of the year before."""
STOPS = frozenset((".", ";", "!", "?", "…", "..."))
CLAUSE_ENDS = frozenset((".", ";", ")"))
PASSING_ENDS = frozenset((".", ";", "nay"))
DAYS = frozenset(("ngày", "sáng", "chiều", "tối", "đêm", "trưa"))


@dataclass(frozen=True, slots=True)
class Mark:
    """A period in the text, at its first token."""

    at: int
    code: str
    until: int
    """Where it ceases to hold: a heading's period at the next one, a paragraph's at its end."""
    passing: bool = False
    """It is of a clause alone."""


@dataclass(frozen=True, slots=True)
class Periods:
    """The periods of a text in order, and the one of figures that none is told for."""

    marks: tuple[Mark, ...]
    default: str

    def within(self, first: int, last: int) -> str:
        """Return the first period that stands between two tokens, the heading of a column; "" for none."""
        at = bisect_left(self.marks, first, key=lambda mark: mark.at)
        return self.marks[at].code if at < len(self.marks) and self.marks[at].at < last else ""

    def of(self, sentence: Sentence, first: int, clause: int) -> str:
        """Return the period of the number at `first` of a sentence, whose clause ends at `clause`."""
        places = [mark.at for mark in self.marks]
        before = bisect_right(places, first)
        earlier = reversed(self.marks[max(0, before - LOOKED_BACK) : before])
        held = next((mark for mark in earlier if mark.until > first), None)
        if held is not None and held.at < sentence.heading[0]:
            held = None
        if held is not None and held.at >= sentence.first:
            return held.code
        if before < len(self.marks) and self.marks[before].at < clause:
            return self.marks[before].code
        return held.code if held is not None else self.default


def periods_of(tokens: Tokens, date: str) -> Periods:
    """Return the periods of a text that was written on a date ("2024", "2024-03", "2024-03-18" or "")."""
    marks: list[Mark] = []
    at, size = 0, len(tokens)
    end = 0
    while at < size:
        code, length = _period_at(tokens, at, date)
        if code and not (_ahead(code, date) and not _aimed_at(tokens, at)) and not _compared(tokens, at):
            end = end if end > at else _end_of_paragraph(tokens, at)
            told = _told_before(marks, code) if tokens.key(at + 1) == "năm" else code
            passing = _in_passing(tokens, at, told, date)
            marks.append(Mark(at, told, _until(tokens, at, end, passing=passing), passing))
        at += max(1, length)
    return Periods(tuple(marks), _default(tokens, marks, date))


def time_before(tokens: Tokens, first: int, period: str) -> str:
    """Return the earlier time that a number at `first` is of, as the words right before it say, or `period`.

    As in "04 vụ (cùng kỳ 07 vụ)", "203 vụ, so với năm 2022 (318 vụ)".
    """
    at = first - 1
    while tokens.key(at) in JOINED:
        at -= 1
    if _year(tokens.key(at)) and _same_time(tokens, at - 1 - (tokens.key(at - 1) == "năm")):
        return f"{tokens.keys[at]}{period[4:]}" if _has_year_before(period) else tokens.keys[at]
    if (tokens.key(at - 1), tokens.key(at)) in (("năm", "trước"), ("năm", "ngoái")):
        at -= 2
    if _same_time(tokens, at):
        return f"{int(period[:4]) - 1}{period[4:]}" if _has_year_before(period) else period
    opened = tokens.key(first - 1) == "(" and tokens.key(first - 3) == "năm"
    compared = opened and tokens.keys[max(0, first - 5) : first - 3] == ["so", "với"]
    return tokens.key(first - 2) if compared and _year(tokens.key(first - 2)) else period


def _same_time(tokens: Tokens, at: int) -> bool:
    return tokens.key(at - 1) == "cùng" and tokens.key(at) in {"kì", "kỳ"}


def _has_year_before(period: str) -> bool:
    """Tell whether a period has a like one in the year before: a year, a half, a month; a span of years has none."""
    return bool(_year(period[:4])) and not _year(period[5:9]) and ".." not in period


def _end_of_paragraph(tokens: Tokens, at: int) -> int:
    """Return the line break that ends a paragraph: after a full stop, or before an empty line."""
    size = len(tokens)
    while at < size and not (
        tokens.kinds[at] is LINE
        and (tokens.key(at - 1) in STOPS or at + 1 >= size or tokens.kinds[at + 1] is LINE or _lists(tokens, at))
    ):
        at += 1
    return at


def _lists(tokens: Tokens, at: int) -> bool:
    """Tell whether a line ends as a heading over a list: "III. PHƯƠNG HƯỚNG NĂM 2027", then "1. …" or "- …"."""
    following = at + 1
    numbered = tokens.kinds[following] is NUMBER and tokens.key(following + 1) in {".", ")", "/"}
    return tokens.key(at - 1) not in {",", ":", "và"} and (numbered or tokens.keys[following] in {"-", "+", "*", "•"})


def _compared(tokens: Tokens, at: int) -> bool:
    """Tell whether a period is what another is compared with: "so với 6 tháng đầu năm 2025"."""
    before = tokens.keys[max(0, at - 4) : at]
    return "so" in before and "với" in before


def _in_passing(tokens: Tokens, at: int, code: str, date: str) -> bool:
    """Tell whether a year that is over is named within a sentence, for a clause alone: "đạt chuẩn năm 2021"."""
    if not _year(code) or not date[:4].isdecimal() or int(code) >= int(_last_full_year(date)):
        return False
    return tokens.keys[at] == "tháng" or not (_opens(tokens, at) or tokens.key(at + 1) == ":")


def _opens(tokens: Tokens, at: int) -> bool:
    """Tell whether a period is among the first words of a sentence, and so that of what follows."""
    before = range(max(0, at - OPENING), at)
    return at < OPENING or any(tokens.kinds[step] is LINE or tokens.keys[step] in STOPS for step in before)


def _until(tokens: Tokens, at: int, end: int, *, passing: bool) -> int:
    """Return where a mark ceases to hold: "năm ngoái" with its clause, any other with its paragraph, or never."""
    if passing:
        end = min(end, at + LONGEST_CLAUSE)
        ends = PASSING_ENDS if tokens.keys[at] != "tháng" or _opens(tokens, at) else PASSING_ENDS | {","}
        return next((one for one in range(at, end) if tokens.keys[one] in ends), end)
    if tokens.keys[at] == "năm":
        end = min(end, at + LONGEST_CLAUSE)
        return next((one for one in range(at, end) if tokens.keys[one] in CLAUSE_ENDS), end)
    return end if _is_body(tokens, end) else len(tokens)


def _is_body(tokens: Tokens, end: int) -> bool:
    """Tell whether a paragraph tells something itself and is no heading of what follows."""
    return tokens.key(end - 1) in STOPS


def _told_before(marks: list[Mark], code: str) -> str:
    """Return the range of years that "5 năm qua" means, where one of that length was told in full."""
    first, last = int(code[:4]), int(code[-4:])
    for mark in reversed(marks[-LOOKED_BACK:]):
        told = _year(mark.code[:4]), _year(mark.code[5:])
        if all(told) and told[1] == last and abs(told[0] - first) == 1:
            return mark.code
    return code


def _ahead(code: str, date: str) -> bool:
    """Tell whether a range ends after the text was written: a term of office, a programme that has begun."""
    end = code.rsplit("-", 1)[-1]
    return bool(_year(end)) and "-" in code and date[:4].isdecimal() and int(end) > int(date[:4])


def _aimed_at(tokens: Tokens, at: int) -> bool:
    """Tell whether a period that is to come heads what is aimed at in it: "MỤC TIÊU 2026 - 2030"."""
    before = tokens.keys[max(0, at - LOOKED_BACK) : at]
    line = next((step for step in range(len(before) - 1, -1, -1) if before[step] == "\n"), -1)
    return any(pair in AIMS for pair in pairwise(before[line + 1 :]))


def _default(tokens: Tokens, marks: list[Mark], date: str) -> str:
    """Return the period of what is told before any is named: the first one, where it is of the text's own time."""
    named = next((mark.code for mark in marks if _is_early(tokens, mark)), "")
    year = date[:4]
    if not year.isdecimal():
        return named
    recent = {year, str(int(year) - 1)}
    if named[:4] in recent or (named and named[-4:] == year):
        return named
    if date[5:7] in HALF_YEAR and _is_report(tokens):
        return f"{year}-H1"
    return _last_full_year(date) if not _of_a_day(tokens) else year


def _is_report(tokens: Tokens) -> bool:
    """Tell whether a text reports point by point, and not as newspapers tell: by its first words, or "cùng kỳ"."""
    start = next((at for at, kind in enumerate(tokens.kinds) if kind is not LINE), 0)
    first = tokens.keys[start : start + FIRST_WORDS]
    numbered = len(first) > 1 and (first[0] in BULLETS or (len(first[0]) < 4 and first[1] in {".", ")", "/"}))
    marked = next((at for at, key in enumerate(first) if key in {".", ",", ";", ":", "\n"}), 0)
    headed = marked > 1 and first[marked] == ":" and not tokens.capital(start + 1)
    pairs = pairwise(tokens.keys[: 3 * HEADED])
    return numbered or headed or any(pair in REPORTING for pair in pairs)


def _is_early(tokens: Tokens, mark: Mark) -> bool:
    """Tell whether a period is told in a heading, or where a text begins."""
    if tokens.keys[mark.at] == "năm" or (mark.passing and tokens.keys[mark.at] == "tháng"):
        return False
    return mark.at < (HEADED if mark.until == len(tokens) else BEGINNING)


def _last_full_year(date: str) -> str:
    """Return the year that a text of January tells of, and of any other month."""
    month = int(date[5:7]) if date[5:7].isdecimal() else 12
    return str(int(date[:4]) - 1) if month <= LATE_REPORTS else date[:4]


def _of_a_day(tokens: Tokens) -> bool:
    """Tell whether a text tells of a day: "Sáng 28/2", "Ngày 2-3"."""
    return any(
        key in DAYS and tokens.kinds[at + 1] is NUMBER
        for at, key in enumerate(tokens.keys[: min(300, len(tokens) - 1)])
    )


def _period_at(tokens: Tokens, at: int, date: str) -> tuple[str, int]:
    key = tokens.keys[at]
    if not (key in BEGINNINGS or key.isdecimal()):
        return "", 1
    if _year(key):
        return _years(tokens, at, date)
    named = {"quý": _quarter, "tháng": _month, "năm": _year_before}.get(key)
    if named is not None and (key != "năm" or tokens.key(at + 1) in {"ngoái", "trước"}):
        return named(tokens, at, date)
    if key == "đầu" and tokens.key(at + 1) == "năm" and tokens.key(at - 1) == "từ":
        return (date[:4], 2) if date and not _year(tokens.key(at + 2)) else ("", 1)
    count = int(key) if key.isdecimal() and len(key) < 3 else WORDS.get(key, 0)
    return _length(tokens, at, date, count) if count else ("", 1)


def _year_before(tokens: Tokens, at: int, date: str) -> tuple[str, int]:
    """As in "năm ngoái có 3 vụ"; in "so với năm trước" it is another figure's time."""
    compared = OTHER_TIME & {tokens.key(at - 1), tokens.key(at - 2)}
    numbered = at > 0 and tokens.kinds[at - 1] is NUMBER
    return (str(int(date[:4]) - 1), 2) if date[:4].isdecimal() and not compared and not numbered else ("", 2)


def _year(key: str) -> int:
    return int(key) if len(key) == 4 and key.isdecimal() and FIRST_YEAR <= int(key) <= LAST_YEAR else 0


def _years(tokens: Tokens, at: int, date: str) -> tuple[str, int]:
    """2019-2024, "từ năm 2019 đến nay", "từ 2016 đến 2020", "năm 2022"."""
    year, step = tokens.keys[at], at + 1
    if tokens.key(step) in {"-", "đến", "–"}:
        step += 1 + (tokens.key(step + 1) == "năm")
        if _year(tokens.key(step)):
            return f"{year}-{tokens.keys[step]}", step - at + 1
        if tokens.key(step) == "nay" and date and tokens.key(at - 1) in {"năm", "từ"}:
            return f"{year}-{date[:4]}", step - at + 1
    if tokens.key(at - 1) != "năm":
        return "", 1
    before = {tokens.key(at - 2), tokens.key(at - 3)}
    return ("", 1) if OTHER_TIME & before else (year, 1)


def _quarter(tokens: Tokens, at: int, date: str) -> tuple[str, int]:
    number = QUARTERS.get(tokens.key(at + 1), 0)
    year, length = _year_after(tokens, at + 2, date)
    return (f"{year}-Q{number}", 2 + length) if number and year else ("", 1)


def _month(tokens: Tokens, at: int, date: str) -> tuple[str, int]:
    """As in "tháng 11/2021", "từ tháng 7/2025 đến nay", "trong tháng"."""
    raw = tokens.key(at + 1)
    if not (raw.isdecimal() and 0 < int(raw[:3]) <= 12):
        return (date[:7], 1) if tokens.key(at - 1) == "trong" and len(date) >= 7 else ("", 1)
    year, length = _year_after(tokens, at + 2, "")
    if not year:
        return (_last_such_month(int(raw), date) if tokens.key(at - 1) in {"trong", "riêng"} else ""), 2
    code = f"{year}-{int(raw):02}"
    until = tokens.key(at + 2 + length) in {"đến", "tới"} or tokens.key(at - 2) == "tính"
    if tokens.key(at - 1) == "từ" and until and len(date) >= 7:
        return f"{code}..{date[:7]}", 2 + length
    told = {tokens.key(at - 1), tokens.key(at - 2)} & {"trong", "đầu", "quả", "cáo", "kết"}
    if told or _ends_title(tokens, at, at + 2 + length):
        return code, 2 + length
    return (year if _is_past(tokens, at, year, date) else ""), 2 + length


def _is_past(tokens: Tokens, at: int, year: str, date: str) -> bool:
    """Tell whether a month of an earlier year says when something was: "Tháng 3/2023, 40 mắt được lắp"."""
    before = {tokens.key(at - 1), tokens.key(at - 2)}
    dated = at > 0 and tokens.kinds[at - 1] is NUMBER
    return year < date[:4] and not dated and not before & OTHER_TIME


def _last_such_month(month: int, date: str) -> str:
    """Return the month that "trong tháng 11" means: the last one of that name when the text was written."""
    if len(date) < 7:
        return ""
    return f"{int(date[:4]) - (month > int(date[5:7]))}-{month:02}"


def _ends_title(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether a month ends a title: "Kết quả công tác tháng 11 năm 2026", no "ngày 5 tháng 11", no dateline."""
    ended = last >= len(tokens) or tokens.kinds[last] is LINE
    before = tokens.key(first - 1)
    dated = first == 0 or tokens.kinds[first - 1] is not WORD or before in OTHER_TIME or before in DAYS
    return ended and first < BEGINNING and not dated


def _year_after(tokens: Tokens, at: int, date: str) -> tuple[str, int]:
    """Return the year that follows ("/2021", "năm 2021"), or that of the date, and how many tokens it takes."""
    if tokens.key(at) in {"/", "năm", "-", "."} and _year(tokens.key(at + 1)):
        return tokens.keys[at + 1], 2
    return date[:4], 0


def _length(tokens: Tokens, at: int, date: str, count: int) -> tuple[str, int]:
    """As in "6 tháng đầu năm 2022", "6T/2021", "10 năm qua", "sau 2 năm"."""
    unit = tokens.key(at + 1)
    if unit == "t" and tokens.key(at + 2) == "/" and _year(tokens.key(at + 3)):
        return _months(tokens.keys[at + 3], count), 4
    if unit == "tháng":
        return _part_of_year(tokens, at, date, count)
    if unit == "năm" and len(date) >= 4 and _looks_back(tokens, at):
        end = int(_last_full_year(date))
        return f"{end - count}-{end}", 2
    return "", 1


def _months(year: str, count: int) -> str:
    return f"{year}-H1" if count == 6 else f"{year}-{count}M"


def _part_of_year(tokens: Tokens, at: int, date: str, count: int) -> tuple[str, int]:
    part = tokens.key(at + 2)
    if part in {"đầu", "cuối"} and tokens.key(at + 3) == "năm":
        year = tokens.key(at + 4) if _year(tokens.key(at + 4)) else date[:4]
        late = f"{year}-H2" if count == 6 else year
        return (_months(year, count) if part == "đầu" else late, 5) if year else ("", 4)
    half = tokens.key(at - 1) in {"trong", "qua"} and count in {6, 9}
    if (half or tokens.key(at - 1) == "kết") and date:
        return _months(date[:4], count), 2
    summed = part == "qua" or tokens.key(at - 1) in {"trong", "chung"}
    if summed and date[5:7].isdecimal() and count in {int(date[5:7]), int(date[5:7]) - 1}:
        return _months(date[:4], count), 2
    return "", 1


def _looks_back(tokens: Tokens, at: int) -> bool:
    """Tell whether a number of years ends now: "10 năm qua", "sau 2 năm thực hiện", "sơ kết 3 năm"."""
    if _year(tokens.key(at + 3)) or _year(tokens.key(at + 4)):
        return False
    return tokens.key(at + 2) == "qua" or tokens.key(at - 1) in {"sau", "qua", "kết"}
