"""Marks sentences for translation in modules that may not know Django."""


def gettext_noop(message: str) -> str:
    """Return `message` unchanged: `makemessages` finds the literal, pages translate it when they show it."""
    return message
