"""`manage.py start_network`: asks what it is not told, and prints the invitations."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from members.access import Role
from members.actions.networks import three_digits
from members.phones import normal_phone
from wksbm.core.refusals import RefusedByRule
from wksbm.portal.actions import first_network


def person(typed: str) -> tuple[str, str]:
    """`Bu Endang, 0812-3456-7890` as name and phone number; the number may be left out."""
    name, _comma, phone = (part.strip() for part in typed.rpartition(",")) if "," in typed else (typed.strip(), "", "")
    if phone and not normal_phone(phone):
        raise RefusedByRule(f"Nomor HP {name} belum lengkap. Contoh: {name}, 0812-3456-7890.")
    if not name:
        raise RefusedByRule("Tulis nama lalu nomor HP, misalnya: Endang Lestari, 0812-3456-7890.")
    return name, normal_phone(phone)


QUESTIONS = (
    ("rw", "Nomor RW", "Nomor RW, misalnya 004: ", lambda typed: three_digits(typed, field="rw")),
    ("name", "Nama WKSBM", "Nama WKSBM, misalnya Guyub Rukun: ", str.strip),
    (
        "rts",
        "RT di dalamnya, misalnya 1-4 atau 1,2,5",
        "RT di dalamnya, misalnya 1-4 atau 1,2,5: ",
        first_network.rt_numbers,
    ),
    ("chair", "Ketua: nama, nomor HP", "Ketua (nama, nomor HP): ", person),
    ("secretary", "Sekretaris: nama, nomor HP", "Sekretaris (nama, nomor HP): ", person),
)
"""Option, its meaning, the question, and what reads the answer (RefusedByRule when it cannot be)."""


class Command(BaseCommand):
    help = "Memulai jejaring satu RW dan mencetak undangan ketua, sekretaris, dan (bila disebut) operator desa."

    def add_arguments(self, parser):
        parser.add_argument("--village", help="Beberapa huruf nama desa, atau kode wilayahnya (33.19.01.2011).")
        for name, meaning, _question, _read in QUESTIONS:
            parser.add_argument(f"--{name}", help=meaning)
        parser.add_argument("--operator", help="Operator desa: nama, nomor HP. Kosong bila belum ada.")
        parser.add_argument("--address", help="Alamat portal untuk tautannya, misalnya https://wksbm.desa.id")
        parser.add_argument("--no-input", action="store_true", help="Jangan bertanya; yang kurang adalah kesalahan.")

    def handle(self, *args, **told):
        self.asks = not told["no_input"]
        try:
            village = self._village(told["village"])
            answers = {
                name: self._read(told[name], lambda name=name, question=question: self._ask(name, question), read)
                for name, _meaning, question, read in QUESTIONS
            }
            begun = first_network.begin(village=village, **answers, operator=self._operator(told["operator"], village))
        except RefusedByRule as refused:
            raise CommandError(refused.sentence) from None
        self._say(begun, (told["address"] or own_address()).rstrip("/"))

    def _ask(self, name: str, question: str) -> str:
        if not self.asks:
            raise CommandError(f"--{name} belum diisi.")
        while not (answer := typed_answer(question)):
            continue
        return answer

    def _read(self, told: str | None, ask, read):
        """What `told` or the keyboard says, read. A slip at the keyboard is asked again, not answered with the end."""
        while True:
            try:
                return read(told or ask())
            except RefusedByRule as refused:
                if told:
                    raise
                self.stdout.write(refused.sentence)

    def _village(self, told: str | None):
        first_network.need_regions()
        typed = told
        while True:
            try:
                found = first_network.find_villages(
                    typed or self._ask("village", "Desa atau kelurahan (beberapa huruf): ")
                )
            except RefusedByRule as refused:
                if told:
                    raise
                self.stdout.write(refused.sentence)
                typed = None
                continue
            if len(found) == 1:
                self.stdout.write(found[0].full_name)
                return found[0]
            shown = found[: first_network.SHOWN]
            for number, village in enumerate(shown, start=1):
                self.stdout.write(f"{number:>3}. {village.code}  {village.full_name}")
            if not self.asks:
                raise CommandError("Lebih dari satu desa cocok. Tulis kodenya di --village.")
            if len(found) > len(shown):
                self.stdout.write("Masih ada yang lain; tulis lebih banyak huruf.")
            choice = self._ask("village", "Nomor pilihan, atau huruf yang lain: ")
            if choice.isdecimal() and 0 < int(choice) <= len(shown):
                return shown[int(choice) - 1]
            told, typed = None, choice

    def _operator(self, typed: str | None, village) -> tuple[str, str] | None:
        if typed:
            return person(typed)
        if not self.asks or first_network.has_operator(village):
            return None
        question = "Operator desa (nama, nomor HP; kosongkan bila belum ada): "
        return self._read(None, lambda: typed_answer(question), lambda answer: person(answer) if answer else None)

    def _say(self, begun, address: str) -> None:
        self.stdout.write(f"\n{begun.network.name} sudah ada di {address}/{begun.network.slug}/")
        self.stdout.write("Kirim tiap tautan kepada orangnya saja. Berlaku 7 hari dan sekali pakai:\n")
        for role, path in begun.paths.items():
            self.stdout.write(f"  {Role(role).label}: {address}{path}")


def typed_answer(question: str) -> str:
    """What somebody types; leaving with Ctrl-C or Ctrl-D ends the command and saves nothing."""
    try:
        return input(question).strip()
    except (EOFError, KeyboardInterrupt):
        raise CommandError("Dibatalkan; belum ada yang disimpan.") from None


def own_address() -> str:
    """Where people reach this portal, as far as the settings tell."""
    host = settings.ALLOWED_HOSTS[0].lstrip(".") if settings.ALLOWED_HOSTS else "localhost"
    return f"http://{host}:8000" if settings.DEMO else f"https://{host}"
