"""The registers of schemes, gathered by `registers` at start-up."""

from binhyen.registers.queries.declared import Register
from binhyen.schemes.registers.exemplars import EXEMPLARS
from binhyen.schemes.registers.schemes import SCHEMES
from binhyen.schemes.registers.sites import SITES

__all__ = ["EXEMPLARS", "REGISTERS", "SCHEMES", "SITES"]

REGISTERS: tuple[Register, ...] = (SCHEMES, SITES, EXEMPLARS)
