"""The registers of plans, gathered by `registers` at start-up."""

from binhyen.plans.registers.committees import COMMITTEES, SEATS
from binhyen.plans.registers.directing import DOCUMENTS, PLANS
from binhyen.plans.registers.inspecting import INSPECTIONS, REMEDIES
from binhyen.plans.registers.tasks import TASKS

REGISTERS = (DOCUMENTS, PLANS, TASKS, INSPECTIONS, REMEDIES, COMMITTEES, SEATS)
"""In the order in which the overview lists them."""

__all__ = ["COMMITTEES", "DOCUMENTS", "INSPECTIONS", "PLANS", "REGISTERS", "REMEDIES", "SEATS", "TASKS"]
