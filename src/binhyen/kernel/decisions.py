"""May somebody do something? A yes, or a no that carries its reason."""

from dataclasses import dataclass, field

from binhyen.kernel.findings import Finding, Forbidden, Refused


@dataclass(frozen=True, slots=True)
class Decision:
    """Answer of a `may_…` function: truthy when allowed; otherwise `finding` says why not.

    `forbidden` tells a person's missing right (403) from a state of things that says no today (409): a page hides the
    button for the first and shows it disabled, with its reason, for the second.
    """

    finding: Finding | None = None
    forbidden: bool = field(default=False)

    def __bool__(self) -> bool:
        return self.finding is None

    def require(self) -> None:
        """Raise `Forbidden` or `Refused` when the answer is no."""
        if self.finding is None:
            return
        if self.forbidden:
            raise Forbidden(self.finding)
        raise Refused(self.finding)


YES = Decision()


def no(code: str, message: str, *, source: str = "", **params: object) -> Decision:
    """Return a no that rests on the state of things."""
    return Decision(Finding(code, message, params=params, source=source))


def never(code: str, message: str, *, source: str = "", **params: object) -> Decision:
    """Return a no that rests on who asks."""
    return Decision(Finding(code, message, params=params, source=source), forbidden=True)
