"""How cases and what happened to them are spoken of in a template."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from members.models import FollowUpEntry
from pmks_cases.models.case import NeedKind, OutsideCompanion, Secrecy, Urgency
from pmks_cases.models.case_states import Decision, State
from pmks_cases.models.case_timeline import Entry
from pmks_cases.models.consent import Consent
from pmks_cases.models.family_answer import FamilyAnswer
from pmks_cases.models.plan import ReferralTarget
from pmks_cases.models.visit import Visit
from wksbm.core.models import ReadEntry
from wksbm.core.templatetags.portal_tags import NBSP, icon, longdate, shortdate

register = template.Library()


def _(message: str) -> str:
    """`gettext`, which a page of two hundred entries would ask thousands of times for the same forty sentences."""
    return _once(get_language(), message)


@lru_cache(maxsize=1000)
def _once(language: str, message: str) -> str:
    return gettext(message)


def label(choices, value) -> str:
    """The word of a choice, in the language of the page."""
    return _label(get_language(), choices, value)


@lru_cache(maxsize=1000)
def _label(language: str, choices, value) -> str:
    return str(choices(value).label)


LONGEST_TEXT = 280
"""Letters of what somebody wrote that an entry of the history shows."""


# --- Small words ---------------------------------------------------------------------------------------------


@register.filter
def figure(value) -> str:
    """`2`, `2,5`, `-1`: a decimal without zeros that say nothing."""
    text = f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
    return text.replace(".", ",")


@register.filter
def counted(value, unit: str) -> str:
    """`2 hari`; without a unit `tingkat -1`."""
    return f"{figure(value)}{NBSP}{unit}" if unit else _("tingkat %(level)s") % {"level": figure(value)}


@register.filter
def due_words(day: date, today: date) -> str:
    """`hari ini`, `terlambat 3 hari`, `7 hari lagi`."""
    days = (day - today).days
    if days < 0:
        return _("terlambat %(days)d hari") % {"days": -days}
    return _("hari ini") if days == 0 else _("%(days)d hari lagi") % {"days": days}


@register.filter
def due_tone(day: date, today: date) -> str:
    """late | due | "": due within a week."""
    days = (day - today).days
    return "late" if days < 0 else "due" if days <= 7 else ""


@register.filter
def capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


@register.simple_tag
def share_bar(share: int, spoken: str) -> SafeString:
    """How far a goal has come, as a bar of `share` percent."""
    return format_html(
        '<svg class="meter" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<rect width="{}" height="6"/></svg>',
        spoken,
        share,
    )


# --- The rows of the list -------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def case_rows(context, cases: Iterable) -> SafeString:
    """The rows of a `ul` of class rows. Reads `today` and `portal.network`. Drawn here and not by a template, which
    takes several times as long for fifty."""
    slug, today = context["portal"].network.slug, context["today"]
    before, after = reverse("pmks_cases:case", args=[slug, "0000"]).rsplit("0000", 1)
    go = icon("next")
    rows = []
    for case in cases:
        named = case.name and not case.name_refused
        known = [case.number] if named else []
        title = ", ".join(filter(None, [case.name, age_of(case, today)])) if named else case.known_as
        if case.rt:
            known.append(str(case.rt))
        if companion := companion_name(case):
            known.append(companion)
        word, tone = next_word(case, today)
        bar = "late" if tone == "late" or case.promise_late else tone if tone == "due" else ""
        rows.append(
            f'<li class="{bar}"><div class="text"><a class="title" href="{before}{case.number}{after}">'
            f"{_lock(case.secrecy)} {escape(title)}</a>"
            f'<span class="soft">{escape(" · ".join(known))}</span>'
            f'<span class="soft">{label(NeedKind, case.need_kind)} · {label(State, case.state)}</span></div>'
            f'<div class="badges">{"".join(_badges(case, word, tone))}</div><span class="go">{go}</span></li>'
        )
    return SafeString("\n".join(rows))


@register.simple_tag
def companion_name(case) -> str:
    """Who accompanies; '' for nobody."""
    if case.psm:
        return case.psm.name
    return label(OutsideCompanion, case.outside_companion) if case.outside_companion else ""


def next_word(case, today: date) -> tuple[str, str]:
    """What a row says of the next visit, and its tone; of an open case without a companion that it has none."""
    if not case.is_open:
        return "", ""
    if not case.psm_id and not case.outside_companion:
        return _("Belum ada pendamping"), "due"
    if case.next_visit_on is None:
        return "", ""
    days = (case.next_visit_on - today).days
    if days < 0:
        return _("Terlambat %(days)d hari") % {"days": -days}, "late"
    if days == 0:
        return _("Kunjungan hari ini"), "due"
    return _visit_on(get_language(), case.next_visit_on), "plain"


@lru_cache(maxsize=500)
def _visit_on(language: str, day: date) -> str:
    """Put into words once: the rows of a list share their days."""
    return _("Kunjungan %(day)s") % {"day": shortdate(day)}


def _badges(case, word: str, tone: str) -> Iterable[SafeString]:
    if case.promise_late:
        yield _badge(_("Janji terlambat"), "late", "")
    if case.urgency >= Urgency.HIGH and case.is_open:
        yield _urgency(case.urgency)
    if word:
        yield _badge(word, tone, "calendar" if tone == "plain" else "")


@register.simple_tag
def state_badge(word: str, tone: str = "plain", picture: str = "") -> SafeString:
    """The badge of _components/badge.html, drawn once for each word."""
    return _badge(str(word), tone, picture)


@lru_cache(maxsize=500)
def _badge(word: str, tone: str, picture: str) -> SafeString:
    return render_to_string("_components/badge.html", {"text": word, "tone": tone, "icon": picture})


@lru_cache(maxsize=10)
def _urgency(urgency: int) -> SafeString:
    tone = "late" if urgency == Urgency.EMERGENCY else "due"
    return _badge(_("Mendesak: %(how)s") % {"how": label(Urgency, urgency).lower()}, tone, "warning")


@lru_cache(maxsize=10)
def _lock(secrecy: str) -> SafeString:
    if secrecy == Secrecy.ORDINARY:
        return SafeString("")
    return icon("lock", label=label(Secrecy, secrecy), extra="small")


def age_of(case, today: date) -> str:
    """`9 tahun`, `5 bulan`; '' where nobody knows."""
    born = case.resident.birth_on if case.resident_id else None
    if born is None:
        return ""
    years = case.resident.age_on(today)
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    told = _("%(count)d tahun") % {"count": years} if years else _("%(count)d bulan") % {"count": months}
    return told.replace(" ", NBSP)


# --- The history ------------------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def history_entries(context, entries: Iterable[Entry]) -> SafeString:
    """The entries of an `ol` of class history. Reads `portal.network`, `case`. Drawn here, as the rows of the list."""
    slug = context["portal"].network.slug
    before, after = _way_to_visit(slug)
    drawn = []
    for entry in entries:
        if entry.kind == "consent" and context["case"].name_refused:
            entry = replace(entry, text=entry.word.partition("/")[2] or _("orangnya sendiri"))
        title, text, more = _SENTENCES[entry.kind](entry)
        if entry.kind in ("visit", "addendum"):
            words = escape(more or _("Lihat kunjungan"))
            more = f'<p class="soft"><a href="{before}{entry.key}{after}">{words}</a></p>'
        who = f" · {escape(entry.who)}" if entry.who else ""
        if len(text) > LONGEST_TEXT:
            text = Truncator(text).chars(LONGEST_TEXT)
        kind = entry.kind.replace("_", "-")
        time = _time(get_language(), localdate(entry.at))
        words = f"<p><b>{escape(title)}</b> {escape(text)}</p>"
        drawn.append(f'<li class="of-{kind}">{time}{who}</time>{words}{more}</li>')
    return SafeString("\n".join(drawn))


@lru_cache(maxsize=2000)
def _time(language: str, day: date) -> str:
    return f'<time datetime="{day.isoformat()}">{longdate(day)}'


@lru_cache(maxsize=1000)
def _way_to_visit(slug: str) -> tuple[str, str]:
    """What stands before and after a visit's id in its address: two hundred lines ask for it."""
    before, after = reverse("pmks_cases:visit", args=[slug, 987654321]).rsplit("987654321", 1)
    return before, after


