"""Words of violence and danger: a report in which one stands is rahasia at once, whether or not its writer says so.

A list too wide costs a careful hand one tap, because who reads the report lowers its level; a list too narrow costs a
child. In doubt a word is in. What people of an RW write every day of poverty, age, illness and disability is left out
by name: a school or a roof that is `terancam`, `anak terlantar` as a category, a leg that is dragged after a stroke.

Roots stand here once, and their forms are made of them as people write them: `dipukul`, `di pukul`, `dpukul`,
`dipkul`, `memukul`, `mukul`, `ngegebukin`, `nampar`, `nyekik`, with every ending (`dipukulin`, `digebukne`, `dicabuli`,
`dipukul2`). Each group says why it is one. Everything is one regular expression that a browser reads alike.
"""

import re

_ENDINGS = r"(?:i|kan|an|in|nya|ku|mu|lah|keun|ke|no|ne|na|e|2){0,3}"
"""Endings in Indonesian, Betawi, Javanese and Sunda, and the 2 by which a phone writes a word twice."""

_MELTED = {"p": "m", "t": "n", "s": "ny", "k": "ng", "c": "ny"}
"""The first letter of a root that an active prefix swallows, and the sound that it leaves: tampar, menampar, nampar."""
_NASAL = {"b": "m", "p": "m", "c": "n", "d": "n", "j": "n", "t": "n"}
"""What stands before an unmelted first letter; before any other it is ng. A wrong one makes `ngorok` of gorok."""


def _without_vowels(root: str) -> str:
    """The root as hurried thumbs write it: a vowel between two consonants may be missing."""
    return re.sub(r"(?<=[^aiueo])([aiueo])(?=[^aiueo])", r"\1?", root)


def _done_to(roots: str) -> list[str]:
    """Passive forms alone: somebody did it to somebody. For roots whose other forms are everyday words."""
    words = roots.split()
    return [rf"di?(?:{'|'.join(map(_without_vowels, words))})", rf"di?\s(?:{'|'.join(words)})"]


def _doing(roots: str) -> list[str]:
    """Passive and active forms. For roots that mean a thing or something harmless when they stand bare."""
    words = roots.split()
    melted = [rf"(?:me|pe)?{_MELTED[root[0]]}{root[1:]}" for root in words if root[0] in _MELTED]
    whole = [rf"(?:me|pe)?{_NASAL.get(root[0], 'ng')}{root}" for root in words]
    return [*_done_to(roots), rf"(?:(?:me|pe)?nge|me|pe)(?:{'|'.join(words)})", *whole, *melted]


def _every_form(roots: str) -> list[str]:
    """All forms: passive, active, `ter-`, and the bare root as in `suka gampar anak`."""
    return [*_doing(roots), rf"(?:ter)?(?:{'|'.join(roots.split())})"]


def _any(words: str) -> str:
    return rf"(?:{'|'.join(words.split())})"


_OF = r"(?:nya|ne|e|na|ku|mu)?"
_PERSON = (
    _any(
        "bapak bpk bapa babe ayah papa papah ibu emak mak mama mamah suami istri bini laki lakinya paman om oom mamang"
        " mang pakde pakdhe paklek paklik bude budhe bulek bibi tante kakek nenek mbah eyang kakak kaka abang mas adik"
        " adek sepupu ipar mertua menantu majikan juragan bos bosnya guru ustad ustaz ustadz kyai pelatih tetangga"
        " pacar cowok cowo mantan orang pria lelaki anak cucu keponakan ponakan preman teman temen dia ia gadis"
        " perempuan cewek wanita balita bayi"
    )
    + _OF
)
_BY = rf"(?:(?:oleh|sama|ama|sm|karo|ku)\s+)?{_PERSON}"
"""Who did it, as `disentuh pamannya` or `disentuh sama pamannya`."""
_NOT = _any("tidak tak ga gak gk g nggak ngga enggak engga tdk kagak kaga ndak nda ora teu jarang")
_PRIVATE = _any("dada payudara susunya toket paha pantat bokong kemaluan kelamin vagina penis selangkangan bibir") + _OF
_COUNTED = (
    r"(?:\d{1,2}|setengah|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|dua\sbelas|berapa|brp)"
    r"(?:an)?"
)
_CHILDS_AGE = r"(?:umur|usia)(?:nya)?\s+(?:baru\s+|masih\s+)?(?:[5-9]|1[0-8])\s?(?:th|thn|tahun)?"
"""Younger than 19, from which age on one may marry (Law 16/2019)."""

