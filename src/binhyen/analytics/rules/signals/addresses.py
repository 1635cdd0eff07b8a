"""Where the pages of signals and spot checks are: rooms below the doors link to them without knowing Django."""

ROOT = "/kiem-chung/"
CHECKS = f"{ROOT}phuc-tra/"


def at_report(report_id: int) -> str:
    """Return the page of one report's signals."""
    return f"{ROOT}bao-cao/{report_id}/"


def spot_check(check_id: int) -> str:
    """Return the page of a spot check."""
    return f"{CHECKS}{check_id}/"