def _sentence(*parts: str) -> str:
    """Parts with one stop between them."""
    return " ".join(part if part[-1] in ".!?…" else f"{part}." for part in map(str, parts) if part)


def _move(entry):
    if entry.word == State.REPORTED:
        return _("Kasus dibuka."), entry.text, ""
    decision = label(Decision, entry.other) if entry.other else ""
    return f"{label(State, entry.word)}.", _sentence(decision, entry.text), ""


def _report(entry):
    return _("Laporan dini diterima."), entry.text, ""


def _level(entry):
    return _("Tingkatnya menjadi %(level)s:") % {"level": label(Secrecy, entry.word).lower()}, entry.text, ""


def _handover(entry):
    taker = entry.other or (label(OutsideCompanion, entry.word) if entry.word else "")
    return _("Didampingi %(name)s.") % {"name": taker}, entry.text, ""


def _postponed(entry):
    return _("Kunjungan diundur ke %(day)s:") % {"day": longdate(entry.on)}, entry.text, ""


def _visit(entry):
    number, photos = divmod(entry.count, 100)
    pictures = ngettext("%(photos)d foto", "%(photos)d foto", photos) % {"photos": photos} if photos else ""
    met = label(Visit.Met, entry.word)
    met = met if entry.word == Visit.Met.NOBODY else _("Bertemu %(whom)s") % {"whom": met.lower()}
    title = _("Sapaan.") if entry.other == Visit.Kind.GREETING else _("Kunjungan ke-%(number)d.") % {"number": number}
    return title, _sentence(met, entry.text), pictures


