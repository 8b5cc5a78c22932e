"""`manage.py restore FILE`."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils import timezone

from wksbm.portal.actions import restoring


class Command(BaseCommand):
    help = "Memulihkan portal dari berkas cadangan. Bila ada yang salah pada berkas atau kunci, tidak ada yang diubah."
    requires_system_checks = []  # the database may still be empty

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--replace", action="store_true", help="Ganti semua yang sekarang ada di basis data.")

    def handle(self, *args, file: Path, replace: bool, **options):
        try:
            done = restoring.restore(file, replace=replace)
        except restoring.BackupFailed as failure:
            raise CommandError(str(failure)) from None
        except OperationalError:
            raise CommandError("Basis data tidak menjawab. Periksa DATABASE_URL dan servernya, lalu ulangi.") from None
        made_at = timezone.localtime(done.made_at).strftime("%d-%m-%Y %H.%M")
        self.stdout.write(
            f"Portal pulih seperti {made_at}, dengan {done.files} berkas. Semua orang masuk lagi dari awal."
        )
        if done.older_keys_missing:
            self.stderr.write(
                "Perhatian: saat cadangan dibuat masih ada kunci lama. Cantumkan juga di belakang kunci baru,"
                " lalu jalankan manage.py rotate_keys."
            )
