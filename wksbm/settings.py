"""Settings, all from the environment. `PORTAL_MODE` is `demo` (the default) or `production`.

The demo exercises what production runs: DEBUG is off in both. The demo makes its own keys once and keeps them in
`var/keys.json` (mode 0600); production refuses to start with a missing key, a demo key or a wildcard host.
"""

import sys
from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF

from wksbm import embedded
from wksbm.keys import demo_keys, refuse_unfit_keys

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# Mode and keys ------------------------------------------------------------------------------------
PORTAL_MODE = env("PORTAL_MODE", default="demo")
if PORTAL_MODE not in ("demo", "production"):
    raise environ.ImproperlyConfigured("PORTAL_MODE harus 'demo' atau 'production'.")
DEMO = PORTAL_MODE == "demo"
DEBUG = False

VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))
_keys = demo_keys(VAR_DIR / "keys.json") if DEMO else {}
SECRET_KEY = env("SECRET_KEY", default=_keys.get("SECRET_KEY", ""))
# Newest first: the first key writes, all of them read (`manage.py rotate_keys` retires the old ones).
DATA_KEYS = env.list("DATA_KEY", default=_keys.get("DATA_KEY", []))
HASH_KEYS = env.list("HASH_KEY", default=_keys.get("HASH_KEY", []))
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"] if DEMO else [])
if DEMO and env("HOST", default=""):
    ALLOWED_HOSTS.append("*")  # HOST says that others on the local network may look at the demo
if not DEMO and sys.argv[1:2] != ["new_keys"]:  # the command that makes them must run before there are any
    refuse_unfit_keys(SECRET_KEY, DATA_KEYS, HASH_KEYS, ALLOWED_HOSTS, demo_file=VAR_DIR / "keys.json")

# The house ------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "wksbm.portal",
    "programs",
    "pmks_cases",
    "members",
    "wksbm.documents",
    "wksbm.notifications",
    "wksbm.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "pghistory",
    "pgtrigger",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "rules.apps.RulesConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "wksbm.core.kept_posts.KeptPostMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wksbm.core.audit.AuditMiddleware",
    "wksbm.core.access.AccessGuardMiddleware",
]
ROOT_URLCONF = "wksbm.urls"
WSGI_APPLICATION = "wksbm.wsgi.application"
TENANT_MODEL = "members.Network"
AUTH_USER_MODEL = "members.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
_template_loaders = ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "builtins": [
                "template_partials.templatetags.partials",
                "wksbm.core.templatetags.portal_tags",
                "wksbm.addresses",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wksbm.core.context.portal",
            ],
            "loaders": [
                ("template_partials.loader.Loader", [("django.template.loaders.cached.Loader", _template_loaders)])
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Database, cache, work ------------------------------------------------------------------------------
DATABASES = {"default": env.db_url_config(env("DATABASE_URL", default="") or embedded.database_url())}
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# The database keeps the cache too: the sign-in limits must hold while Redis is down.
# Room for many addresses and names at once: a full cache drops living entries, and with them somebody's count.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
REDIS_URL = env("REDIS_URL", default="") or embedded.redis_url()
# Without any address Celery would look for another kind of broker: the usual one of Redis is at least the right kind.
CELERY_BROKER_URL = REDIS_URL or "redis://127.0.0.1:6379/0"
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 1, "socket_timeout": 5, "max_retries": 0}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False  # Redis down must not hold up a page: the sweep finds what was not announced
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = "Asia/Jakarta"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "resume-imports": {"task": "pmks_cases.resume_imports", "schedule": 60},
    "write-what-is-due": {"task": "notifications.write_due", "schedule": env.int("DUE_EVERY_SECONDS", default=300)},
    "deliver-what-waits": {"task": "notifications.deliver", "schedule": env.int("DELIVER_EVERY_SECONDS", default=60)},
    "issue-what-was-asked-for": {"task": "documents.issue_ordered", "schedule": 60},
    "set-aside-what-is-over": {"task": "notifications.set_aside", "schedule": crontab(minute=25)},
    "forget-what-was-told": {"task": "notifications.forget", "schedule": crontab(hour=3, minute=20)},
    "count-what-has-changed": {"task": "members.count_changes", "schedule": 60},
    "forget-what-has-expired": {"task": "portal.forget_expired", "schedule": 3600},
    "nightly-backup": {"task": "portal.nightly_backup", "schedule": crontab(hour=2, minute=10)},
}
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://" if DEMO else "smtp://127.0.0.1:25")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=20)
DEFAULT_FROM_EMAIL = env("EMAIL_FROM", default="portal@localhost")
# How long a worker holds the messages that it sends; when it dies, others take them over after so many seconds.
DELIVERY_LEASE_SECONDS = env.int("DELIVERY_LEASE_SECONDS", default=6 * EMAIL_TIMEOUT)
# The pause after a message was refused for the first time; each refusal doubles it.
DELIVERY_PAUSE_SECONDS = env.int("DELIVERY_PAUSE_SECONDS", default=120)
# Where people reach the portal: a worker that mails has no page whose address it could read.
_usual_address = (
    f"http://127.0.0.1:{env('PORT', default='') or '8000'}"
    if DEMO
    else f"https://{next(iter(ALLOWED_HOSTS), 'localhost').lstrip('.')}"
)
PORTAL_ADDRESS = env("PORTAL_ADDRESS", default="") or _usual_address
MAIL_DOMAIN = DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"

