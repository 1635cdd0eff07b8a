"""What the registers of programmes share: who keeps and reads them, parties, the programme that they belong to."""

from binhyen.indicators.queries import dims
from binhyen.kernel.actors import Role
from binhyen.kernel.marks import gettext_noop
from binhyen.places.rules.kinds import Tier
from binhyen.registers.queries.declared import OFFICERS
from binhyen.registers.rules.fields import Field, FieldKind

KEEPERS = OFFICERS | {Role.ASSOCIATION_OFFICER, Role.DEPARTMENT_OFFICER}
READERS = KEEPERS | {Role.COMMUNE_CHAIR, Role.DISTRICT_CHAIR, Role.PROVINCE_LEADER, Role.COUNCIL_MEMBER, Role.AUDITOR}
ORGS = dims()["org"].values
LEVEL_NAMES = dims()["level"].values
LEVELS = (Tier.NATION, Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE)

OF_PROGRAMME = Field(
    "programme",
    gettext_noop("Of the programme"),
    FieldKind.RECORD,
    required=True,
    of="programmes.programmes",
    aliases=("Chương trình", "Thuộc chương trình"),
)

SIGNED_WORDS = ("Ngày ký", "Ngày ban hành")
