"""The registers of awards: given, proposed, launches, pledges and budgets."""

from binhyen.awards.registers.given import AWARDS
from binhyen.awards.registers.pledged import BUDGETS, LAUNCHES, PLEDGES
from binhyen.awards.registers.proposed import PROPOSALS

__all__ = ["AWARDS", "BUDGETS", "LAUNCHES", "PLEDGES", "PROPOSALS", "REGISTERS"]

REGISTERS = (AWARDS, PROPOSALS, LAUNCHES, PLEDGES, BUDGETS)
"""The registers of this storey, gathered by `registers` at start-up."""
