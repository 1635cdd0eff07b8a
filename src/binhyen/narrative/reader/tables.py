"""Layer 3, tables: rows of cells, whose numbers get their words from the row's label and the column's head."""

from dataclasses import dataclass, field

from binhyen.narrative.reader.clauses import Item, Sentence
from binhyen.narrative.reader.evidence import HEADED, LABELLED, TITLED, Cue, Strengths, near
from binhyen.narrative.reader.tokens import LINE, NUMBER, WORD, Tokens
from binhyen.narrative.reader.vocabulary import Vocabulary

Cell = tuple[int, int]
ORDINALS = frozenset(("stt", "tt", "số tt", "số thứ tự", "#", "no"))
CASES = ("n_crime", "n_gambling", "n_drug", "n_accident", "n_fire", "n_evil", "n_crime_econ", "n_conflict")
MILLIONS = frozenset(("triệu", "tỉ", "trđ"))
"""A bare number of these is an amount of money."""
CHANGES = frozenset(("tăng", "giảm", "sánh", "lệch", "+", "±"))


@dataclass(slots=True)
class Table:
    """A run of rows: the cells of its head, if it has one, and whether the first column only counts."""

    head: list[Cell] = field(default_factory=list)
    counts: bool = False


def cells_of(tokens: Tokens, sentence: Sentence) -> list[Cell]:
    """Return the cells of a row, without empty ones at its ends."""
    cells: list[Cell] = []
    first = sentence.first
    for at in range(sentence.first, sentence.last + 1):
        if at == sentence.last or tokens.keys[at] == "|" or tokens.kinds[at] is LINE:
            cells.append((first, at))
            first = at + 1
            if at < sentence.last and tokens.kinds[at] is LINE:
                break
    return cells


def next_table(tokens: Tokens, sentence: Sentence, table: Table | None) -> Table | None:
    """Return the table that a sentence is a row of, begun with it if need be; None where it is no row."""
    if not sentence.row:
        return None
    if table is not None:
        return table
    cells = cells_of(tokens, sentence)
    filled = [cell for cell in cells if cell[1] > cell[0]]
    if len(filled) < 2 or any(_numeric(tokens, cell) or _headed(tokens, cell) for cell in filled):
        return Table()
    words = [" ".join(tokens.keys[first:last]) for first, last in cells]
    return Table(_captioned(tokens, cells), words[0] in ORDINALS)


def _captioned(tokens: Tokens, cells: list[Cell]) -> list[Cell]:
    """Part a caption from the columns that it names in brackets: "Biểu 1 (số camera | số điểm)"."""
    first, last = cells[0]
    opening = next((at for at in range(last - 1, first, -1) if tokens.keys[at] in {"(", ")"}), first)
    if tokens.keys[opening] != "(" or tokens.keys[cells[-1][1] - 1] != ")":
        return cells
    return [(first, opening), (opening + 1, last), *cells[1:]]


def _headed(tokens: Tokens, cell: Cell) -> Cell | None:
    """Return the heading that stands in a cell before its number ("Số mô hình: 12"), or nothing."""
    first, last = cell
    for at in range(first + 1, last - 1):
        if tokens.keys[at] == ":" and _number_cell(tokens, (at + 1, last)):
            return (first, at)
    return None


def _numeric(tokens: Tokens, cell: Cell) -> bool:
    first, last = cell
    if last <= first or last - first > 5 or tokens.kinds[first] is not NUMBER:
        return False
    return not 1900 < _plain(tokens.keys[first]) < 2100 and tokens.key(first + 1) not in {"t", "tháng"}


def _plain(raw: str) -> int:
    return int(raw) if raw.isdecimal() and len(raw) < 9 else 0


def row_items(
    tokens: Tokens, words: Vocabulary, sentence: Sentence, table: Table, cues: list[Cue]
) -> list[tuple[Item, Strengths]]:
    """Return the items of a row with what its label and the heads of the columns say of them."""
    cells = cells_of(tokens, sentence)
    label = next((cell for cell in cells if _names(tokens, cell)), (0, 0))
    found: list[tuple[Item, Strengths]] = []
    for item in sentence.items:
        column = next((at for at, cell in enumerate(cells) if cell[0] <= item.number.first < cell[1]), -1)
        if column < 0 or (column == 0 and (table.counts or label[0] > item.number.first)):
            continue
        head = _headed(tokens, cells[column])
        if head is None and not _number_cell(tokens, cells[column]):
            continue
        if head is None:
            head = table.head[column] if column < len(table.head) else (0, 0)
        item.head = head
        title = table.head[cells.index(label)] if label in cells and cells.index(label) < len(table.head) else (0, 0)
        found.append(_with_words(tokens, words, item, (label, head, title), cues))
    return found


def _names(tokens: Tokens, cell: Cell) -> bool:
    """Tell whether a cell names its row: words, no number under a heading of its own."""
    first, last = cell
    if last > first and tokens.kinds[first] is NUMBER and tokens.key(first + 1) == ".":
        first += 2
    worded = any(tokens.kinds[at] is WORD for at in range(first, last))
    return worded and not _number_cell(tokens, (first, last)) and _headed(tokens, cell) is None


def _number_cell(tokens: Tokens, cell: Cell) -> bool:
    first, last = cell
    while first < last and tokens.keys[first] in {"-", "+", "("}:
        first += 1
    return first < last and tokens.kinds[first] is NUMBER


def _with_words(
    tokens: Tokens, words: Vocabulary, item: Item, around: tuple[Cell, Cell, Cell], cues: list[Cue]
) -> tuple[Item, Strengths]:
    label, head, title = around
    strengths = Strengths()
    for (first, last), strength in ((label, LABELLED), (head, HEADED), (title, TITLED)):
        for cue in near(cues, first, last):
            strengths.take(cue.labels, strength, own=True)
    if not item.labels or item.behind:
        named, noun = _named(tokens, words, label)
        counted, column = _named(tokens, words, head)
        specific = named and (not counted or noun[:1] == column[:1])
        item.labels = (named if specific else counted) or _told_of(strengths)
        if MILLIONS.intersection(tokens.keys[item.number.first : item.number.last]):
            item.labels = ("money",)
        item.kinds = tuple(one for one in item.labels if one.startswith("k_"))
    if CHANGES.intersection(tokens.keys[head[0] : head[1]]):
        item.changes = True
    return item, strengths


def _told_of(strengths: Strengths) -> tuple[str, ...]:
    """Return the class of what a label without a noun is about: "Trộm cắp tài sản | 5 | 3"."""
    return ("case",) if any(strengths.own.get(label) for label in CASES) else ()


def _named(tokens: Tokens, words: Vocabulary, cell: Cell) -> tuple[tuple[str, ...], list[str]]:
    """Return the classes of the first counted noun of a cell, and its keys."""
    first, last = cell
    for at in range(first, last):
        labels, end = words.units.longest(tokens.keys, at)
        if labels and end <= last and "nil" not in labels:
            return labels, tokens.keys[at:end]
    return (), []
