"""The registers of campaigns, gathered by `registers` at start-up."""

from binhyen.campaigns.registers.boxes import BOXES, CONVENTIONS, OPENINGS
from binhyen.campaigns.registers.conferences import CONFERENCE_REGISTERS
from binhyen.campaigns.registers.events import EVENTS
from binhyen.campaigns.registers.materials import MATERIALS
from binhyen.registers.queries.declared import Register

REGISTERS: tuple[Register, ...] = (
    EVENTS,
    *CONFERENCE_REGISTERS,
    BOXES,
    OPENINGS,
    CONVENTIONS,
    MATERIALS,
)
