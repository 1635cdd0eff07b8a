"""What the demonstration prints: second-factor codes of its own accounts, and of nobody else."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt

from binhyen.accounts.models import Account

_PERIOD = 30


def current_code(account: Account, seconds: int) -> str:
    """Return the code that a demonstration account enters at a time in seconds since 1970; "" for all others."""
    found = Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).first()
    if found is None or not account.demonstration:
        return ""
    return str(format_hotp_value(hotp_value(decrypt(found.data["secret"]), seconds // _PERIOD)))


def demonstration_accounts() -> int:
    """Count the accounts whose passwords are printed."""
    return Account.objects.filter(demonstration=True).count()