HITTING = (
    # Hitting with the hand, by all the names that it has; `pukul` alone is the hour, so it has its own lines.
    *_every_form("tampar tabok tonjok jotos gampar gaplok gebuk gebug keplak geplak tempeleng tampeleng tempiling"),
    *_every_form("tampiling jitak jewer pentung penthung hajar aniaya aniyaya siksa kepruk"),
    *_doing("pukul tinju toyor kampleng kaplok gablok gibeng antem hantam sabet cambuk pecut getok gasak"),
    r"(?:me|pe)?ngebuk|terpukul",
    rf"pukul(?!\s+{_COUNTED}\b)",
    # The everyday words of Java and Sunda; their active forms are other words (ngemplang utang, nakol bedug).
    *_done_to("kemplang tampol kepret sampluk tapuk takol cabok peupeuh teunggeul tajong tutuk thuthuk gitik timpuk"),
    *_doing("pilara jiwit cubit jenggut jambak"),
    # With the foot, against the ground, by the hair; `seret`, `banting`, `sepak`, `injak` alone are everyday words.
    *_every_form("tendang"),
    *_doing("seret banting sepak bekap"),
    *_done_to("injak idek"),
    r"didorong\s+(?:dorong|jatuh|sampai|sampe|hingga|ke|dari)",
    r"di?\s?lempar(?:i|in)|(?:di\s?|ng?e?|me)lempar(?:kan|in|i)?\s+(?:piring|gelas|batu|botol|sandal|sendal|kursi|helm|panci)",
    # With fire, with what is hot, with teeth.
    *_every_form("sundut"),
    r"di?\s?su(?:dut|lut)\s+(?:pakai\s+|pake\s+|dengan\s+)?(?:rokok|api|korek)",
    r"(?:di?\s?|me?ny|ny)(?:siram|iram)\w{0,3}\s+(?:pakai\s+|pake\s+|dengan\s+|dgn\s+)?(?:air\s+(?:panas|keras)|minyak|bensin|kopi)",
    rf"{_PERSON}\s+(?:mau\s+|sampai\s+)?di?\s?(?:bakar|setrika)|(?:tangan|kaki|badan|muka|punggung|wajah){_OF}\s+di(?:bakar|setrika)",
    rf"di?\s?gigit\s+{_BY}",
    # What it is called without naming it: the soft words of neighbours.
    r"main\s+(?:tangan|fisik|kasar|pukul)|(?:ringan|enteng)\s+tangan|tangan(?:nya)?\s+enteng|suka\s+angkat\s+tangan",
    rf"kasar\s+(?:sama|ke|kepada|pada|terhadap|dengan|sm|dgn|karo)\s+{_PERSON}|suka\s+kasar",
    r"(?:me)?ngamuk|di?\s?amuk|amukan|ngamok",
    r"kekerasa+n|k\s?d\s?r\s?t|tawuran",
)
"""Violence against the body."""

WOUNDS = (
    # What somebody sees the day after. Illness and an accident are taken out by ORDINARY.
    r"babak\s?belur|bonyok|bengep|berdarah|lebam|memar|biru\s(?:biru|lebam)|biru2",
    r"bekas\s+(?:cekik|sundut|gigit|ikat|tali|rokok|cakar)\w{0,3}",
)
"""Traces of violence."""

KILLING = (
    # Wounds that kill, weapons in a hand, threats of them.
    *_every_form("bunuh bacok tikam tusuk gorok cekik cekek keroyok kroyok bantai"),
    *_doing("ancam ancem teror todong culik sandera intimidasi"),
    r"ancam|culik|di?\s?racun|meracuni?n?|di?\s?pa(?:teni|ehan)|matenin?i?|maehan",
    r"(?:bawa|acung(?:kan|in)|pakai|pake|ambil)\s+(?:pisau|parang|golok|celurit|clurit|samurai|sajam)",
    r"senjata\s+tajam|sajam",
)
"""Killing and threats, with abduction."""

