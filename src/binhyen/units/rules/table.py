"""The permission table of this storey: who keeps units, committees and meetings."""

from binhyen.kernel.actors import Role
from binhyen.kernel.grants import Grant, PermissionTable, Reach, grant_all
from binhyen.kernel.marks import gettext_noop

SEE_UNITS = "see_units"
KEEP_UNITS = "keep_units"
DEFINE_KINDS = "define_kinds"
APPOINT = "appoint_representatives"
KEEP_COMMITTEES = "keep_committees"
HOLD_MEETINGS = "hold_meetings"
SEE_MEETINGS = "see_meetings"
_ALL = tuple(role for role in Role if role not in {Role.OPERATOR, Role.UNIT_REPRESENTATIVE})
_OFFICERS = (Role.COMMUNE_OFFICER, Role.DISTRICT_OFFICER, Role.PROVINCE_OFFICER)
_LEADERS = (Role.COMMUNE_CHAIR, Role.DISTRICT_CHAIR, Role.PROVINCE_LEADER)

TABLE = PermissionTable(
    storey="units",
    abilities={
        SEE_UNITS: gettext_noop("see units"),
        KEEP_UNITS: gettext_noop("register, change and close units"),
        DEFINE_KINDS: gettext_noop("add kinds of units"),
        APPOINT: gettext_noop("appoint representatives of units"),
        KEEP_COMMITTEES: gettext_noop("form and renew committees"),
        HOLD_MEETINGS: gettext_noop("call, open and close meetings"),
        SEE_MEETINGS: gettext_noop("see meetings"),
    },
    grants=(
        *(Grant(role, SEE_UNITS, Reach.COVERED) for role in _ALL),
        *(
            grant
            for role in _OFFICERS
            for grant in grant_all(role, Reach.COVERED, KEEP_UNITS, APPOINT, KEEP_COMMITTEES, HOLD_MEETINGS)
        ),
        *grant_all(Role.PROVINCE_OFFICER, Reach.OWN, DEFINE_KINDS),
        *(
            grant
            for role in (*_OFFICERS, *_LEADERS, Role.AUDITOR)
            for grant in grant_all(role, Reach.COVERED, SEE_MEETINGS)
        ),
    ),
)
