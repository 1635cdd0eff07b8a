"""Settings, all from the environment, failing loudly. `docs/reference/settings.md` lists them."""

from datetime import date, timedelta
from pathlib import Path

from binhyen.config import environment as env
from binhyen.documents.rules.signing import SigningSetting

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = BASE_DIR / env.text("BINHYEN_VAR_DIR", "var")

# The demonstration fixes its day and prints passwords; system checks refuse both anywhere else.
DEMONSTRATION = env.flag("BINHYEN_DEMONSTRATION", default=False)
DEMONSTRATION_DAY = date.fromisoformat(env.text("BINHYEN_DEMONSTRATION_DAY", "2026-11-05")) if DEMONSTRATION else None

DEBUG = env.flag("BINHYEN_DEBUG", default=False)
SECRET_KEY = env.text("BINHYEN_SECRET_KEY")
ALLOWED_HOSTS = env.words("BINHYEN_HOSTS", "127.0.0.1,localhost")
CSRF_TRUSTED_ORIGINS = env.words("BINHYEN_ORIGINS")
PUBLIC_ADDRESS = env.text("BINHYEN_PUBLIC_ADDRESS", "http://127.0.0.1:8000")

DATABASES = {"default": env.database(env.text("DATABASE_URL", "sqlite:///var/binhyen.sqlite3"), BASE_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STOREYS = [
    "binhyen.workshop",
    "binhyen.portal",
    "binhyen.desk",
    "binhyen.narrative",
    "binhyen.analytics",
    "binhyen.awards",
    "binhyen.recognition",
    "binhyen.programmes",
    "binhyen.schemes",
    "binhyen.campaigns",
    "binhyen.forces",
    "binhyen.support",
    "binhyen.plans",
    "binhyen.registers",
    "binhyen.reports",
    "binhyen.indicators",
    "binhyen.units",
    "binhyen.accounts",
    "binhyen.places",
    "binhyen.documents",
    "binhyen.files",
    "binhyen.sheets",
    "binhyen.ui",
    "binhyen.audit",
    "binhyen.database",
]
INSTALLED_APPS = [
    *STOREYS,
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
]

MIDDLEWARE = [
    "binhyen.ui.http.ClockMiddleware",
    "binhyen.ui.http.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "binhyen.ui.http.ProblemMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "binhyen.accounts.http.middleware.ActorMiddleware",
    "binhyen.units.http.RepresentationMiddleware",
    "binhyen.ui.http.RefusalMiddleware",
    "binhyen.ui.http.TypedMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "binhyen.config.urls"
WSGI_APPLICATION = "binhyen.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "binhyen.ui.http.page_frame",
            ],
        },
    },
]

# Counts of wrong codes and codes already used: all workers must see them, so they are not in one's memory.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": VAR_DIR / "cache"}}

# Language and time
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "src" / "binhyen" / "kernel" / "locale"]  # the kernel is no app
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False  # ids and years are no amounts: the `number` filter sets the dots where they belong
FORMAT_MODULE_PATH = ["binhyen.ui.formats"]

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_USE_FINDERS = DEBUG or DEMONSTRATION
WHITENOISE_AUTOREFRESH = DEBUG
LAKE_DIR = VAR_DIR / env.text("BINHYEN_LAKE_DIR", "lake")
LAKE_MEMORY = env.text("BINHYEN_LAKE_MEMORY", "2GB")
"""How much memory a process may take for questions to the lake before they spill onto the disk."""
ENGINE = env.text("BINHYEN_ENGINE", "duckdb")
"""What answers questions to the lake: duckdb or spark."""
SPARK_MASTER = env.text("BINHYEN_SPARK_MASTER", "local[*]")
EVIDENCE_DIR = VAR_DIR / env.text("BINHYEN_EVIDENCE_DIR", "evidence")
EVIDENCE_MAX_BYTES = env.integer("BINHYEN_EVIDENCE_MAX_BYTES", 20 * 1024 * 1024)
EVIDENCE_YEARS = env.integer("BINHYEN_EVIDENCE_YEARS", 10)
"""Whole years after its round for which evidence is kept."""
CLAMAV_SOCKET = env.text("BINHYEN_CLAMAV_SOCKET", "")
EVIDENCE_FAIL_CLOSED = env.flag("BINHYEN_EVIDENCE_FAIL_CLOSED", default=False)

# Signing of documents (PAdES). The demonstration signs with a key for trying, which its own play makes.
_TRIAL = VAR_DIR / "signing" / "trial"
SIGNING = SigningSetting(
    way=env.text("BINHYEN_SIGNING", "file" if DEMONSTRATION else ""),
    key=env.text("BINHYEN_SIGNING_KEY", f"{_TRIAL}.p12" if DEMONSTRATION else ""),
    certificate=env.text("BINHYEN_SIGNING_CERTIFICATE", ""),
    passphrase=env.text("BINHYEN_SIGNING_PASSPHRASE", ""),
    chain=tuple(env.words("BINHYEN_SIGNING_CHAIN")),
    library=env.text("BINHYEN_PKCS11_LIBRARY", ""),
    token=env.text("BINHYEN_PKCS11_TOKEN", ""),
    label=env.text("BINHYEN_PKCS11_LABEL", ""),
    pin=env.text("BINHYEN_PKCS11_PIN", ""),
    stamp=env.flag("BINHYEN_SIGNING_STAMP", default=True),
)
TRUSTED_CERTIFICATES = [Path(one) for one in env.words("BINHYEN_TRUST", f"{_TRIAL}.pem" if DEMONSTRATION else "")]
DOCUMENT_MAX_BYTES = env.integer("BINHYEN_DOCUMENT_MAX_BYTES", 20 * 1024 * 1024)
OCR = env.flag("BINHYEN_OCR", default=False)
OCR_SECONDS = env.integer("BINHYEN_OCR_SECONDS", 15)
"""How long pages are recognised while somebody waits for the answer; a worker of the server waits as long."""
"""Whether documents that are only pictures of pages are recognised by a machine."""
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

# People
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/tai-khoan/dang-nhap/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "binhyen.accounts.http.adapters.ClosedDoorAdapter"
# Wrong passwords are counted by axes; wrong codes by allauth, whose count needs a cache that all workers share.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "5/15m/key"}
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Bình Yên"
MFA_TOTP_TOLERANCE = 1  # a code of the step before or after, for clocks that differ (RFC 6238, 5.2)
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_ADAPTER = "binhyen.accounts.http.adapters.SecondFactorAdapter"
SOCIALACCOUNT_ADAPTER = "binhyen.accounts.http.adapters.KnownAccountsAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form may not lead to another site: form-action 'self'
SOCIALACCOUNT_PROVIDERS = env.openid_provider()
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "binhyen.accounts.http.lockout.locked_out"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
IDLE_MINUTES = env.integer("BINHYEN_IDLE_MINUTES", 15)
SECOND_FACTOR_REQUIRED = env.flag("BINHYEN_SECOND_FACTOR", default=True)

# Transport
SECURE = env.flag("BINHYEN_SECURE", default=not DEMONSTRATION)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_REFERRER_POLICY = "same-origin"
BEHIND_PROXY = env.flag("BINHYEN_BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "binhyen.ui.views.csrf_failure"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"axes": {"level": "ERROR"}},
}
