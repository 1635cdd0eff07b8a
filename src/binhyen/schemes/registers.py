"""The registers of schemes, gathered by `registers` at start-up."""

from binhyen.registers.queries.declared import Register

REGISTERS: tuple[Register, ...] = ()
