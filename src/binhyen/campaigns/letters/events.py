"""What an event's letters say before anybody edits them: pure, from what the registers hold. Vietnamese."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from binhyen.campaigns.queries.conferences import Course, Row, attendance
from binhyen.campaigns.rules.conference_programme import PART_TITLES, Timed
from binhyen.campaigns.rules.wording import Section, Sheets, Wording
from binhyen.documents.rules.content import Align, Annex, Column, LetterKind, Table
from binhyen.kernel.vietnamese import long_date, number, short_date

HEADINGS: Mapping[LetterKind, tuple[str, ...]] = {
    LetterKind.INVITATION: ("",),
    LetterKind.PROGRAMME: ("", "Lưu ý"),
    LetterKind.MINUTES: (
        "",
        "Thành phần tham dự",
        "Nội dung hội nghị",
        "Hỏi đáp, thảo luận",
        "Kiến nghị, đề xuất",
        "Trao thưởng",
        "Kết luận của chủ trì",
        "Kết thúc",
    ),
    LetterKind.NOTICE: ("", "Đánh giá chung", "Nhiệm vụ thời gian tới", "Tổ chức thực hiện"),
}
"""Sections of each kind of letter, in order. Headings are practice (I), the layout is the decree's."""
_FEW = 6
"""Agencies that are named in the invitation itself; more stand in a list."""


@dataclass(frozen=True, slots=True)
class Body:
    """In whose name a letter is written: "Ban Chỉ đạo … tỉnh Lạng Sơn", and the signer who is expected."""

    name: str
    signer_title: str = ""
    signer_name: str = ""
    second_title: str = ""


def prefilled(kind: LetterKind, course: Course, body: Body) -> Wording:
    """Return the words with which a letter begins."""
    subject, texts, recipients = _WRITERS[kind](course, body)
    sections = tuple(Section(heading, texts.get(heading, "")) for heading in HEADINGS[kind])
    return Wording(subject, sections, recipients, body.signer_title, body.signer_name, body.second_title)


Written = tuple[str, Mapping[str, str], tuple[str, ...]]


def called(course: Course) -> str:
    """Return what the event is called inside a sentence: "Hội nghị tổng kết …"."""
    return course.event.name.strip().rstrip(".")


def when(course: Course) -> str:
    """Return "08 giờ 00, ngày 08 tháng 02 năm 2023 (thứ Tư)"."""
    event = course.event
    hour = f"{event.begins.replace(':', ' giờ ')}, " if event.begins else ""
    until = event.until if event.until and event.until != event.since else None
    days = f"{long_date(event.since)} ({_WEEK[event.since.weekday()]})"
    return f"{hour}{days} đến hết {long_date(until)}" if until else f"{hour}{days}"


_WEEK = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def where(course: Course) -> str:
    """Return the main venue, and that points are connected."""
    connected = len(course.connected)
    online = f"; trực tuyến tới {number(connected)} điểm cầu" if connected else ""
    return f"{course.event.venue.strip().rstrip('.')}{online}".strip("; ")


def _facts(course: Course) -> list[str]:
    """Return lines of chair, time and place; what is not known is left out."""
    said = (("Chủ trì", course.chair), ("Thời gian", when(course)), ("Địa điểm", where(course)))
    return [f"{label}: {text}." for label, text in said if text]


def _invitation(course: Course, body: Body) -> Written:
    agencies = list(dict.fromkeys(_seat(row) for row in course.delegates))
    if not agencies:
        guests = f"{body.name} trân trọng kính mời: …"
    elif len(agencies) <= _FEW:
        guests = f"{body.name} trân trọng kính mời: {'; '.join(agencies)}."
    else:
        guests = f"{body.name} trân trọng kính mời các cơ quan, đơn vị có tên trong danh sách kèm theo."
    lines = [guests, f"Tới dự: {called(course)}.", *_facts(course), *_point_lines(course)]
    lines.append("Đề nghị đại biểu mang theo giấy mời hoặc mã điểm danh và có mặt trước 15 phút.")
    return f"Dự {called(course)}", {"": "\n".join(lines)}, ("Như thành phần mời",)


def _point_lines(course: Course) -> list[str]:
    named = [row for row in course.connected if row.venue or row.head]
    if not named:
        return []
    return ["Các điểm cầu:", *_listed(f"{row.name}: {_joined(row.venue, _headed(row.head))}" for row in named)]


def _listed(items: Iterable[str]) -> list[str]:
    """Return items as lines of a list, the last closed by a full stop."""
    told = [f"- {one.rstrip('.;')};" for one in items]
    return [*told[:-1], f"{told[-1][:-1]}."] if told else []