# Files ---------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("vendor/bootstrap", BASE_DIR / "node_modules/bootstrap/dist/css"),
    ("vendor/htmx", BASE_DIR / "node_modules/htmx.org/dist"),
    ("vendor/uplot", BASE_DIR / "node_modules/uplot/dist"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "wksbm.static_files.StaticFiles"},
}
MEDIA_ROOT = Path(
    env("FILES_DIR", default=str(VAR_DIR / "files"))
)  # no MEDIA_URL: a file leaves only through a view that asks who may
BACKUP_DIR = Path(env("BACKUP_DIR", default=str(VAR_DIR / "backups")))
UPLOAD_LIMIT_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "wksbm.uploads.LimitedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
# No form of ours takes more than three, but who chooses ten is told so beside the field. Not more: a stranger's post
# lies on the disk until it is answered.
DATA_UPLOAD_MAX_NUMBER_FILES = 10

# Words and time ------------------------------------------------------------------------------------
LANGUAGE_CODE = "id"
USE_I18N = True
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "locale"]

# Sign-in -------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["rules.permissions.ObjectPermissionBackend", "members.adapters.PortalBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "members.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "members.forms.sign_in.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "reauthenticate": "10/m/user"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
MFA_ADAPTER = "members.adapters.MfaAdapter"
MFA_FORMS = {
    "authenticate": "members.forms.second_factor.CodeForm",
    "reauthenticate": "members.forms.second_factor.CodeAgainForm",
    "activate_totp": "members.forms.second_factor.AppCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODE_COUNT = 10
MFA_TOTP_ISSUER = "WKSBM"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=not DEMO)
SESSION_ENGINE = "members.models.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SHARED_DEVICE_SESSION_SECONDS = 15 * 60

# What the browser is told --------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "wksbm.core.kept_posts.csrf_failure"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
if not DEMO:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    # W005 and W021: whether sub-domains and the preload list follow is the domain owner's choice, not the portal's:
    # a village's other sites on the same domain may not have HTTPS.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# History -------------------------------------------------------------------------------------------
# No append-only history tables: the law's own destruction (UU 27/2022 art. 43-44) must reach them as well.
PGHISTORY_APPEND_ONLY = False
PGHISTORY_MIDDLEWARE_METHODS = ("POST",)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"nothing_personal": {"()": "wksbm.core.audit.NothingPersonal"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["nothing_personal"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django.request": {"level": "ERROR"}, "fontTools": {"level": "WARNING"}},
}
