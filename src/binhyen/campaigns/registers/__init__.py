"""The registers of campaigns, gathered by `registers` at start-up."""

from binhyen.campaigns.registers.conferences import CONFERENCE_REGISTERS
from binhyen.campaigns.registers.events import EVENTS
from binhyen.registers.queries.declared import Register

REGISTERS: tuple[Register, ...] = (EVENTS, *CONFERENCE_REGISTERS)
