"""The permission table of this storey: who administers which posts and accounts, and who needs a second factor."""

from binhyen.kernel.actors import Role
from binhyen.kernel.grants import Grant, PermissionTable, Reach, grant_all
from binhyen.kernel.marks import gettext_noop

_COMMUNE = (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR)
_DISTRICT = (Role.DISTRICT_OFFICER, Role.DISTRICT_CHAIR)
_PROVINCE = (Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER)
_GROUND = (Role.RESIDENTIAL_HEAD, Role.UNIT_REPRESENTATIVE)
_BESIDE = (Role.COUNCIL_MEMBER, Role.DEPARTMENT_OFFICER, Role.ASSOCIATION_OFFICER)

SEE_ACCOUNTS = "see_accounts"
SETTINGS = "settings"


def administer(role: Role) -> str:
    """Return the ability of administering posts of a role and the accounts that hold them."""
    return f"administer.{role}"


def _administers(by: tuple[Role, ...], roles: tuple[Role, ...], reach: Reach) -> tuple[Grant, ...]:
    abilities = [administer(role) for role in roles]
    return tuple(grant for role in by for grant in grant_all(role, reach, *abilities))


TABLE = PermissionTable(
    storey="accounts",
    abilities={
        SEE_ACCOUNTS: gettext_noop("see accounts and posts"),
        SETTINGS: gettext_noop("change settings"),
        **{administer(role): gettext_noop("administer posts and accounts of this role") for role in Role},
    },
    grants=(
        *grant_all(Role.OPERATOR, Reach.COVERED, SEE_ACCOUNTS, SETTINGS),
        *grant_all(Role.AUDITOR, Reach.COVERED, SEE_ACCOUNTS),
        *(Grant(role, SEE_ACCOUNTS, Reach.COVERED) for role in (*_PROVINCE, *_DISTRICT, *_COMMUNE)),
        *_administers((Role.OPERATOR,), tuple(Role), Reach.COVERED),
        *_administers(_PROVINCE, (*_DISTRICT, *_COMMUNE, *_GROUND), Reach.BELOW),
        *_administers(_PROVINCE, _BESIDE, Reach.COVERED),
        *_administers(_DISTRICT, (*_COMMUNE, *_GROUND), Reach.BELOW),
        *_administers(_DISTRICT, _BESIDE, Reach.COVERED),
        *_administers(_COMMUNE, (Role.RESIDENTIAL_HEAD,), Reach.BELOW),
        *_administers(_COMMUNE, (Role.UNIT_REPRESENTATIVE, *_BESIDE), Reach.COVERED),
    ),
)

SECOND_FACTOR_ROLES = frozenset({*_PROVINCE, Role.OPERATOR})
"""Posts that sign in with a second factor (TCVN 14423:2026: administrators and access from outside)."""

ADMINISTRATOR_ROLES = frozenset({Role.OPERATOR})
"""Posts whose idle sessions end sooner (TCVN 14423:2026: 5 minutes)."""


def needs_second_factor(role: Role) -> bool:
    """Tell whether posts of this role sign in with a second factor."""
    return role in SECOND_FACTOR_ROLES


def administered(role: Role) -> tuple[Role, ...]:
    """Return the roles whose posts a role may administer somewhere, in the order of `Role`."""
    return tuple(other for other in Role if TABLE.reaches(role, administer(other)))
