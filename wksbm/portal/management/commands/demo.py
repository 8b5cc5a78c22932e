"""`manage.py demo [--accounts]`."""

from django.core.management.base import BaseCommand, CommandError

from members.demo_accounts import shown
from wksbm.core.refusals import RefusedByRule
from wksbm.portal.actions import demo


class Command(BaseCommand):
    help = "Memuat jejaring contoh. Kalau sudah ada, tidak ada yang diubah."

    def add_arguments(self, parser):
        parser.add_argument("--accounts", action="store_true", help="Tulis saja daftar akun contohnya.")

    def handle(self, *args, accounts: bool, verbosity: int, **options):
        if not accounts:
            try:
                new = demo.load()
            except RefusedByRule as refused:
                raise CommandError(refused.sentence) from None
            if not verbosity:
                return
            self.stdout.write("Jejaring contoh dimuat." if new else "Jejaring contoh sudah ada; tidak ada yang diubah.")
        rows = [("Sebagai", "Masuk dengan", "Kata sandi"), *shown()]
        for office, username, password in rows:
            self.stdout.write(f"  {office:<24}{username:<14}{password}")
