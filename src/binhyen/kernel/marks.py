"""Marks sentences for translation in modules that may not know Django."""


def gettext_noop(message: str) -> str:
    """Return `message` unchanged: `makemessages` finds the literal, pages translate it when they show it."""
    return message


class Word(str):
    """A marked word that stands inside another sentence: it is translated with it."""

    __slots__ = ()
