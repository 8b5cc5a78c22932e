"""Whether each part of the portal is well, and what to do when it is not. Nothing here is personal."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Min
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from redis import Redis
from redis.exceptions import RedisError

from wksbm.notifications.models import Delivery
from wksbm.portal.actions import backups, clockwork

UNDELIVERED_AFTER = timedelta(minutes=30)
"""A message that has waited so long for its turn says that mail does not leave."""


@dataclass(frozen=True)
class Part:
    """One part: its name, whether it is well, what is known of it, and what to do about it (empty when it is well)."""

    key: str
    label: str
    well: bool
    known: str = ""
    advice: str = ""


def parts() -> list[Part]:
    """Every part in the order in which they need each other. Without the database nothing after it can be asked."""
    found = [Part("web", _("Halaman"), True), _database()]
    if not found[-1].well:
        return found
    redis = _redis()
    waking = redis.well and _waiting_tasks() > 0
    found += [redis, _worker(waking=waking), _clock(waking=waking), _outbox(), _backup()]
    return found


def _database() -> Part:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        advice = _("Tidak menjawab. Nyalakan PostgreSQL, lalu periksa DATABASE_URL dan ruang penyimpanan.")
        return Part("database", _("Basis data"), False, advice=advice)
    return Part("database", _("Basis data"), True)


def _redis() -> Part:
    try:
        _ask_redis(lambda redis: redis.ping())
    except (RedisError, OSError):
        advice = _("Tidak menjawab. Halaman tetap jalan, pekerjaan menunggu. Nyalakan Redis, periksa REDIS_URL.")
        return Part("redis", "Redis", False, advice=advice)
    return Part("redis", "Redis", True)


def _waiting_tasks() -> int:
    try:
        return _ask_redis(lambda redis: redis.llen("celery"))
    except (RedisError, OSError):
        return 0


def _ask_redis(question: Callable[[Redis], object]):
    address = settings.CELERY_BROKER_URL.replace("redis+socket://", "unix://").replace("virtual_host=", "db=")
    with Redis.from_url(address, socket_connect_timeout=1, socket_timeout=1) as redis:
        return question(redis)


def _worker(*, waking: bool) -> Part:
    """Quiet is unwell only with something to do: when nobody gives work, it is the clock that stands still."""
    seen = clockwork.last_seen()[clockwork.WORKER]
    if _is_recent(seen) or not (waking or seen is None):
        return Part("worker", _("Pekerja latar"), True, _seen(seen))
    advice = _("Diam. Nyalakan lagi pekerja latar (Celery worker) dan baca catatannya.")
    return Part("worker", _("Pekerja latar"), False, _seen(seen), advice)


def _clock(*, waking: bool) -> Part:
    seen = clockwork.last_seen()[clockwork.CLOCK]
    if _is_recent(seen) or waking:  # work lies there: the clock has given it
        return Part("clock", _("Jam pekerjaan"), True, _seen(seen))
    advice = _("Diam: pengingat dan cadangan tidak berjalan. Nyalakan lagi jam pekerjaan (Celery beat).")
    return Part("clock", _("Jam pekerjaan"), False, _seen(seen), advice)


def _outbox() -> Part:
    """The oldest message that waits, those put off after a refusal included."""
    oldest = Delivery.objects.waiting().aggregate(oldest=Min("created_at"))["oldest"]
    if oldest is None:
        return Part("outbox", _("Surat keluar"), True, _("Tidak ada yang menunggu."))
    known = _("Yang terlama menunggu sejak %(when)s.") % {"when": _moment(oldest)}
    if timezone.now() - oldest < UNDELIVERED_AFTER:
        return Part("outbox", _("Surat keluar"), True, known)
    advice = _("Surat tertahan. Periksa EMAIL_URL dan pekerja latar; surat dikirim sendiri begitu keduanya baik.")
    return Part("outbox", _("Surat keluar"), False, known, advice)


def _backup() -> Part:
    last = backups.last_good()
    known = _("Terakhir %(when)s.") % {"when": _moment(last)} if last else _("Belum ada.")
    if not backups.is_overdue():
        return Part("backup", _("Cadangan"), True, known)
    advice = _("Lebih dari dua hari. Periksa ruang penyimpanan dan pekerja latar, lalu jalankan manage.py backup.")
    return Part("backup", _("Cadangan"), False, known, advice)


def _is_recent(seen: datetime | None) -> bool:
    return seen is not None and timezone.now() - seen < clockwork.QUIET_AFTER


def _seen(seen: datetime | None) -> str:
    return _("Terakhir terlihat %(when)s.") % {"when": _moment(seen)} if seen else _("Belum pernah terlihat.")


def _moment(when: datetime) -> str:
    return date_format(timezone.localtime(when), "j F Y, H.i", use_l10n=False)
