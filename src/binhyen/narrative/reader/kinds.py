"""Layer 5, kinds: which kinds of places and units a number counts, where its noun alone does not say it."""

from binhyen.narrative.reader.clauses import Item
from binhyen.narrative.reader.nouns import kinds_of
from binhyen.narrative.reader.tokens import Tokens
from binhyen.narrative.reader.vocabulary import vocabulary

MERGED = "2025-07"
"""Since this month communes, wards and special zones make the lower tier; before, communes, wards and townships."""
LOWER_TIER = ("k_commune", "k_ward")
SKIPPED = frozenset(("số", "tổng", "các", "đơn", "vị", "cơ", "sở", "hội", "công", "an", "đoàn", "lượt"))
"""Words that may stand between a number and the kind of what it counts: "01 đơn vị Công an đặc khu"."""
WITHIN = frozenset(("ở", "tại", "trong"))
MODELS = frozenset(("model", "model_site"))


def tell_kinds(tokens: Tokens, item: Item, before: Item | None, date: str) -> None:
    """Give an item the kinds that its own words say, or those of the item that it says more of.

    `before` is the figure of the same indicator before it in the sentence: "112/119 xã đạt, tỷ lệ 94%".
    """
    kinds = _said(tokens, item) or item.kinds
    if kinds and _names_tier(tokens, item):
        kinds = (*LOWER_TIER, "k_special_zone" if date >= MERGED else "k_township")
    if not kinds and before is not None and goes_on(tokens, item, before):
        kinds = before.kinds
    item.kinds = kinds


def goes_on(tokens: Tokens, item: Item, before: Item) -> bool:
    """Tell whether a number without a noun says more of the one before it: "112/119 xã đạt, tỷ lệ trên 94%"."""
    unnamed = item.noun == item.number.last
    return unnamed and "chung" not in tokens.keys[before.number.last : item.number.first]


def _said(tokens: Tokens, item: Item) -> tuple[str, ...]:
    """Return the kinds that stand first after a number, past "Công an", "cơ sở Hội" and their like."""
    words, limit, first = vocabulary(), item.own, item.number.last
    if MODELS.intersection(item.labels) and tokens.key(item.noun) in WITHIN:
        first = item.noun + 1
    for at in range(first, min(limit, first + len(SKIPPED))):
        labels, end = words.units.longest(tokens.keys, at)
        if any(label.startswith("k_") for label in labels) and _is_kind(tokens, at):
            named = tokens.capital(end) and first > item.number.last
            return () if named else kinds_of(tokens, words, labels, end, limit)[0]
        if tokens.keys[at] not in SKIPPED:
            break
    return ()


def _is_kind(tokens: Tokens, at: int) -> bool:
    """Tell whether a word says a kind and is none of the words that are passed over: "cơ sở hội", "đơn vị"."""
    return tokens.keys[at] not in SKIPPED or tokens.key(at + 1) in {"quan", "giáo"}


def _names_tier(tokens: Tokens, item: Item) -> bool:
    """Tell whether what is counted is all that is of the lower tier: "163/173 đơn vị cấp xã"."""
    last = item.number.last
    return any(tokens.keys[at : at + 2] == ["cấp", "xã"] for at in range(last, min(item.own, last + 5)))
