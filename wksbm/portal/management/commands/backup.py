"""`manage.py backup FILE`."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from wksbm.portal.actions import backups


class Command(BaseCommand):
    help = "Membuat satu berkas cadangan: basis data, berkas unggahan, dan pemeriksa kunci."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args, file: Path, **options):
        try:
            backups.make(file)
        except backups.BackupFailed as failure:
            raise CommandError(str(failure)) from None
        except OperationalError:
            raise CommandError("Basis data tidak menjawab. Periksa DATABASE_URL dan servernya, lalu ulangi.") from None
        self.stdout.write(
            f"Cadangan tersimpan di {file}. Kuncinya (DATA_KEY, HASH_KEY) TIDAK ada di dalamnya: simpan terpisah."
        )
