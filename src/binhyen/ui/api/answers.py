"""Noes of the door itself, each with its status. Noes of actions are `Refused` (409) and `Forbidden` (403)."""

from binhyen.kernel.findings import Refusal


class Unreadable(Refusal):
    """What was sent is not even JSON or XML."""

    status = 400


class Unknown(Refusal):
    """No key, or one that acts for nobody."""

    status = 401


class NotThere(Refusal):
    """What the address names is not there, or not for this post."""

    status = 404


class TooLarge(Refusal):
    """More was sent than is read at once."""

    status = 413


class WrongMedia(Refusal):
    """The body is in a form that this address does not read."""

    status = 415


class WrongValues(Refusal):
    """What was sent can be read, and some of it is wrong; each finding names its place."""

    status = 422
