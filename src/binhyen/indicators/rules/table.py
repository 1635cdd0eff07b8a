"""The permission table of this storey: who sees the report forms, and who builds a province's own."""

from binhyen.kernel.actors import Role
from binhyen.kernel.grants import Grant, PermissionTable, Reach
from binhyen.kernel.marks import gettext_noop

SEE_FORMS = "see_forms"
BUILD_FORMS = "build_forms"

TABLE = PermissionTable(
    storey="indicators",
    abilities={
        SEE_FORMS: gettext_noop("see report forms"),
        BUILD_FORMS: gettext_noop("build and publish report forms"),
    },
    grants=(
        *(Grant(role, SEE_FORMS, Reach.EVERYWHERE) for role in Role if role is not Role.OPERATOR),
        Grant(Role.PROVINCE_OFFICER, BUILD_FORMS, Reach.OWN),
    ),
)
