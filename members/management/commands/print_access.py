"""`manage.py print_access`: the table of roles and verbs, as it stands in docs/access.md."""

from django.core.management.base import BaseCommand

from members.access import as_markdown


class Command(BaseCommand):
    help = "Mencetak tabel peran dan izin."

    def handle(self, *args, **options):
        self.stdout.write(as_markdown())
