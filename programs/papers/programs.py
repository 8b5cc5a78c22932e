"""Lembar program: what a program plans, who brings what, and how far it has come. It names nobody who is helped."""

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.models import Activity, Indicator, IndicatorMeasurement, Participation, Pledge, ProgramPartner, Resource
from programs.models.program_words import Step
from programs.papers import told
from programs.templatetags.program_tags import number, quantity
from wksbm.core.templatetags.portal_tags import longdate
from wksbm.documents.papers import Content, Paper, register_paper

ROWS_SHOWN = 60
"""Activities, pledges and signs on one sheet: more than a program of an RW ever has."""


def program_sheet(user, network, program) -> Content:
    """The whole program on one or two pages, as it stands now."""
    evaluation = getattr(program, "evaluation", None)
    partners = ProgramPartner.objects.visible_to(user).filter(program=program).select_related("organization")
    data = {
        "title": program.title,
        "state": program.get_state_display(),
        "aim": program.aim,
        "plan": _plan(program, [row.organization.name for row in partners]),
        "signs": _signs(user, program),
        "activities": _activities(user, program),
        "resources": _resources(user, program),
        "took_part": _took_part(user, program),
        "evaluation": [
            [_("Yang tercapai"), evaluation.reached],
            [_("Pelajarannya"), evaluation.lessons],
            [_("Sesudah ini"), evaluation.get_onward_display()],
        ]
        if evaluation
        else [],
        "signers": told.board_of(network, user),
    }
    return Content(_("Lembar program %(title)s") % {"title": program.title}, data)


def _plan(program, partners: list[str]) -> list[list[str]]:
    """Facts that are known, as label and words."""
    days = [longdate(day) if day else _("belum ada") for day in (program.starts_on, program.ends_on)]
    people = [program.get_target_kind_display(), ", ".join(program.words("target_groups")).lower()]
    if program.target_count:
        people.append(_("direncanakan %(count)s") % {"count": number(program.target_count)})
    facts = (
        (_("Penanggung jawab"), program.lead.name),
        (_("Rekan"), ", ".join(partners)),
        (_("Untuk siapa"), ", ".join(part for part in people if part)),
        (_("Kebutuhan"), ", ".join(program.words("needs"))),
        (_("Bentuk bantuan"), ", ".join(program.words("help_kinds"))),
        (_("Waktu"), " – ".join(days)),
        (_("Tempat"), program.place),
        (_("Fungsi"), program.get_function_display()),
        (_("Jenis upaya"), program.get_effort_display()),
        (_("Cara kerja"), program.get_work_model_display()),
    )
    return [[label, words] for label, words in facts if words]


def _signs(user, program) -> list[list[str]]:
    """Sign, how it was, how it is by the latest measurement, and what is wanted."""
    rows = Indicator.objects.visible_to(user).filter(program=program).order_by("pk")[:ROWS_SHOWN]
    measured = (
        IndicatorMeasurement.objects.visible_to(user).filter(program=program).order_by("indicator_id", "on", "at")
    )
    now = {row.indicator_id: row.value for row in measured}
    return [
        [
            f"{row.sign} ({row.unit})",
            number(row.baseline),
            number(now[row.pk]) if row.pk in now else "–",
            number(row.target),
        ]
        for row in rows
    ]


def _activities(user, program) -> list[list[str]]:
    rows = Activity.objects.visible_to(user).filter(program=program).taking_place().select_related("in_charge")
    return [
        [longdate(row.held_on), row.title, row.place, row.in_charge.name if row.in_charge_id else ""]
        for row in rows.order_by("held_on", "begins", "pk")[:ROWS_SHOWN]
    ]


def _resources(user, program) -> list[list[str]]:
    """What is needed, who has pledged how much of it, and what has come."""
    pledged: dict[int, list[Pledge]] = {}
    pledges = Pledge.objects.visible_to(user).filter(program=program).select_related("organization")
    for row in pledges.order_by("organization__name", "pk")[:ROWS_SHOWN]:
        pledged.setdefault(row.resource_id, []).append(row)
    found = []
    for row in Resource.objects.visible_to(user).filter(program=program).order_by("pk")[:ROWS_SHOWN]:
        own = pledged.get(row.pk, [])
        who = "\n".join(f"{one.organization.name}: {quantity(one.amount, row.unit)}" for one in own)
        came = sum(one.arrived for one in own)
        found.append([row.what, quantity(row.amount, row.unit), who or "–", quantity(came, row.unit)])
    return found


def _took_part(user, program) -> list[list[str]]:
    """How many women and men of the residents took part in each step; steps without anybody are left out."""
    rows = Participation.objects.visible_to(user).filter(program=program).values_list("step")
    found = {step: counts for step, *counts in rows.annotate(Sum("women"), Sum("men")).order_by("step")}
    return [[str(step.label), str(found[step][0]), str(found[step][1])] for step in Step if step in found]


register_paper(
    Paper(
        name="lembar-program",
        title=gettext_lazy("Lembar program"),
        template="programs/papers/program.typ",
        content=program_sheet,
        origin="programs.Program",
        issuers="programs.write_program",
        readers="programs.view_program",
        carries_names=False,
    )
)
