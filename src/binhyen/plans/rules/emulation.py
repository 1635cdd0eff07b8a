"""The six contents of the emulation movement (QĐ 2447/QĐ-TTg of 6/11/2025). What contents 2 to 6 say is not known."""

from binhyen.kernel.marks import gettext_noop

SOURCE = "QĐ 2447/QĐ-TTg"
CONTENTS = {
    "1": gettext_noop("Content 1 of QĐ 2447"),
    "2": gettext_noop("Content 2 of QĐ 2447"),
    "3": gettext_noop("Content 3 of QĐ 2447"),
    "4": gettext_noop("Content 4 of QĐ 2447"),
    "5": gettext_noop("Content 5 of QĐ 2447"),
    "6": gettext_noop("Content 6 of QĐ 2447"),
}
LONGEST = 500
