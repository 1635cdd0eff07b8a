"""The registers of forces, gathered by `registers` at start-up."""

from binhyen.registers.queries.declared import Register

REGISTERS: tuple[Register, ...] = ()
