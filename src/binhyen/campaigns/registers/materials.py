"""The register of texts that are ready to be read out, printed or sent, and of their translations by speakers."""

from binhyen.campaigns.models import Material
from binhyen.campaigns.queries.materials import shipped_texts
from binhyen.campaigns.registers.event_fields import TOPICS
from binhyen.campaigns.registers.events import KEEPERS
from binhyen.campaigns.rules import materials
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.queries.declared import Reach, Register, Way
from binhyen.registers.rules.facts import Dates
from binhyen.registers.rules.fields import Field, FieldKind

MATERIALS = Register(
    code="campaigns.materials",
    slug="tai-lieu",
    name=gettext_noop("Posters and loudspeaker texts"),
    one=gettext_noop("Text"),
    lead=gettext_noop("Texts to read out, print or send, in the language in which people hear them best."),
    icon="copy",
    model=Material,
    fields=(
        Field("name", gettext_noop("Title"), required=True, aliases=("Tên bài", "Tiêu đề")),
        Field(
            "medium",
            gettext_noop("Medium"),
            FieldKind.CHOICE,
            required=True,
            choices=materials.MEDIA,
            aliases=("Loại", "Thể loại"),
        ),
        Field("topic", gettext_noop("Topic"), FieldKind.CHOICE, choices=TOPICS, aliases=("Chủ đề",)),
        Field(
            "language",
            gettext_noop("Language"),
            FieldKind.CHOICE,
            required=True,
            choices=materials.LANGUAGES,
            aliases=("Ngôn ngữ", "Tiếng"),
        ),
        Field(
            "translates",
            gettext_noop("Translation of"),
            FieldKind.CHOICE,
            choices={one.code: one.name for one in shipped_texts()},
            help=gettext_noop("If it says one of the texts that ship with the system in another language."),
        ),
        Field("text", gettext_noop("The text"), FieldKind.LONG, required=True, longest=6000, aliases=("Nội dung",)),
        Field(
            "checked_by",
            gettext_noop("Read over by (post)"),
            longest=200,
            help=gettext_noop("Who speaks the language: “Người có uy tín, thôn Nà Lầu”. The post, not the name."),
            aliases=("Người kiểm tra",),
        ),
        Field("since", gettext_noop("In use since"), FieldKind.DATE, required=True, aliases=("Ngày",)),
    ),
    dates=Dates("since"),
    title=lambda facts: facts.text("name"),
    listed=("medium", "topic", "language", "since"),
    findings=lambda facts, _steps: materials.material_findings(facts, shipped_texts()),
    same=("name", "language"),
    filters=("language", "medium", "topic"),
    keepers=KEEPERS,
    reach=Reach.PROVINCE,
    ways=(Way("campaigns:materials", gettext_noop("Texts to copy"), "copy"),),
)
