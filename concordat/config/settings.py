"""Every setting, read from the environment; `.env.example` lists each with its default."""

import secrets
from pathlib import Path

import environ
from csp.constants import NONCE, SELF

ROOT = Path(__file__).resolve().parents[2]
env = environ.FileAwareEnv()
environ.FileAwareEnv.read_env(ROOT / ".env")

VAR = Path(env.str("CONCORDAT_VAR", str(ROOT / "var")))


def kept_secret_key() -> str:
    """A key made once and kept beside the database, so that one machine needs no setting at all."""
    path = VAR / "secret-key"
    if not path.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "") or kept_secret_key()
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "concordat.config",
    "concordat.ui",
    "concordat.accounts",
    "concordat.frameworks",
    "concordat.directory",
    "concordat.indicators",
    "concordat.plans",
    "concordat.assurance",
    "concordat.reporting",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "concordat.config.urls"
WSGI_APPLICATION = "concordat.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "concordat.ui.environment.environment",
            "context_processors": [
                "concordat.ui.environment.page_context",
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    # allauth looks its mail texts up through Django's own engine as well.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": env.db("DATABASE_URL", f"sqlite:///{VAR / 'concordat.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Without IMMEDIATE, half of the writes of eight writers fail with "database is locked"; with it and a
    # timeout none of 1,200 did.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
# Opening a connection and setting it up costs a third of a small page.
DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# In the database, so that all processes count tries together; `concordat createcachetable` makes the table.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entry",
        "OPTIONS": {"MAX_ENTRIES": 10_000},  # at the usual 300, whoever tries much would push their own count out
    },
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "concordat.directory.access.RoleBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "concordat.accounts.commands.TellingAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# By address generously, because a whole trust reaches the internet through one; by account strictly.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "reset_password": "60/m/ip,5/5m/key",  # nosec B105 - how often
    "reset_password_from_key": "60/m/ip",  # nosec B105
}
LINK_RATE_LIMITS = {"wrong_link": "30/5m/ip"}  # a link that is right is never counted

# "required": whoever may change a plan needs a second factor to do it; "offered": they may have one.
SECOND_FACTOR = env.str("SECOND_FACTOR", "required")
MFA_ADAPTER = "concordat.accounts.gateways.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Concordat"
MFA_TOTP_TOLERANCE = 1  # the code before and after count too: telephones' clocks differ

# Single sign-on with one OpenID Connect provider; nothing is shown while there is no server.
OIDC_NAME = env.str("OIDC_NAME", "single sign-on")
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", "")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", "")
OIDC_ADDRESSES_ARE_VERIFIED = env.bool("OIDC_ADDRESSES_ARE_VERIFIED", False)
OIDC_HAS_SECOND_FACTOR = env.bool("OIDC_HAS_SECOND_FACTOR", False)
SOCIALACCOUNT_ADAPTER = "concordat.accounts.gateways.SingleSignOnAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form that leads to the provider would be stopped by the policy on forms

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
FRONT_END = VAR / "front-end"  # what set-up fetches and patches: the design system's styles, script and pictures
STATICFILES_DIRS = [FRONT_END] if FRONT_END.is_dir() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Concordat <concordat@localhost>")
REPLY_TO = env.str("REPLY_TO", "")
BOUNCE_ADDRESS = env.str("BOUNCE_ADDRESS", "")
EMAIL_TIMEOUT = 30
SITE_ADDRESS = env.str("SITE_ADDRESS", "")
NOTIFY_API_KEY = env.str("NOTIFY_API_KEY", "")
NOTIFY_TEMPLATE_ID = env.str("NOTIFY_TEMPLATE_ID", "")
NOTIFY_ADDRESS = env.str("NOTIFY_ADDRESS", "https://api.notifications.service.gov.uk")
if NOTIFY_API_KEY:
    EMAIL_BACKEND = "concordat.accounts.gateways.mail.notify.EmailBackend"
elif EMAIL_CONFIG["EMAIL_BACKEND"].startswith("django.core.mail.backends.smtp"):
    EMAIL_BACKEND = "concordat.accounts.gateways.mail.smtp.EmailBackend"
elif EMAIL_CONFIG["EMAIL_BACKEND"].startswith("django.core.mail.backends.console"):
    EMAIL_BACKEND = "concordat.accounts.gateways.mail.printing.EmailBackend"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_BEHIND_PROXY = env.bool("SECURE_BEHIND_PROXY", False)
if SECURE_BEHIND_PROXY:
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # whose word on a visitor's address is taken when tries are counted
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"

# A plan is rarely over 2 MB; more than this is a scan or a mistake.
UPLOAD_LIMIT_MB = env.int("UPLOAD_LIMIT_MB", 20)
# What packages above `ui` show in its gallery: each a function without arguments that gives `template` and more.
GALLERY = ["concordat.indicators.presenters.gallery.present_icons"]

# Figures that were sent wait so long to be accepted.
FIGURES_WAIT_DAYS = env.int("FIGURES_WAIT_DAYS", 30)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