def _headed(head: str) -> str:
    return f"chủ trì điểm cầu: {head}" if head else ""


def _joined(*words: str) -> str:
    return ", ".join(word for word in words if word)


def _seat(row: Row) -> str:
    return _joined(row.agency, row.role)


def _programme(course: Course, _body: Body) -> Written:
    note = "Chương trình có thể thay đổi theo điều hành của chủ trì." if course.timed else ""
    return called(course), {"": "\n".join(_facts(course)), "Lưu ý": note}, ()


def _minutes(course: Course, _body: Body) -> Written:
    event = course.event
    texts = {
        "": "\n".join(
            [
                f"{called(course)} được tổ chức vào {when(course)}.",
                *([f"Địa điểm: {where(course)}."] if where(course) else []),
            ]
        ),
        "Thành phần tham dự": "\n".join(_present(course)),
        "Nội dung hội nghị": "\n".join(_held(course)),
        "Hỏi đáp, thảo luận": "\n".join(_asked(course)),
        "Kiến nghị, đề xuất": "\n".join(_proposed(course)),
        "Trao thưởng": "\n".join(_handed(course)),
        "Kết luận của chủ trì": "\n".join(_concluded(course)),
        "Kết thúc": _ended(event.ends),
    }
    return called(course), texts, ()


def _ended(ends: str) -> str:
    at = f" vào {ends.replace(':', ' giờ ')}" if ends else ""
    return f"Hội nghị kết thúc{at} cùng ngày. Biên bản được đọc lại và những người dự họp thống nhất thông qua."


def _present(course: Course) -> list[str]:
    lines = [f"Chủ trì: {course.chair}."] if course.chair else []
    found = attendance(course.delegates)
    if found.invited:
        excused = f", vắng có lý do {number(found.excused)}" if found.excused else ""
        lines.append(f"Đại biểu có mặt: {number(found.present)}/{number(found.invited)}{excused}.")
    if course.points:
        lines.append(f"Các điểm cầu: {number(len(course.points))} (số liệu từng điểm cầu kèm theo biên bản).")
    return lines


def _held(course: Course) -> list[str]:
    lines = _listed(_joined(one.item.content, one.item.who) for one in course.timed)
    if course.papers:
        lines.append(f"Hội nghị nghe {number(len(course.papers))} tham luận:")
        lines += _listed(f"“{row.name}”, {row.speaker}" for row in course.papers)
    return lines


def _asked(course: Course) -> list[str]:
    names = {row.record_id: row.name for row in course.points}
    lines = []
    for row in course.questions:
        who = _joined(names.get(row.point_id, ""), row.asked_by)
        lines.append(f"- {who or 'Đại biểu'} hỏi: {_flat(row.text)}")
        if row.answer:
            lines.append(f"{row.answered_by} trả lời: {_flat(row.answer)}")
    return lines


def _flat(text: str) -> str:
    return " ".join(text.split())


_TAKEN = {"accepted": "được tiếp thu", "declined": "không tiếp thu", "": "đang xem xét"}


def _proposed(course: Course) -> list[str]:
    lines = []
    for row in course.proposals:
        addressed = f" với {row.addressee}" if row.addressee else ""
        reason = course.reasons.get(row.record_id, "")
        taken = f"{_TAKEN.get(row.state, '')}{f' ({reason})' if reason else ''}"
        lines.append(f"- {row.proposer} kiến nghị{addressed}: {_flat(row.text).rstrip('.')}; {taken}.")
    return lines


def _handed(course: Course) -> list[str]:
    return _listed(f"{row.name} do {row.authority} tặng; {row.presenter} trao" for row in course.handings)


def _concluded(course: Course) -> list[str]:
    lines = []
    for place, row in enumerate(course.conclusions, start=1):
        lead = f" Chủ trì: {row.lead}." if row.lead else ""
        due = f" Thời hạn: {short_date(row.due)}." if row.due else ""
        lines.append(f"{place}. {_flat(row.content).rstrip('.')}.{lead}{due}")
    return lines


