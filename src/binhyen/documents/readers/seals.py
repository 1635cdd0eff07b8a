"""Looks at a seal beside a file, in a limited process: `python -I -m … FILE SEAL INSTANT [CERTIFICATE…]` prints JSON.

What is to be refused, and in which words, is `rules.opening`, as for signed PDFs.
"""

import asyncio
import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from asn1crypto.cms import ContentInfo
from asn1crypto.x509 import Certificate
from pyhanko.sign.validation import async_validate_detached_cms

from binhyen.documents.readers.signatures import FAULTS, USAGE, of_holder, revocation, trusting
from binhyen.kernel.threads import apart


def main(arguments: Sequence[str]) -> None:
    """Look at one seal and print what it says."""
    name, beside, instant, *certificates = arguments
    content, seal = Path(name).read_bytes(), Path(beside).read_bytes()
    found = look(content, seal, datetime.fromisoformat(instant), certificates)
    sys.stdout.write(json.dumps({"signatures": [found]}, ensure_ascii=False))


def look(content: bytes, seal: bytes, now: datetime, certificates: Sequence[str] = ()) -> dict[str, Any]:
    """Return what a seal says of content, in the shape in which signatures of PDFs are told."""
    try:
        signed = ContentInfo.load(seal)["content"]
        status = _status(content, signed, now, certificates)
        at = status.signer_reported_dt
        status = _status(content, signed, at, certificates) if at else status
        others = [one.chosen for one in signed["certificates"] if isinstance(one.chosen, Certificate)]
        held = status.signing_cert
        return of_holder(held) | revocation([held, *others], certificates) | {
            "broken": False, "intact": status.intact, "sound": status.valid, "trusted": status.trusted,
            "covers": "file", "after": "nothing", "signed_at": at.isoformat() if at else "",
        }  # fmt: skip
    except FAULTS:
        return {"broken": True}


def _status(content: bytes, signed: Any, moment: datetime, certificates: Sequence[str]) -> Any:  # noqa: ANN401 - the library's own
    context = trusting(moment, certificates)
    return apart(asyncio.run, async_validate_detached_cms(content, signed, context, key_usage_settings=USAGE))


if __name__ == "__main__":
    main(sys.argv[1:])
