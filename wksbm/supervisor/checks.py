"""What stops a start of the portal is told in one sentence before anything is started."""

import contextlib
import os
import shutil
import socket
from pathlib import Path
from urllib.parse import urlsplit

from wksbm import embedded

BYTES_NEEDED = 200_000_000


class StartError(Exception):
    """The portal cannot start. The message is one sentence that says what to do."""


def listening_address() -> tuple[str, int]:
    """Read HOST and PORT; the demo listens to its own machine alone unless HOST says otherwise."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise StartError(f"PORT harus angka 1 sampai 65535, bukan '{text}'; misalnya: PORT=8001 bin/run.")
    return os.environ.get("HOST") or "127.0.0.1", int(text)


def check_port(host: str, port: int) -> None:
    """Refuse an address that somebody else has before anything is started."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(found[0], socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(found[4])
    except PermissionError:
        raise StartError(f"Porta {port} hanya boleh dibuka oleh root; pakai porta lain: PORT=8001 bin/run.") from None
    except OSError as error:
        if error.errno == 98:  # EADDRINUSE
            raise StartError(
                f"Porta {port} sedang dipakai program lain; hentikan program itu atau pakai porta lain: "
                f"PORT={port + 1 if port < 65535 else 8001} bin/run."
            ) from None
        raise StartError(f"Alamat HOST={host} bukan milik komputer ini; kosongkan HOST atau perbaiki.") from None


def check_room() -> None:
    """Refuse to start where the database could not write its first change."""
    for folder in {embedded.here().var, _existing(embedded.here().base)}:
        free = shutil.disk_usage(folder).free
        if free < BYTES_NEEDED:
            raise StartError(
                f"Ruang penyimpanan untuk {folder} tinggal {free // 1_000_000} MB; "
                f"kosongkan sampai ada {BYTES_NEEDED // 1_000_000} MB lalu jalankan lagi."
            )


def _existing(folder: Path) -> Path:
    return folder if folder.exists() else _existing(folder.parent)


def check_servers() -> None:
    """Try the servers that the environment names; the embedded ones are started, not tried."""
    if address := os.environ.get("DATABASE_URL"):
        check_database(address)
    if address := os.environ.get("REDIS_URL"):
        check_redis(address)
    elif embedded.redis_url() is None:
        raise StartError(
            "Komputer ini tidak punya redis-server; pasang dahulu (sudo apt-get install redis-server) "
            "atau isi REDIS_URL."
        )


def check_database(address: str) -> None:
    import environ
    import psycopg2

    settings = {}
    # The parser would print the whole address, with its password, about a scheme that it does not know.
    if urlsplit(address).scheme in ("postgres", "postgresql", "pgsql", "psql"):
        with contextlib.suppress(ValueError):
            settings = environ.Env.db_url_config(address)
    if not settings:
        raise StartError(
            "DATABASE_URL tidak terbaca; bentuknya postgres://NAMA:SANDI@ALAMAT:5432/BASISDATA, "
            "atau kosongkan agar portal memakai basis datanya sendiri."
        )
    parts = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    given = {ours: settings[theirs] for ours, theirs in parts.items() if settings[theirs]}
    try:
        psycopg2.connect(**{"connect_timeout": 10, **given, **settings.get("OPTIONS", {})}).close()
    except psycopg2.Error as error:
        if "authentication failed" in str(error) or "no password supplied" in str(error):
            advice = "server itu menolak nama atau sandinya; perbaiki keduanya di DATABASE_URL"
        elif "does not exist" in str(error):
            advice = "basis data atau penggunanya belum ada di server itu; buat dahulu atau perbaiki DATABASE_URL"
        else:
            advice = "server itu tidak menjawab; hidupkan atau perbaiki alamatnya di DATABASE_URL"
        raise StartError(f"Basis data di {settings['HOST'] or 'DATABASE_URL'} tidak dapat dipakai: {advice}.") from None


def check_redis(address: str) -> None:
    from kombu import Connection
    from kombu.exceptions import OperationalError

    try:
        with Connection(address, transport_options={"socket_connect_timeout": 5, "socket_timeout": 5}) as connection:
            if connection.transport.driver_type != "redis":
                raise ValueError(address)
            connection.ensure_connection(max_retries=1, interval_start=0.2, timeout=5)
    except (OperationalError, OSError):
        raise StartError(
            "Redis di REDIS_URL tidak menjawab; hidupkan server itu, perbaiki alamatnya, "
            "atau kosongkan REDIS_URL agar portal memakai Redis-nya sendiri."
        ) from None
    except (ValueError, KeyError, ImportError):
        raise StartError("REDIS_URL tidak terbaca; bentuknya redis://ALAMAT:6379/0, atau kosongkan.") from None
