"""What a joint program still lacks: its five S-M-A-R-T blocks, its ethics, its overlaps, its last measurements."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.models.activity import Activity
from programs.models.overlap import OverlapAnswer
from programs.models.program import Program
from programs.models.program_measures import Indicator, IndicatorMeasurement
from programs.models.program_resources import Pledge
from programs.models.program_states import Need
from programs.models.program_words import Answer

BLOCKS = {
    "S": gettext_lazy("Jelas: apa, untuk siapa, di mana"),
    "M": gettext_lazy("Terukur: tandanya apa"),
    "A": gettext_lazy("Bisa dikerjakan: caranya dan kegiatannya"),
    "R": gettext_lazy("Sesuai kemampuan: yang dibutuhkan dan dijanjikan"),
    "T": gettext_lazy("Berbatas waktu: mulai dan selesai"),
}
"""Specific, measurable, achievable, relevant to the resources, time-bound: each in words."""

ETHICS = ("benefit", "rights", "fairness", "upkeep")
"""Manfaat, pemenuhan hak, keadilan, keberlanjutan."""
ETHICS_BLOCK = "etika"


@dataclass(frozen=True)
class Missing:
    """One thing that is not there yet: its block, the part and field where it is written, a sentence."""

    block: str
    part: str
    field: str
    sentence: str


def missing_blocks(program: Program) -> list[Missing]:
    """What the five blocks still lack, in their order; nothing when all are filled."""
    rows = missing_rows(
        indicators=Indicator.objects.filter(program=program).exists(),
        pledges=Pledge.objects.filter(program=program).exists(),
        activities=Activity.objects.filter(program=program).taking_place().exists(),
    )
    return sorted([*missing_fields(program), *rows], key=lambda one: "SMART".index(one.block))


def missing_fields(program: Program) -> list[Missing]:
    """What the program's own columns lack."""
    asked = (
        ("S", "tujuan", "aim", program.aim, _("Tulis dahulu apa yang ingin dicapai.")),
        ("S", "tujuan", "place", program.place, _("Di mana program ini berjalan?")),
        ("S", "sasaran", "target_kind", program.target_kind, _("Pilih untuk siapa program ini.")),
        ("S", "sasaran", "target_groups", program.target_groups, _("Pilih siapa mereka.")),
        ("S", "sasaran", "target_count", program.target_count, _("Tulis berapa yang direncanakan.")),
        ("S", "sasaran", "needs", program.needs, _("Pilih kebutuhan yang dijawab.")),
        ("S", "sasaran", "help_kinds", program.help_kinds, _("Pilih bentuk bantuannya.")),
        ("A", "cara", "function", program.function, _("Pilih fungsinya.")),
        ("A", "cara", "effort", program.effort, _("Pilih jenis upayanya.")),
        ("A", "cara", "level", program.level, _("Pilih dikerjakan dengan siapa.")),
        ("A", "cara", "work_model", program.work_model, _("Pilih cara kerjanya.")),
        ("T", "waktu", "starts_on", program.starts_on, _("Tanggal mulainya belum ada.")),
        ("T", "waktu", "ends_on", program.ends_on, _("Tanggal selesainya belum ada. Kapan program ini berakhir?")),
    )
    return [Missing(block, part, field, words) for block, part, field, value, words in asked if not value]


def missing_rows(*, indicators: bool, pledges: bool, activities: bool) -> list[Missing]:
    """What stands in rows of its own and is not there: signs, activities, needs with pledges."""
    asked = (
        ("M", "tanda", indicators, _("Belum ada tanda keberhasilan. Dari apa kita tahu program ini berhasil?")),
        ("A", "kegiatan", activities, _("Belum ada kegiatan dengan tanggal dan penanggung jawabnya.")),
        ("R", "sumber", pledges, _("Belum ada lembaga yang menjanjikan sesuatu.")),
    )
    return [Missing(block, part, "", words) for block, part, there, words in asked if not there]


def missing_ethics(program: Program) -> list[Missing]:
    """Questions without an answer, answers without a reason, and a "tidak" without what a meeting says of it."""
    found = []
    for name in ETHICS:
        answer = getattr(program, name)
        if not answer:
            words = _("%(question)s Belum dijawab.") % {"question": Program._meta.get_field(name).verbose_name}
            found.append(Missing(ETHICS_BLOCK, "etika", name, words))
        elif answer != Answer.YES and not getattr(program, f"{name}_why"):
            words = _("Ceritakan sebentar: mengapa belum sepenuhnya?")
            found.append(Missing(ETHICS_BLOCK, "etika", f"{name}_why", words))
    if Answer.NO in (getattr(program, name) for name in ETHICS):
        if program.ethics_meeting_id is None:
            words = _("Ada jawaban “tidak”. Pilih musyawarah yang membicarakannya.")
            found.append(Missing(ETHICS_BLOCK, "etika", "ethics_meeting", words))
        if not program.ethics_note:
            words = _("Ada jawaban “tidak”. Tulis apa kata musyawarah tentang hal itu.")
            found.append(Missing(ETHICS_BLOCK, "etika", "ethics_note", words))
    return found


MOST_OVERLAPS = 10
"""So many are shown and asked about; more would say that the groups are chosen too widely."""


def unanswered_overlaps(program: Program) -> Iterable[Program]:
    """Programs that this one doubles and about which nothing was agreed yet."""
    answered = OverlapAnswer.objects.filter(program=program, other=OuterRef("pk"))
    found = Program.objects.doubling(program).filter(~Exists(answered))
    return found.select_related("lead").order_by("starts_on", "pk")[:MOST_OVERLAPS]


def unmeasured(program: Program) -> list[Indicator]:
    """Signs that were never counted after their beginning: nobody can say what was reached."""
    later = IndicatorMeasurement.objects.filter(indicator=OuterRef("pk"))
    return list(Indicator.objects.filter(~Exists(later), program=program))


def missing_for(program: Program, need: Need) -> list[Missing]:
    """What this need of a move still lacks. A reason and an evaluation are asked for by their own forms."""
    if need == Need.SMART:
        return missing_blocks(program)
    if need == Need.ETHICS:
        return missing_ethics(program)
    if need == Need.OVERLAPS:
        return [
            Missing("ganda", "ganda", "", _("Bantuan ganda dengan “%(title)s” belum dibicarakan.") % {"title": other})
            for other in unanswered_overlaps(program)
        ]
    if need == Need.MEASURED:
        return [
            Missing("M", "tanda", "", _("“%(sign)s” belum diukur lagi.") % {"sign": one}) for one in unmeasured(program)
        ]
    return []
