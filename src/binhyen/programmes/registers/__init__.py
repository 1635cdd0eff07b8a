"""The registers of joint programmes: what was agreed, plans of the years, what was done together, summaries."""

from binhyen.programmes.registers.agreements import COMMITMENTS, PROGRAMMES
from binhyen.programmes.registers.summaries import SUMMARIES
from binhyen.programmes.registers.work import ACTIVITIES, PLANS

__all__ = ["ACTIVITIES", "COMMITMENTS", "PLANS", "PROGRAMMES", "REGISTERS", "SUMMARIES"]

REGISTERS = (PROGRAMMES, COMMITMENTS, PLANS, ACTIVITIES, SUMMARIES)
"""The registers of this storey, gathered by `registers` at start-up."""
