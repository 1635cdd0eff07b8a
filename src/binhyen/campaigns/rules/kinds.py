"""Kinds of events: what each is called, what its sessions and its attendance count as. Source: NĐ 06/2014 Đ5, Đ7.

Which event counts under which indicator follows the definitions of the catalogue; each event counts once.
"""

from binhyen.kernel.marks import gettext_noop

LAUNCH, LESSON, FESTIVAL, CONFERENCE, DRIVE = "launch", "lesson", "festival", "conference", "drive"
CONTEST, BROADCAST, TRAINING, LEGAL_AID, FORUM = "contest", "broadcast", "training", "legal_aid", "forum"
MEETING, PEAK, WELFARE, TOUR, OTHER = "meeting", "peak", "welfare", "tour", "other"

KINDS = {
    LAUNCH: gettext_noop("Mobilisation session"),
    LESSON: gettext_noop("Legal-education session"),
    FESTIVAL: gettext_noop("Festival of 19 August"),
    CONFERENCE: gettext_noop("Conference"),
    DRIVE: gettext_noop("Hand-over drive"),
    CONTEST: gettext_noop("Contest"),
    BROADCAST: gettext_noop("Broadcast, loudspeaker car"),
    TRAINING: gettext_noop("Training class"),
    LEGAL_AID: gettext_noop("Legal-aid session"),
    FORUM: gettext_noop("Forum “Police listen”"),
    MEETING: gettext_noop("Community meeting"),
    PEAK: gettext_noop("Peak campaign"),
    WELFARE: gettext_noop("Welfare, charity"),
    TOUR: gettext_noop("Study tour"),
    OTHER: gettext_noop("Other event"),
}

SESSIONS_AS = {
    LAUNCH: "mobilisation_events",
    LESSON: "propaganda_sessions",
    FESTIVAL: "festival_sites",
    CONTEST: "contests",
    BROADCAST: "broadcast_sessions",
    TRAINING: "training_classes",
    LEGAL_AID: "legal_aid_sessions",
    FORUM: "public_forums",
    MEETING: "meetings_held",
    PEAK: "campaigns",
}
"""What an event of a kind counts as by having been held. A conference counts as a review where it is one."""
REVIEWS = "review_conferences"
SITES = "mobilisation_sites"

ATTENDANCE_AS = {
    LAUNCH: "mobilisation_attendance",
    LESSON: "propaganda_attendance",
    FESTIVAL: "festival_attendance",
    CONTEST: "contest_entries",
    TRAINING: "trainees",
    LEGAL_AID: "legal_aid_attendance",
    FORUM: "forum_attendance",
    TOUR: "study_tour_people",
}
"""What attendance counts as. Delegates of a conference stay with it: they are never added over events."""
UNATTENDED = frozenset({BROADCAST, PEAK})
"""Kinds without people who came: listeners of a loudspeaker are not counted, a campaign's parts have their own."""

HELD, PLANNED, POSTPONED, CANCELLED = "held", "planned", "postponed", "cancelled"
STANDINGS = {
    HELD: gettext_noop("Held"),
    PLANNED: gettext_noop("Planned"),
    POSTPONED: gettext_noop("Postponed"),
    CANCELLED: gettext_noop("Cancelled"),
}
NOT_HELD = frozenset({PLANNED, POSTPONED, CANCELLED})

INTERIM, FINAL = "interim", "final"
CONFERENCE_KINDS = {
    INTERIM: gettext_noop("Interim review"),
    FINAL: gettext_noop("Final review"),
    "topic": gettext_noop("On one topic"),
    "rollout": gettext_noop("Roll-out, other"),
}
"""Only reviews count as `review_conferences`, as its definition says; routine meetings and roll-outs do not."""
CONFERENCE_FORMS = {
    "in_person": gettext_noop("In one place"),
    "online": gettext_noop("Online, with connected points"),
    "mixed": gettext_noop("In one place, with connected points"),
}
SCALES = {"pilot": gettext_noop("Model festival (điểm)"), "wide": gettext_noop("Everywhere (diện)")}

GENERAL_TOPICS = {
    "movement": gettext_noop("The movement in general"),
    "law": gettext_noop("Law in general"),
    "residence": gettext_noop("Residence, identity cards"),
}
"""Topics beside the fields of crime that the catalogue knows."""
