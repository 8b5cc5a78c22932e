"""`manage.py make_sign_in_link USERNAME`: the way back in when nobody in the portal may make it."""

from django.core.management.base import BaseCommand, CommandError

from members.actions import sign_in_links
from members.models import Membership, Network, User


class Command(BaseCommand):
    help = "Membuat tautan masuk sekali pakai, misalnya untuk satu-satunya operator desa. Ketua jejaring diberi tahu."

    def add_arguments(self, parser):
        parser.add_argument("username", help="Nama pengguna, nomor HP, atau email.")
        parser.add_argument("--lost-phone", action="store_true", help="HP-nya hilang: lupakan juga kunci keduanya.")

    def handle(self, *args, username: str, lost_phone: bool, **options):
        person = User.objects.for_sign_in(username)
        if person is None:
            raise CommandError("Tidak ada akun dengan nama itu.")
        office = Membership.objects.current().filter(user=person).order_by("pk").first()
        if office is None:
            raise CommandError("Orang ini tidak memegang jabatan apa pun sekarang.")
        network = office.network or Network.objects.filter(village=office.village_id).order_by("pk").first()
        if network is None:
            raise CommandError("Desa ini belum punya jejaring; undang orangnya lagi dengan manage.py start_network.")
        _link, token = sign_in_links.make(person, by=None, network=network, forget_second_factors=lost_phone)
        self.stdout.write(f"Tautan (24 jam, sekali pakai), di belakang alamat portal: {sign_in_links.path_of(token)}")