FEAR = (
    # How a neighbour hears or sees it: fear of somebody at home, flight, cries. Psychic violence has the same traces.
    rf"takut\s+(?:sama|ama|ke|pada|kepada|dengan|sm|dgn|karo)\s+{_PERSON}|takut\s+(?:pulang|di\s?(?:pukul|marah)\w*)",
    rf"ketakutan\s+(?:kalau\s+|kalo\s+|lihat\s+|liat\s+|melihat\s+|sama\s+)+{_PERSON}",
    r"(?:jerit|menjerit|njerit|teriak|berteriak|nangis|menangis)(?:\s+(?:jerit|teriak|nangis))?\s+"
    r"(?:ketakutan|kesakitan|minta\s+(?:tolong|ampun)|ampun)",
    rf"kabur\s+dari\s+(?:rumah|{_PERSON})|minggat|lari\s+dari\s+(?:suami|istri|bapak|ayah|ibu){_OF}",
    rf"di?\s?usir\s+(?:{_BY}|dari\s+rumah)",
    *_doing("bentak bully buli"),
    r"bully(?:ing)?|(?:di|me|pe)rundung|maki\smaki|di?\s?maki|memaki|caci\s?maki",
)
"""Fear, flight, being driven out, being shouted down."""

SEXUAL = (
    # Named outright.
    *_every_form("perkosa cabul leceh sodomi grepe gerepe gerayang grayang garayang"),
    r"(?:di?\s?|me)?ru(?:da\s?paksa|do\s?pekso|do\s?pakso)|percabulan|perkosaan|pedofil\w*|predator\s+(?:anak|seks\w*)",
    r"(?:di|ter)\s?setubuh|menyetubuh|persetubuh|di?\s?gauli|menggauli|di?\s?jamah|menjamah",
    r"di?\s?tidurin?i?|menidurin?i?|nidurin|di?\s?hamilin?i?|menghamili|ngehamil\w*|inses|incest",
    # Touching: the verbs are everyday, the way makes them dangerous (twice, a private part, by whom).
    rf"di?\s?raba|(?:me|nge|ng)raba(?:\s+raba)?\s+(?:tubuh|badan|anak|cewek|perempuan|{_PRIVATE})",
    rf"(?:di?\s?|me|nge?)?(?:pegang|megang|sentuh|nyentuh|colek|nyolek|remas|remes|elus|cium|peluk|meluk)\w{{0,3}}\s+{_PRIVATE}",
    r"(?:di?\s?|me?)(?:pegang|gang|sentuh|colek|remas|remes|elus|cium|nyium|peluk)(?:in|an)?"
    r"(?:2(?:in)?|\s(?:pegang|megang|sentuh|colek|remas|remes|elus|cium|nyium|peluk)(?:in|an)?)",
    rf"di?\s?(?:sentuh|cium|peluk|remas|remes|colek)\s+(?:paksa|{_BY})",
    # Watching, undressing, pictures.
    *_doing("intip"),
    r"di?\s?telanjang|menelanjangi|(?:di?\s?suruh|suruh|dipaksa)\s+(?:telanjang|bugil|(?:buka|lepas)\s+(?:baju|celana|pakaian))",
    r"bugil|bokep|porno|mesum|video\s+seks",
    r"(?:pamer|memamerkan|memperlihatkan|nunjukin|menunjukkan|ngeluarin)\s+(?:alat\s+)?(?:kemaluan|kelamin|burungnya)",
    # Said around the corner.
    r"di?\s?(?:apa\sapa|begitu|gitu|macam\smacam)in|diajak\s+(?:tidur|begituan|berhubungan|hubungan\s+badan|ngamar)",
    r"(?:di?\s?|me)lacur(?:kan|in)|mucikari|muncikari|germo|open\s+bo",
)
"""Sexual violence and abuse."""

SHUT_IN = (
    # Shut in, tied, chained, without food: what is done to children, to wives, to people ill in their mind.
    *_every_form("sekap pasung"),
    *_doing("kurung rantai"),
    rf"di?\s?kunci(?:in|i)?\s+(?:di|dari|dalam|didalam)\b|di?\s?kunciin|{_PERSON}\s+di?\s?kunci",
    rf"(?:{_PERSON}|tangan{_OF}|kaki{_OF}|badan{_OF})\s+di?\s?ikat|di?\s?ikat\s+(?:di|ke)\s+(?:tempat|ranjang|dipan|pohon|tiang|kursi|kamar|kasur)",
    rf"(?:{_NOT}\s+(?:boleh|dibolehin|dibolehkan|diizinkan)|dilarang)\s+keluar\s+(?:rumah|kamar)|di?\s?pingit",
    rf"{_NOT}\s+(?:pernah\s+)?(?:di\s?|nga|nge)?(?:kasih|kasi|beri|berikan|wenehi|wei|bere|sih)\w{{0,2}}\s+(?:makan|makanan|minum|mangan|dahar)",
    r"di?\s?te(?:r)?lantar(?:kan|in|ke)|(?:me|pe)?ne(?:r)?lantar(?:kan|in|an)|di?\s?sia\s?sia(?:kan|in)|di?\s?siyo\s?siyo",
    r"bayi\w*\s+(?:yang\s+|yg\s+)?di?\s?buang|(?:mem)?buang\s+(?:bayi|anak)|ngebuang\s+(?:bayi|anak)",
)
"""Confinement and neglect that somebody does. `terlantar` alone is a category of need and no alarm."""

