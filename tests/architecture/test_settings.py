"""Every setting that is read stands in the reference."""

import re

from tests.architecture.conftest import ROOT, SOURCE

READ = re.compile(r'"((?:BINHYEN|DATABASE)_[A-Z_]+)"')


def test_every_setting_is_documented() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    read = {
        name for path in (SOURCE / "config").glob("*.py") for name in READ.findall(path.read_text(encoding="utf-8"))
    }
    assert read
    assert not sorted(name for name in read if f"`{name}`" not in page)
