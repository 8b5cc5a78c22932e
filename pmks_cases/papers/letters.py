"""Letters about one case: surat tugas of its companion, surat pengantar, surat rujukan with its return slip.

Their numbers are drawn by chance, all of them: a gap between two would tell that there is a third.
"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmks_cases.models import Referral, Visit
from pmks_cases.models import case_reading as reading
from pmks_cases.papers import told
from wksbm.core.refusals import RefusedByRule
from wksbm.core.templatetags.portal_tags import longdate
from wksbm.documents.papers import Content, Paper, Series, register_paper

DUTIES = (
    gettext_lazy("menengok warga yang didampingi sesuai tanggal kunjungan yang disepakati;"),
    gettext_lazy("mencatat keadaan dan kebutuhannya, serta menyampaikan janji jejaring;"),
    gettext_lazy("menemani mengurus layanan yang dibutuhkan bila keluarga menghendaki;"),
    gettext_lazy("menjaga kerahasiaan semua yang dilihat dan didengar."),
)
READERS = {"readers": "pmks_cases.print_case"}


def task_letter(user, network, case) -> Content:
    """Whom the network sends. It is shown at doors, so it names who is sent and never who is visited."""
    case.network = network
    if not case.psm_id:
        raise RefusedByRule(_("Belum ada pendamping dari jejaring. Tugaskan dahulu."))
    if not case.is_open:
        raise RefusedByRule(_("Kasus ini sudah selesai."))
    data = {
        "companion": told.companion_lines(case),
        "office": _("Relawan pendamping"),
        "number": case.number,
        "rt": case.rt.number if case.rt_id and not case.is_secret else "",
        "since": longdate(network.today()),
        "duties": [str(duty) for duty in DUTIES],
        "signers": [told.chair_of(network)],
    }
    return Content(_("Surat tugas %(number)s") % {"number": case.number}, data, told.companion_lines(case)["name"])


def what_for(user, network, case) -> dict:
    return {
        "to": forms.CharField(
            label=_("Ditujukan kepada"), max_length=120, help_text=_("Misalnya Kepala Desa, Puskesmas, atau sekolah.")
        ),
        "purpose": forms.CharField(
            label=_("Untuk keperluan"), max_length=200, help_text=_("Tanpa penyakit dan tanpa sebutan kategori.")
        ),
        "asked": forms.BooleanField(label=_("Keluarga sendiri yang meminta surat ini")),
    }


def introduction(user, network, case, *, to: str, purpose: str, asked: bool = True) -> Content:
    """Somebody of the RW goes somewhere with it. Raises RefusedByRule where the family has not asked for it."""
    case.network = network
    if not asked:
        raise RefusedByRule(_("Surat pengantar dibuat kalau keluarga memintanya."), field="asked")
    data = {
        "to": to,
        "purpose": purpose,
        "who": told.who(case),
        "is_named": told.is_named(case),
        "companion": told.companion_lines(case),
        "signers": [told.chair_of(network)],
    }
    return Content(_("Surat pengantar %(number)s") % {"number": case.number}, data, to)


def which_referral(user, network, case) -> dict:
    found = list(Referral.objects.visible_to(user).filter(case=case).order_by("-is_first_step", "-at"))
    return {
        "referral": forms.ChoiceField(
            label=_("Rujukan ke mana"),
            choices=[(str(row.pk), str(row.get_target_display())) for row in found],
            initial=str(found[0].pk) if found else None,
            widget=forms.RadioSelect,
        ),
        "request": forms.CharField(
            label=_("Yang kami mohon"),
            max_length=300,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("Layanan apa yang dibutuhkan, dengan kata-kata sendiri."),
        ),
    }


def referral_letter(user, network, case, *, referral: str, request: str) -> Content:
    """To a place that helps, with a slip on which it answers. Raises RefusedByRule where the family did not agree."""
    case.network = network
    row = Referral.objects.visible_to(user).filter(case=case, pk=int(referral)).first()
    if row is None:
        raise RefusedByRule(_("Pilih rujukan yang ada di kasus ini."), field="referral")
    if row.family_answer != Referral.FamilyAnswer.YES and not (row.safety_why or row.is_first_step):
        raise RefusedByRule(
            _("Keluarga belum setuju tempat itu diberi tahu. Tanyakan dahulu, lalu catat jawabannya."), field="referral"
        )
    target = str(row.get_target_display())
    data = {
        "to": target,
        "who": told.who(case),
        "is_named": told.is_named(case),
        "need": told.need(case),
        "done": _done_so_far(user, case),
        "request": request,
        "companion": told.companion_lines(case),
        "contact": told.secretary_of(network)["name"],
        "signers": [told.chair_of(network)],
    }
    return Content(_("Surat rujukan %(number)s ke %(place)s") % {"number": case.number, "place": target}, data, target)


def _done_so_far(user, case) -> list[str]:
    """How often somebody came, and where else help was asked: counts and places, no words of anybody."""
    visits = Visit.objects.visible_to(user).filter(case=case, kind=Visit.Kind.VISIT).count()
    done = [_("%(count)d kali dikunjungi relawan pendamping") % {"count": visits}] if visits else []
    asked = [row for row in reading.referrals_of(case) if row.sent_on] if not case.is_secret else []
    return done + [
        _("%(place)s dihubungi %(day)s") % {"place": row.get_target_display(), "day": longdate(row.sent_on)}
        for row in asked
    ]


register_paper(
    Paper(
        name="surat-tugas",
        title=gettext_lazy("Surat tugas pendamping"),
        template="pmks_cases/papers/task.typ",
        content=task_letter,
        issuers="pmks_cases.assign_case",
        series=Series("ST", by_chance=True),
        **READERS,
        **told.OF_CASE,
    ),
    Paper(
        name="surat-pengantar",
        title=gettext_lazy("Surat pengantar"),
        template="pmks_cases/papers/introduction.typ",
        content=introduction,
        choices=what_for,
        issuers="pmks_cases.print_case",
        series=Series("SP", by_chance=True),
        **READERS,
        **told.OF_CASE,
    ),
    Paper(
        name="surat-rujukan",
        title=gettext_lazy("Surat rujukan"),
        template="pmks_cases/papers/referral.typ",
        content=referral_letter,
        choices=which_referral,
        issuers="pmks_cases.print_case",
        series=Series("SR", by_chance=True),
        signed_by_head="may",
        **READERS,
        **told.OF_CASE,
    ),
)
