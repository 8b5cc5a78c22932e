"""`manage.py new_keys`: fresh keys for the environment of a real portal."""

from django.core.management.base import BaseCommand

from wksbm.keys import new_keys


class Command(BaseCommand):
    help = "Membuat tiga kunci baru dan menuliskannya sebagai baris lingkungan. Tidak menyimpan apa pun."
    requires_system_checks = []

    def handle(self, *args, **options):
        for name, value in new_keys().items():
            self.stdout.write(f"{name}={value if isinstance(value, str) else value[0]}")
        self.stderr.write(
            "Simpan ketiga baris ini di tempat yang aman dan terpisah dari cadangan: tanpa kunci ini data dan cadangan"
            " tidak terbaca lagi.\nMengganti kunci: tulis yang baru di depan yang lama"
            " (DATA_KEY=baru,lama dan HASH_KEY=baru,lama), jalankan ulang portal, lalu manage.py rotate_keys."
        )
