"""`manage.py import_residents FILE --network SLUG [--dry-run]`: the residents import without a browser."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from members.models import Network
from pmks_cases.actions import resident_imports
from pmks_cases.imports.reader import FileRefused
from pmks_cases.imports.rows import label


class Command(BaseCommand):
    help = "Mengimpor berkas warga ke satu jejaring. Baris tanpa RW ikut masuk; baris RW lain dihitung saja."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="Berkas .xlsx, .xlsm, .xls, .ods, atau .csv.")
        parser.add_argument("--network", metavar="SLUG", required=True, help="Nama pendek jejaring di alamat portal.")
        parser.add_argument("--dry-run", action="store_true", help="Periksa saja, tidak menyimpan apa pun.")

    def handle(self, *, file, network, dry_run, **options):
        found_network = Network.objects.filter(slug=network).first()
        if found_network is None:
            raise CommandError(f"Tidak ada jejaring “{network}”.")
        if not Path(file).is_file():
            raise CommandError(f"Tidak ada berkas {file}.")
        try:
            found = resident_imports.import_file(found_network, file, dry_run=dry_run)
        except FileRefused as refused:
            raise CommandError(str(refused)) from None
        for row in found.refused:
            for finding in row.refusals:
                self.stdout.write(f"Baris {row.number}, {finding.column}, {finding.shown}: {finding.reason}")
        for (name, sentence), numbers in found.warnings.items():
            self.stdout.write(f"Catatan, {label(name)}: {sentence} ({len(numbers)} baris)")
        for rt, count in found.new_rts.items():
            self.stdout.write(f"RT baru: {rt} ({count} warga)")
        if dry_run:
            self.stdout.write("Hanya diperiksa, tidak ada yang disimpan.")
        counts = (len(found.new), len(found.changed), found.same, len(found.refused), found.elsewhere)
        self.stdout.write("{} baru, {} diperbarui, {} tetap, {} ditolak, {} di luar RW".format(*counts))
        if found.refused:
            raise SystemExit(1)
