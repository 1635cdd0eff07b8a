"""Seals of files that are no PDF: a signature (CMS) that lies beside what it signs."""

import asyncio
from datetime import datetime

from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

from binhyen.documents.rules.signing import NoKey, SigningSetting
from binhyen.documents.writers.signing import opened_key
from binhyen.kernel.threads import apart


def seal(content: bytes, setting: SigningSetting, at: datetime) -> bytes:
    """Return the signature of the setting's key over some content. Raises `NoKey` when the key cannot be used."""
    try:
        with opened_key(setting) as signer:
            told = PdfCMSSignedAttributes(signing_time=at)
            made = signer.async_sign_general_data(content, "sha256", detached=True, signed_attr_settings=told)
            return bytes(apart(asyncio.run, made).dump())
    except (SigningError, ValueError, OSError) as fault:
        raise NoKey(str(fault)) from fault