def _addendum(entry):
    return _("Tambahan untuk kunjungan %(day)s.") % {"day": longdate(entry.on)}, entry.text, ""


def _promise(entry):
    until = _("%(doer)s, paling lambat %(day)s") % {"doer": entry.other, "day": longdate(entry.on)}
    return _("Janji:"), _sentence(entry.text, until), ""


_WHAT_BECAME = {
    FollowUpEntry.Kind.MOVED: gettext_lazy("Janji diundur:"),
    FollowUpEntry.Kind.HANDED_OVER: gettext_lazy("Janji diserahkan:"),
    FollowUpEntry.Kind.DONE: gettext_lazy("Janji selesai:"),
    FollowUpEntry.Kind.WITHDRAWN: gettext_lazy("Janji dibatalkan:"),
    FollowUpEntry.Kind.REOPENED: gettext_lazy("Janji dibuka lagi:"),
}


def _promise_entry(entry):
    return _WHAT_BECAME.get(entry.word, _("Janji:")), _sentence(entry.text, entry.more), ""


def _consent(entry):
    answer = _("Ya") if entry.count else _("Tidak")
    question = label(Consent.Purpose, entry.word.partition("/")[0])
    asked = f"{question} ({entry.other})" if entry.other else question
    said = _("%(question)s: dijawab %(name)s") % {"question": asked, "name": entry.text}
    return _("Persetujuan: %(answer)s.") % {"answer": answer.lower()}, _sentence(said), ""


def _assessment(entry):
    return _("Kebutuhan digali."), entry.text, ""


def _goal(entry):
    return _("Tujuan ditulis:"), _sentence(entry.text), ""


def _measurement(entry):
    value = entry.word.rstrip("0").rstrip(".").replace(".", ",") if "." in entry.word else entry.word
    level = f"{value}{NBSP}{entry.other}" if entry.other else _("tingkat %(level)s") % {"level": value}
    return _("Diukur: %(level)s.") % {"level": level}, _sentence(entry.text, entry.more), ""


def _referral(entry):
    spoke = _("Bicara dengan %(name)s") % {"name": entry.text} if entry.text else ""
    return _("Dirujuk ke %(target)s.") % {"target": label(ReferralTarget, entry.word)}, _sentence(spoke), ""


def _referral_answer(entry):
    return _("Jawaban %(target)s:") % {"target": label(ReferralTarget, entry.word)}, entry.text, ""


def _errand(entry):
    return _("Layanan singkat:"), _sentence(entry.text, entry.more), ""


def _family_answer(entry):
    answer = label(FamilyAnswer.Answer, entry.word).lower()
    told = _("Disampaikan kepada %(name)s") % {"name": entry.more}
    words = f"“{entry.text}”" if entry.text else ""
    return _("Keluarga %(answer)s:") % {"answer": answer}, _sentence(told, words), ""


def _read(entry):
    times = _(" (%(count)d kali)") % {"count": entry.count} if entry.count > 1 else ""
    return label(ReadEntry.Kind, entry.word).capitalize() + times + ".", "", ""


_SENTENCES = {
    "move": _move,
    "report": _report,
    "level": _level,
    "handover": _handover,
    "postponed": _postponed,
    "visit": _visit,
    "addendum": _addendum,
    "promise": _promise,
    "promise_entry": _promise_entry,
    "consent": _consent,
    "assessment": _assessment,
    "goal": _goal,
    "measurement": _measurement,
    "referral": _referral,
    "referral_answer": _referral_answer,
    "errand": _errand,
    "family_answer": _family_answer,
    "read": _read,
}


# --- Promises -----------------------------------------------------------------------------------------------------


@register.filter
def still_open(promises: Iterable) -> list:
    return [promise for promise in promises if promise.is_open]


@register.filter
def answered(consents: Iterable, answer: bool) -> int:
    """How many questions were answered with yes, or with no."""
    return sum(consent.answer is answer for consent in consents)


@register.filter
def who_answered(consent, case) -> str:
    """Name and relation of who answered; the relation alone where the family does not want the name kept."""
    relation = consent.guardian_relation
    if case.name_refused:
        return relation or _("orangnya sendiri")
    return f"{consent.given_by} ({relation})" if relation else consent.given_by


@register.filter
def over(promises: Iterable) -> list:
    """Done or withdrawn, the newest first."""
    return sorted((promise for promise in promises if not promise.is_open), key=lambda row: row.done_at, reverse=True)


@register.simple_tag(takes_context=True)
def promise_url(context, promise) -> str:
    """The page of a promise, for who may open it: its doer, who made it, and the board."""
    person = context["request"].user
    if not context.get("sees_all_promises") and person.pk not in (promise.doer_id, promise.created_by_id):
        return ""
    return reverse("members:follow_up", args=[context["portal"].network.slug, promise.pk])


@register.filter
def waits_for_answer(referral) -> bool:
    """Sent, and nobody has written down what came back."""
    return bool(referral.sent_on and not referral.answered_on)
