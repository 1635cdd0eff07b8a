"""Which posts write, sign and read reports in words."""

from binhyen.kernel.actors import Role

WRITERS = frozenset({Role.COMMUNE_OFFICER, Role.DISTRICT_OFFICER, Role.PROVINCE_OFFICER})
"""The office of a place."""
SIGNERS = frozenset({Role.COMMUNE_CHAIR, Role.DISTRICT_CHAIR, Role.PROVINCE_LEADER})
"""The leader of a place."""
READERS = WRITERS | SIGNERS | {Role.AUDITOR}
"""Posts that read the reports of their own place, and the signed ones of the places they cover."""