def _notice(course: Course, body: Body) -> Written:
    chair = course.chair or "chủ trì"
    opening = (
        f"{_capital(long_date(course.event.since))}, {chair} chủ trì {called(course)}. Sau khi nghe báo cáo, "
        f"tham luận và ý kiến của các đại biểu, {chair} kết luận như sau:"
    )
    carry = f"{body.name} thông báo để các cơ quan, đơn vị, địa phương biết, thực hiện."
    texts = {"": opening, "Nhiệm vụ thời gian tới": "\n".join(_concluded(course)), "Tổ chức thực hiện": carry}
    leads = tuple(dict.fromkeys(row.lead for row in course.conclusions if row.lead))
    return f"Kết luận của {chair} tại {called(course)}", texts, leads or ("Các cơ quan, đơn vị liên quan",)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_WRITERS: Mapping[LetterKind, Callable[[Course, Body], Written]] = {
    LetterKind.INVITATION: _invitation,
    LetterKind.PROGRAMME: _programme,
    LetterKind.MINUTES: _minutes,
    LetterKind.NOTICE: _notice,
}


# ------------------------------------------------------------------ tables


def sheets_of(kind: LetterKind, course: Course) -> Sheets:
    """Return the tables of a letter: they follow the registers and are not edited in it."""
    write = _SHEETS.get(kind)
    return write(course) if write else Sheets()


def _programme_sheets(course: Course) -> Sheets:
    annexes = (Annex("Trình tự trao thưởng", (handing_table(course.handings),)),) if course.handings else ()
    return Sheets((programme_table(course.timed),) if course.timed else (), annexes)


def _invitation_sheets(course: Course) -> Sheets:
    seats: dict[str, int] = {}
    for row in course.delegates:
        seats[_seat(row)] = seats.get(_seat(row), 0) + 1
    if len(seats) <= _FEW:
        return Sheets()
    columns = (
        Column("STT", 8, Align.CENTRE),
        Column("Cơ quan, đơn vị, thành phần", 72),
        Column("Số đại biểu", 20, Align.CENTRE),
    )
    rows = [(str(place), name, number(count)) for place, (name, count) in enumerate(seats.items(), start=1)]
    total = ("", "Cộng", number(sum(seats.values())))
    return Sheets(annexes=(Annex("Danh sách mời dự", (Table(columns, (*rows, total), total_rows=1),)),))


def _minutes_sheets(course: Course) -> Sheets:
    if not course.points:
        return Sheets()
    return Sheets(annexes=(Annex("Số đại biểu tại các điểm cầu", (point_table(course.points),)),))


_SHEETS: Mapping[LetterKind, Callable[[Course], Sheets]] = {
    LetterKind.INVITATION: _invitation_sheets,
    LetterKind.PROGRAMME: _programme_sheets,
    LetterKind.MINUTES: _minutes_sheets,
}


def programme_table(timed: Iterable[Timed]) -> Table:
    """Return the programme with a line over each part where there are several."""
    columns = (
        Column("Thời gian", 20, Align.CENTRE),
        Column("Nội dung", 50),
        Column("Thực hiện", 30),
    )
    listed = list(timed)
    parts = list(dict.fromkeys(one.item.part for one in listed))
    rows: list[tuple[str, ...]] = []
    here = ""
    for one in listed:
        if len(parts) > 1 and one.item.part != here:
            here = one.item.part
            rows.append(("", PART_TITLES.get(here, "").upper(), ""))
        rows.append((one.span, one.item.content, one.item.who))
    return Table(columns, tuple(rows))


def handing_table(handings: Sequence[Row]) -> Table:
    """Return the order of awards: who awards and who hands over stand in two columns."""
    columns = (
        Column("TT", 7, Align.CENTRE),
        Column("Hình thức khen thưởng", 27),
        Column("Cấp khen thưởng", 21),
        Column("Tập thể, cá nhân nhận", 25),
        Column("Người trao", 20),
    )
    rows = tuple(
        (
            str(place),
            row.name,
            row.authority,
            "; ".join(line.strip() for line in row.recipients.splitlines() if line.strip()),
            row.presenter,
        )
        for place, row in enumerate(handings, start=1)
    )
    return Table(columns, rows)


def point_table(points: Sequence[Row]) -> Table:
    """Return each point with its own numbers. They are never added: a delegate may have been at two of them."""
    columns = (
        Column("STT", 8, Align.CENTRE),
        Column("Điểm cầu", 36),
        Column("Chủ trì điểm cầu", 26),
        Column("Mời", 10, Align.CENTRE),
        Column("Dự", 10, Align.CENTRE),
        Column("Ý kiến", 10, Align.CENTRE),
    )
    rows = tuple(
        (str(place), row.name, row.head, _told(row.invited), _told(row.attended), _told(row.questions))
        for place, row in enumerate(points, start=1)
    )
    return Table(columns, rows)


def _told(value: int | None) -> str:
    return "–" if value is None else number(value)
