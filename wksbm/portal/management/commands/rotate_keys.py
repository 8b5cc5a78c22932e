"""`manage.py rotate_keys`: bring everything under the newest keys, so that older ones can be dropped."""

from django.core.management.base import BaseCommand, CommandError

from wksbm.portal.actions.keys import rotate


class Command(BaseCommand):
    help = "Menulis ulang semua yang disegel dengan kunci terbaru. Aman diulang, juga setelah terputus."

    def handle(self, *args, **options):
        done = rotate(self.stdout.write)
        rows = sum(done.rows.values())
        if not rows and not done.files and done.complete:
            self.stdout.write("Semua sudah memakai kunci terbaru. Kunci lama boleh dibuang.")
            return
        self.stdout.write(f"{rows} baris dan {done.files} berkas sekarang memakai kunci terbaru.")
        for table, count in done.unreadable.items():
            self.stderr.write(f"{table}: {count} tidak terbuka oleh kunci mana pun; kunci lamanya belum dicantumkan.")
        for table, ids in done.clashes.items():
            self.stderr.write(f"{table}: nomor yang sama tercatat dua kali (baris {', '.join(map(str, ids))}).")
        if not done.complete:
            raise CommandError("Belum selesai: kunci lama JANGAN dibuang. Perbaiki yang disebut di atas, lalu ulangi.")
        self.stdout.write("Kunci lama boleh dibuang.")