USED = (
    # Forced, sold, married off as a child. `terpaksa` is what poverty does and is left out.
    r"di?\s?paksa|kawin\s+paksa|nikah\s+paksa|(?:me)?maksa\s+(?:"
    + _PERSON
    + r"|ngemis|mengemis|ngamen|kerja|nikah|menikah|melayani)",
    r"(?:di?\s?)?suruh\s+(?:ngemis|mengemis|ngamen|mengamen|minta\s+minta|melacur|nyopet|nyuri|mencuri|kerja|bekerja|jual\s+diri)",
    r"di?\s?eksploitasi|(?:meng)?eksploitasi|anak\w*\s+(?:di|yang\s+di)pekerjakan",
    r"(?:di)?perdagangkan|memperdagangkan|perdagangan\s+(?:orang|anak|manusia|perempuan)|trafficking|trafiking|tppo",
    r"(?:(?:di|men|n|nge)?jual|di\sjual)\s+(?:diri|orang|anak|istri|bini|bayi)",
    r"di?\s?jual\s+(?:ke|sama|buat|jadi)\s+(?:luar|malaysia|arab|batam|taiwan|hongkong|om|cukong|germo|mucikari|juragan|tki|tkw|psk|orang\s+kaya)",
    rf"{_PERSON}\s+(?:itu\s+|ini\s+)?(?:mau\s+|akan\s+|sudah\s+|udah\s+|hampir\s+|pernah\s+)?di?\s?jual",
    r"(?:tki|tkw|pmi)\s+ilegal",
    rf"(?:di\s?|me?)?(?:nikah|kawin)(?:kan|in|i)?(?:\s+\w+){{0,3}}\s+{_CHILDS_AGE}",
    rf"{_CHILDS_AGE}(?:\s+\w+){{0,4}}\s+(?:di\s?|me)?(?:nikah|kawin)(?:kan|in)?",
    r"(?:masih\s+|anak\s+|kelas\s+\w+\s+)(?:sd|smp)(?:\s+\w+){0,3}\s+(?:di\s?|me)?(?:nikah|kawin)(?:kan|in)?",
    r"(?:per)?(?:nikah|kawin)(?:an)?\s+(?:dini|anak|kontrak|dibawah\s+umur|di\s+bawah\s+umur)",
)
"""People used by people."""

AGAINST_ONESELF = (
    # A life in danger by its own hand: the same silence, the same numbers.
    r"bundir|gantung\s+(?:diri|maneh)|(?:nge|meng|ng)gantung\s+diri|ngendat|nglalu",
    r"(?:me|nge|ng)?(?:lukai|lukain|nyakitin|nyakiti|sakiti|sayat|silet|celaka(?:i|in|kan))\s+diri",
    *_doing("silet sayat"),
    r"(?:silet|iris|mengiris|ngiris|potong|motong|memotong|sayat)\s+(?:tangan|nadi|urat|pergelangan|lengan)",
    r"(?:minum|nenggak|menenggak|menelan|minun)\s+(?:racun|baygon|potas|potasium|sianida|pestisida|wipol|bayclin|pembersih|obat\s+(?:nyamuk|tikus|serangga))",
    r"(?:ingin|pengen|pengin|pingin|kepingin|kepengen|pgn|mending|lebih\s+baik|mendingan)\s+mati|mau\s+mati\s+(?:aja|saja)",
    rf"(?:meng|ng)?akhiri\s+hidup|(?:{_NOT})\s+(?:mau|ingin|pengen|pengin)\s+hidup|(?:capek|cape|lelah|bosan)\s+hidup",
    r"(?:loncat|lompat|terjun)\s+dari\s+(?:jembatan|atap|gedung|lantai|tower)|overdosis",
)
"""Suicide and self-harm."""

STEMS = (*HITTING, *WOUNDS, *KILLING, *FEAR, *SEXUAL, *SHUT_IN, *USED, *AGAINST_ONESELF)

_CLOCK = rf"\s+(?:\d{{1,2}}\s+\d\d|{_COUNTED}\s+(?:pagi|siang|sore|malam|wib|wita|wit|tepat|lewat))"
_WEATHER = _any("banjir angin ombak arus hujan longsor gempa badai puting krisis corona covid pandemi harga")

