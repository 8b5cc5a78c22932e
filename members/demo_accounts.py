"""The sample accounts of the demo: shown on its sign-in page, printed by `manage.py demo`, refused by a real portal."""

from dataclasses import dataclass

from members.access import Role

PASSWORD = "guyub-rukun-2026"  # noqa: S105  printed on the demo's sign-in page; no real portal takes it
PHONE_PREFIX = "+628000000"
"""No network in Indonesia has these numbers, so nobody's account can begin with them but a sample's."""


@dataclass(frozen=True)
class DemoAccount:
    """One invented person with an account; `title` is what the sign-in page calls the office."""

    username: str
    name: str
    role: str
    title: str
    number: int

    @property
    def phone(self) -> str:
        """E.164, impossible in reality."""
        return f"{PHONE_PREFIX}{self.number:03}"


R = Role
ONE_FOR_EACH_ROLE = (
    DemoAccount("endang", "Endang Lestari", R.SECRETARY, "Sekretaris", 1),
    DemoAccount("bambang", "Bambang Sutrisno", R.CHAIR, "Ketua", 2),
    DemoAccount("maria", "Maria Goreti Wea", R.TREASURER, "Bendahara", 3),
    DemoAccount("yati", "Yati Rahayu", R.PSM, "Relawan PSM", 4),
    DemoAccount("made", "Made Sudarma", R.RT_HEAD, "Ketua RT 001", 5),
    DemoAccount("siti", "Siti Aminah", R.DASAWISMA_KADER, "Kader dasawisma", 6),
    DemoAccount("bagus", "Bagus Setiawan", R.ORGANIZATION_OFFICER, "Pengurus Karang Taruna", 7),
    DemoAccount("togar", "Togar Simanjuntak", R.AUDITOR, "Pemeriksa", 8),
    DemoAccount("hadi", "Hadi Prasetyo", R.VILLAGE_HEAD, "Kepala desa", 9),
    DemoAccount("rina", "Rina Wulandari", R.VILLAGE_OPERATOR, "Operator desa", 10),
    DemoAccount("retno", "Retno Palupi", R.SUPERVISOR, "Pembina (TKSK)", 11),
)
NEIGHBOURS = (
    DemoAccount("wening", "Wening Prasasti", R.PSM, "Relawan PSM RW 004", 12),
    DemoAccount("sugiharti", "Sugiharti Ningsih", R.PSM, "Relawan PSM RW 004", 13),
    DemoAccount("fajar", "Fajar Nugraha", R.PSM, "Relawan PSM RW 004", 14),
    DemoAccount("umi", "Umi Kalsum", R.PSM, "Relawan PSM RW 004", 15),
    DemoAccount("soeparman", "Soeparman", R.CHAIR, "Ketua RW 005", 21),
    DemoAccount("dewi", "Dewi Anggraini", R.SECRETARY, "Sekretaris RW 005", 22),
    DemoAccount("laras", "Laras Wibawa", R.PSM, "Relawan RW 004 dan 005", 23),
    DemoAccount("nur", "Nur Hidayah", R.PSM, "Relawan PSM RW 005", 24),
    DemoAccount("iskandar", "Teuku Iskandar", R.CHAIR, "Ketua RW 003", 31),
    DemoAccount("lilis", "Lilis Suryani", R.SECRETARY, "Sekretaris RW 003", 32),
    DemoAccount("heru", "Heru Susanto", R.PSM, "Relawan PSM RW 003", 33),
)
EVERYBODY = {account.username: account for account in (*ONE_FOR_EACH_ROLE, *NEIGHBOURS)}


def shown() -> list[tuple[str, str, str]]:
    """(office, user name, password): one for each role, then who works beside them and in the neighbours' networks."""
    return [(account.title, account.username, PASSWORD) for account in EVERYBODY.values()]
