"""`manage.py import_regions`: all of Indonesia, from province to village."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from members.actions.regions import import_all
from wksbm.core.refusals import RefusedByRule


def _spoken(number: int) -> str:
    return f"{number:,}".replace(",", ".")


class Command(BaseCommand):
    help = "Memuat daftar wilayah Indonesia, dari provinsi sampai desa. Boleh diulang: yang sama tidak diubah."

    def add_arguments(self, parser):
        parser.add_argument(
            "--folder",
            type=Path,
            default=settings.BASE_DIR / "node_modules/idn-area-data/data",
            help="Folder berisi provinces.csv, regencies.csv, districts.csv, dan villages.csv.",
        )

    def handle(self, *args, folder: Path, **options):
        try:
            done = import_all(folder)
        except RefusedByRule as refused:
            raise CommandError(refused.sentence) from None
        line = f"Wilayah: {_spoken(done.new)} baru, {_spoken(done.changed)} berubah, {_spoken(done.same)} tetap"
        if done.gone:
            line += f", {_spoken(done.gone)} tidak ada lagi di daftar (dibiarkan)"
        self.stdout.write(line + ".")
