"""Count the roll-ups anew, or prove that they are right."""

from django.core.management.base import BaseCommand, CommandError

from members.actions import tallies
from members.models import Network


class Command(BaseCommand):
    help = "Menghitung ulang angka bulanan dari semua catatan, dan menyebut yang berbeda."

    def add_arguments(self, parser):
        parser.add_argument("--network", metavar="SLUG", help="hanya jejaring ini")
        parser.add_argument("--check", action="store_true", help="hanya memeriksa; keluar dengan 1 bila ada yang beda")

    def handle(self, *, network, check, **options):
        found = Network.objects.order_by("slug")
        if network:
            found = found.filter(slug=network)
            if not found:
                raise CommandError(f"Tidak ada jejaring {network}.")
        wrong = 0
        for each in found:
            for cell in tallies.differences(each) if check else tallies.rebuild(each):
                wrong += 1
                where = f"{each.slug} {cell.month:%Y-%m} {cell.kind} {cell.key or '-'}"
                self.stdout.write(f"{where}: tersimpan {cell.stored}, seharusnya {cell.exact}")
        self.stdout.write(
            f"{len(found)} jejaring diperiksa, {wrong} angka berbeda{'' if check else ' dan diperbaiki'}."
        )
        if check and wrong:
            raise CommandError("Angka tersimpan berbeda dari catatan.", returncode=1)
