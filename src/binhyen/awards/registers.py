"""The registers of awards, gathered by `registers` at start-up."""

from binhyen.registers.queries.declared import Register

REGISTERS: tuple[Register, ...] = ()
