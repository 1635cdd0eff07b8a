"""The registers of forces, gathered by `registers` at start-up."""

from binhyen.forces.registers.duty import DUTY, POLICE, QUOTAS
from binhyen.forces.registers.groups import GROUPS
from binhyen.forces.registers.members import MEMBERS, SERVICE
from binhyen.registers.queries.declared import Register

__all__ = ["DUTY", "GROUPS", "MEMBERS", "POLICE", "QUOTAS", "REGISTERS", "SERVICE"]

REGISTERS: tuple[Register, ...] = (GROUPS, MEMBERS, SERVICE, QUOTAS, DUTY, POLICE)
