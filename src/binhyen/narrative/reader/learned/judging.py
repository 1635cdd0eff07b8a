"""What the learned part makes of what the rules found."""

from binhyen.narrative.reader.learned.seen import Seen
from binhyen.narrative.reader.qualified import Found
from binhyen.narrative.reader.tokens import Tokens
from binhyen.narrative.reader.vocabulary import Vocabulary


def judged(tokens: Tokens, words: Vocabulary, seen: list[Seen]) -> list[Found]:
    """Return the figures among the numbers."""
    return [one.found for one in seen if one.found is not None]