ORDINARY = (
    # Hours, drums, balls, food and animals.
    rf"di\spukul{_CLOCK}",
    r"(?:memukul|mukul|(?:di)?pukul)\s+(?:rata|bedug|beduk|kentongan|kentungan|gong|rebana|paku|mundur)",
    r"pemukul\s+(?:bedug|beduk|kentongan|gong)|(?:bedug|beduk|kentongan|rebana)\w*\s+dipukul",
    r"(?:di|me|ter)?n?t?endang\s+bola|bola\w*\s+ditendang|tusuk\s+(?:sate|gigi|konde)|(?:ter|me)n?t?usuk\s+(?:duri|paku|jarum|beling|tulang)",
    r"(?:di|ter)?kurung\s+(?:ayam|burung|kambing)|(?:ayam|burung|kambing)\w*\s+(?:di)?kurung",
    r"(?:anjing|monyet|kambing|sapi|kerbau|motor|sepeda|gerobak|pagar|pintu|perahu)\w*\s+(?:yang\s+)?di\s?(?:rantai|kunci|ikat)",
    r"(?:mem)?banting\s+(?:tulang|harga|stir|setir)|menyabet\s+(?:juara|medali|piala|gelar)|menyayat\s+hati|membunuh\s+(?:waktu|nyamuk|tikus|kuman|hama)",
    r"(?:sayur|beras|panen|keripik|kerupuk|gorengan|kue|ikan|sapi|kambing|ayam|barang|kerajinan|batik|madu)\w*(?:\s+\w+){0,2}\s+dijual\s+ke\s+luar",
    # Weather and hard times that strike or threaten; schooling that is threatened.
    rf"(?:di|meng)hantam\s+{_WEATHER}|diseret\s+{_WEATHER}",
    rf"(?:ancaman|mengancam)\s+(?:{_WEATHER}|kebakaran|putus|gagal|phk|penyakit)|penyakit\w*\s+(?:\w+\s+){{0,2}}mengancam",
    r"dirundung\s+(?:duka|malang|kemalangan|masalah|musibah|kesedihan|sedih|utang)",
    # Illness, disability and an accident that somebody names. `katanya jatuh` stays: that is what is said at the door.
    r"(?:demam|batuk|gusi|bab|berak|ambeien|wasir|muntah|luka\w*|borok\w*|kencing)\s+berdarah",
    r"(?:memar|lebam|berdarah|bonyok)(?:\s+di\s+\w+)?\s+(?:karena|krn|akibat|gara\s?gara|habis|sehabis|setelah)\s+"
    r"(?:jatuh|terjatuh|kepeleset|terpeleset|kecelakaan|tabrakan|ketabrak|tersandung|operasi|suntik|disuntik|infus)",
    rf"kaki{_OF}\s+(?:kanan\s+|kiri\s+)?(?:di|me)\s?n?y?s?eret(?!\s+{_BY})|(?:me)?nyeret\s+(?:kaki|langkah)|diseret\s+(?:kaki|langkah)",
    r"di\s?paksa\s+(?:makan|minum\s+obat|sekolah|berobat|istirahat|keadaan|kebutuhan)",
    r"diusir\s+(?:orang\s+)?(?:dari\s+rumah\s+)?(?:kontrakan|kos|pemilik|yang\s+punya)|diusir\s+dari\s+(?:kontrakan|kos|rumah\s+(?:kontrakan|sewa))",
)
"""Everyday phrases that hold such a stem and mean no danger; they are taken out before the stems are looked for."""

DANGER_PATTERN = rf"\b(?:{'|'.join(dict.fromkeys(STEMS))}){_ENDINGS}\b"
ORDINARY_PATTERN = rf"\b(?:{'|'.join(ORDINARY)})\b"
"""Both as regular expressions that a browser reads alike: the page warns with them before a report is sent."""

_DANGER = re.compile(DANGER_PATTERN)
_ORDINARY = re.compile(ORDINARY_PATTERN)
_NOT_LETTERS = re.compile(r"[^\w\s]+|_+")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
"""A letter held down, as in `dipukuuul`."""


def speaks_of_danger(*texts: str) -> bool:
    """Whether any of these texts names violence or danger."""
    return any(_DANGER.search(_ORDINARY.sub(" ", _plain(text))) for text in texts if text)


def _plain(text: str) -> str:
    return _DRAWN_OUT.sub(r"\1", _NOT_LETTERS.sub(" ", text.casefold()))
