"""A small RW in which everything happens once, and a rahasia case in it with everything that such a case can have.

Everybody is made up. What the house's laws walk over is made here by the same verbs that the pages call.
"""

import datetime as dt
from dataclasses import dataclass, field
from io import BytesIO
from uuid import uuid4

import pgtrigger
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from members.actions import follow_ups
from members.models import Dasawisma, Network, Organization, Region, Rt, Training, User, Volunteer, VolunteerArea
from pmks_cases.actions import (
    assessments,
    assignments,
    case_categories,
    case_reads,
    case_secrecy,
    cases,
    category_list,
    consents,
    early_reports,
    plans,
    referrals,
    visits,
)
from pmks_cases.models import (
    Case,
    Category,
    EarlyReport,
    EmergencyAlert,
    Errand,
    Family,
    FamilyAnswer,
    Goal,
    Kinship,
    Photo,
    Referral,
    Resident,
    SavedFilter,
)
from pmks_cases.models.case_states import State
from programs.actions import (
    activities,
    agenda,
    aspirations,
    attendances,
    decisions,
    incoming_letters,
    invitations,
    meetings,
    programs,
    recipients,
)
from programs.models import AgendaItem, Decision, Element, LetterScan, Picture, Recipient
from programs.models.closed_minutes import STANDS
from tests.conftest import give_office, make_user, train, where_rt
from tests.programs import joint
from wksbm.core.models import ReadEntry
from wksbm.core.read_log import note_read
from wksbm.documents.actions import issuing
from wksbm.documents.papers import papers
from wksbm.portal.actions import numbers

GIRL = "Rani Puspitasari"
UNCLE = "Suroto Wibowo"
GIRL_NIK = "9901014505120001"
KK_NUMBER = "9901010101200001"
SECRETS = {
    "need": "perlindungan dari pamannya zqneed",
    "saw": "zqsaw mendengar ia menangis minta tolong, dipukul",
    "place": "zqplace rumah pagar biru",
    "told": "zqtold lebam di lengan kiri",
    "promise": "zqpromise antar ke puskesmas",
    "wish": "zqwish ingin tetap sekolah",
    "part": "zqpart mau bercerita kepada bidan",
    "goal": "zqgoal tidur dengan aman",
    "sign": "zqsign tidak takut pulang",
    "situation": "zqsituation tinggal dengan paman",
    "handover": "zqhandover datang saat pamannya bekerja",
    "spoke": "zqspoke Bu Rekaan di UPTD",
    "landmark": "zqlandmark sebelah warung rekaan",
    "why": "zqwhy tidak aman",
    "witness": "zqwitness Bidan Rekaan",
}
"""What is sealed of the rahasia case: words that stand nowhere else, so that one of them anywhere is a leak."""


def jpeg(colour: str = "teal") -> SimpleUploadedFile:
    buffer = BytesIO()
    Image.new("RGB", (60, 40), colour).save(buffer, "JPEG")
    return SimpleUploadedFile("x.jpg", buffer.getvalue(), "image/jpeg")


@dataclass
class Neighbourhood:
    """The RW with its people by what they are to the girl, and rows by noun (`rows["visit"]`) for the walk."""

    network: Network
    people: dict[str, User] = field(default_factory=dict)
    residents: dict[str, Resident] = field(default_factory=dict)
    rows: dict[str, list] = field(default_factory=dict)

    def add(self, noun: str, row):
        self.rows.setdefault(noun, []).append(row)
        return row

    def fresh(self, who: str) -> User:
        return User.objects.get(pk=self.people[who].pk)

    @property
    def shown(self) -> dict[str, list]:
        """At most two rows of each noun: those in which the girl's case would show itself."""
        rows = {noun: some[:2] for noun, some in self.rows.items()}
        return {**rows, "case": [self.rows["case"][0], self.rows["case"][2]], "resident": self.rows["resident"][:2]}

    @property
    def today(self) -> dt.date:
        return self.network.today()


ROLES = {
    "village_head": "village_head",
    "operator": "village_operator",
    "chair": "chair",
    "secretary": "secretary",
    "treasurer": "treasurer",
    "psm": "psm",
    "psm_trained": "psm",
    "psm_team": "psm",
    "officer": "organization_officer",
    "rt_head": "rt_head",
    "kader": "dasawisma_kader",
    "writer": "dasawisma_kader",
    "auditor": "auditor",
    "supervisor": "supervisor",
}
TEAM = ("secretary", "psm_team")
"""Who knows of the girl's case. Everybody else must not be able to tell."""


def settle_neighbourhood() -> Neighbourhood:
    """The RW before anything happened to the girl: residents, offices, ordinary cases with all that belongs to them."""
    village = _village()
    network = Network.objects.create(village=village, rw="004", slug="guyub-rukun", name="Guyub Rukun")
    for number in ("001", "002", "003"):
        Rt.objects.create(network=network, number=number)
    if not Category.objects.exists():  # a test with real transactions has emptied the table
        category_list.load(apps)
    here = Neighbourhood(network)
    _offices(here)
    _residents(here)
    _ordinary_work(here)
    for publish in (numbers.by_need, numbers.by_rt):
        publish([network])  # once a quarter, with a little chance in it: not anew at each look
    return here


VILLAGE = "98.01.01.2001"


def _village():
    parent = None
    levels = (("98", "Jawa Rekaan"), ("98.01", "Kabupaten Contoh"), ("98.01.01", "Kaliwangi"))
    for level, (code, name) in enumerate((*levels, (VILLAGE, "Sidomaya")), start=1):
        parent = Region.objects.create(code=code, name=name, name_key=name.casefold(), level=level, parent=parent)
    return parent


def _offices(here: Neighbourhood) -> None:
    network, rt = here.network, where_rt(here.network, "001")
    melati = here.add("dasawisma", Dasawisma.objects.create(network=network, rt=rt, name="Melati 1"))
    anggrek = Dasawisma.objects.create(network=network, rt=where_rt(network, "002"), name="Anggrek 2")
    pkk = here.add("organization", Organization.objects.create(network=network, kind="pkk", name="PKK RW 004"))
    place = {
        "officer": {"organization": pkk},
        "rt_head": {"rt": rt},
        "kader": {"dasawisma": melati},
        "writer": {"dasawisma": anggrek},
    }
    for who, role in ROLES.items():
        user = make_user(f"{who}.rekaan", name=f"{who.replace('_', ' ').title()} Rekaan", email=f"{who}@contoh.invalid")
        here.people[who] = user
        here.add("membership", give_office(user, role, network, **place.get(who, {})))
    for who in ("psm_trained", "psm_team"):
        train(here.people[who])
    volunteer = Volunteer.objects.get_or_create(user=here.people["psm"])[0]
    Training.objects.create(volunteer=volunteer, level="dasar", organizer="Dinsos", held_on="2025-01-01")
    Volunteer.objects.filter(user=here.people["psm_team"]).update(hours_a_week=2)
    for who in ("psm", "psm_team"):
        VolunteerArea.objects.create(network=network, volunteer=Volunteer.objects.get(user=here.people[who]), rt=rt)
    here.rows["volunteer"] = list(Volunteer.objects.order_by("pk"))


def _residents(here: Neighbourhood) -> None:
    network, rt = here.network, where_rt(here.network, "001")
    card = here.add("family", Family.objects.create(network=network, kk_number=KK_NUMBER))
    card.dasawisma = here.rows["dasawisma"][0]
    card.save()
    other_card = here.add("family", Family.objects.create(network=network, kk_number="9901010101200002"))

    def resident(key: str, name: str, **fields) -> Resident:
        made = Resident.objects.create(name=name, network=network, **{"rt": rt, **fields})
        here.residents[key] = made
        return here.add("resident", made)

    resident("girl", GIRL, family=card, nik=GIRL_NIK, sex=2, birth_on=dt.date(2012, 5, 5), kk_level=4)
    resident("uncle", UNCLE, family=card, nik="9901010101800009", sex=1, birth_on=dt.date(1980, 1, 1), kk_level=9)
    resident("girl_again", "Rani Puspita Sari", sex=2, birth_on=dt.date(2012, 5, 5))
    resident("widow", "Sulastri", family=other_card, nik="9901015505500002", sex=2, birth_on=dt.date(1950, 5, 15))
    resident("boy", "Bagas Rekaan", sex=1, birth_on=dt.date(2014, 2, 3), disability="fisik")
    resident("man", "Karto Rekaan", sex=1, birth_on=dt.date(1971, 2, 3), rt=where_rt(network, "002"))
    crowd = [Resident(network=network, name=f"Warga {n:02d}", rt=rt) for n in range(52)]
    for person in crowd:
        person.derive()
    Resident.objects.bulk_create(crowd)
    # The chair is the uncle: what is reported about his own house must pass him by.
    Kinship.objects.create(
        network=network, user=here.people["chair"], resident=here.residents["uncle"], relation="diri"
    )
    Kinship.objects.create(network=network, user=here.people["psm"], resident=here.residents["widow"], relation="anak")


def _ordinary_work(here: Neighbourhood) -> None:
    """Cases that the compared people see, so that a difference has many places to show itself."""
    network, people, today = here.network, here.people, here.today
    by = people["secretary"]
    for turn, (key, psm, urgency) in enumerate(
        (("widow", "psm_team", 4), ("boy", "psm_team", 3), ("man", "psm", 2), (None, "psm_team", 1))
    ):
        values = {"need": f"kebutuhan biasa {turn}", "need_kind": "pangan", "urgency": urgency, "landmark": "dekat pos"}
        values |= {"resident": here.residents[key]} if key else {"subject_name": "Orang Singgah"}
        values.setdefault("rt", where_rt(network, "001"))
        case = here.add("case", cases.open_case(network, by=by, values=values))
        case = assignments.assign(case, by=by, psm=people[psm], note="Datang sore.")
        here.add("visit", _visit(case, people[psm], "Berasnya habis."))
        here.add("follow_up", _promise(case, by, people["rt_head" if turn == 0 else psm], f"Antar beras {turn}"))
        _give_plan(case, by, here)
        Case.objects.filter(pk=case.pk).update(next_visit_on=today - dt.timedelta(days=turn))
    boy = Case.objects.get(pk=here.rows["case"][1].pk)
    boy.network = network
    case_secrecy.set_secrecy(boy, by=by, secrecy="terbatas", why="Anak.")
    case_reads.note_opened(case_reads.with_opened_lately(Case.objects, by=by).get(pk=boy.pk), by=by)
    for who in ("writer", "kader", "psm"):
        values = {"saw": "Atap rumahnya bocor.", "place": "RT 001", "urgency": 2, "rt": where_rt(network, "001")}
        here.add("early_report", early_reports.send(network, by=people[who], values=values, photo=jpeg()))
    here.add("early_report", early_reports.send(network, by=people["chair"], values=values))
    here.rows["photo"] = list(Photo.objects.of(network).order_by("at")[:2])
    here.add(
        "resident_greeted", visits.greet(here.residents["widow"], by=people["kader"], client_id=uuid4(), at=_ago(3))
    )
    here.rows["rt"] = list(Rt.objects.filter(network=network).order_by("number"))
    here.rows["kinship"] = list(Kinship.objects.filter(network=network).order_by("pk"))
    chosen = case_categories.choose(
        here.rows["case"][0], by=by, category=Category.objects.get(code="LUT"), is_main=True
    )
    here.add("case_category", chosen)
    here.rows["goal"] = list(Goal.objects.filter(case=here.rows["case"][0]))
    here.rows["referral"] = list(Referral.objects.filter(case=here.rows["case"][0]))
    here.add(
        "errand",
        Errand.objects.create(
            network=network, resident=here.residents["man"], what="Urus KIS", helper="Bu RT", on=today, by=by
        ),
    )
    for who in ("chair", "secretary"):
        mine = SavedFilter.objects.create(network=network, user=people[who], name="Mendesak", query="urgency=4")
        here.add("saved_filter", mine)
    for number in range(3):
        note_read(ReadEntry.Kind.EXPORT, by=people["operator"], network=network, subject=f"{number} warga")
    # Somebody else's emergency, which the chair may know: an ordinary alert beside which a hidden one could show.
    visits.record(
        Case.objects.get(pk=here.rows["case"][0].pk),
        by=people["psm_team"],
        client_id=uuid4(),
        at=_ago(2),
        met="dia",
        values={"urgency": 4, "told": "Jatuh di kamar mandi."},
    )
    here.rows["alert"] = list(EmergencyAlert.objects.filter(network=network, recipient=people["chair"]))
    _programs(here)
    _meetings(here)
    _post(here)


def _post(here: Neighbourhood) -> None:
    """Two letters that came in, one of them acted on; the report of a volunteer's month, and a printed book."""
    network, by = here.network, here.people["secretary"]
    for number in (1, 2):
        told = {"sender": f"Puskesmas {number}", "subject": "Undangan posyandu", "scan": jpeg()}
        letter = incoming_letters.record(network, by=by, received_on=here.today, **told)
        here.add("incoming_letter", letter)
    incoming_letters.dispose(letter, by=by, what="Siapkan kursi", doer=here.people["officer"], due_on=here.today)
    here.rows["letter_scan"] = list(LetterScan.objects.order_by("pk"))
    month = {"month": f"{here.today:%Y-%m}", "plan": "Menengok lagi."}
    report = issuing.issue(papers["laporan-psm"], network, by=here.people["psm_team"], **month)
    here.rows["document"].insert(1, report)  # among those whose pages are asked for by their address
    year = str(here.today.year)
    here.add("document", issuing.issue(papers["buku-kunjungan"], network, by=by, year=year))


def _meetings(here: Neighbourhood) -> None:
    """One that runs, with a case decided on and promised, and one to come whose agenda has proposed itself; before
    them what somebody wished for."""
    network, people = here.network, here.people
    values = {
        "begins": dt.time(19, 30),
        "place": "Balai RW",
        "chair": people["chair"],
        "note_taker": people["secretary"],
    }
    by = people["secretary"]
    waiting = Case.objects.get(pk=here.rows["case"][2].pk)
    for number in (1, 2):
        wish = {"text": f"Lampu gang {number} mati", "photo": jpeg()}
        here.add("aspiration", aspirations.write(network, by=by, **wish))
    here.rows["picture"] = list(Picture.objects.order_by("pk"))
    Case.objects.filter(pk=waiting.pk).update(state=State.MEETING)
    for held_on in (here.today, here.today + dt.timedelta(days=3)):
        meeting = here.add("meeting", meetings.plan(network, by=by, held_on=held_on, **values))
        agenda.propose(meeting, by=by)
        attendances.invite_officers(meeting, by=by)
        agenda.add(meeting, by=by, title="Kerja bakti")
        when = {"held_on": held_on, "begins": dt.time(8), "place": "Balai RW"}
        here.add("activity", activities.add(network, by=by, title="Posyandu", in_charge=by, **when))
    invitations.send(meeting, by=by)
    held = here.rows["meeting"][0]
    for element in (Element.RW, Element.RT, Element.FAITH):
        one = attendances.invite(held, by=by, name=f"Utusan {element.label}", element=element, sex="P")
        here.add("attendance", attendances.mark(one, by=by, is_present=True))
    meetings.start(held, by=people["chair"])
    lines = AgendaItem.objects.filter(meeting=held)
    line = here.add("agenda_item", lines.get(case=waiting, kind=AgendaItem.Kind.CASE))
    here.add("agenda_item", lines.get(kind=AgendaItem.Kind.OTHER))
    made = decisions.decide(line, by=people["chair"], text="Bersama", case_decision="program_bersama")
    chosen = here.rows["recipient"][0].pk
    ballot = recipients.Ballot(frozenset([chosen]), frozenset([chosen]))
    choosing = here.add("agenda_item", joint.line_about(held, here.rows["program"][1]))
    decisions.decide(choosing, by=by, text="Satu dahulu", outcome="ditetapkan", ballot=ballot)
    here.rows["family_answer"] = list(FamilyAnswer.objects.filter(case=waiting))
    decisions.promise(made, by=by, what="Antar beras", doer=people["psm"], due_on=here.today)
    for meeting in here.rows["meeting"]:
        here.add("document", issuing.issue(papers["undangan"], network, by=by, row=meeting, head_signs=True))
    closed = joint.held(network, chair=people["chair"], secretary=by)
    decisions.decide(agenda.add(closed, by=by, title="Jumat bersih"), by=by, text="Dua kali sebulan")
    meetings.close(closed, by=people["chair"])
    closed.refresh_from_db()
    here.rows["meeting"].insert(1, closed)
    for kind in ("notulen", "berita-acara"):
        here.add("document", issuing.issue(papers[kind], network, by=by, row=closed))
    agenda.propose(here.rows["meeting"][2], by=by)  # as it stands after what was decided in the other two


def _programs(here: Neighbourhood) -> None:
    """Two drafts of which one doubles the other, with a partner, a need, a pledge and a sign."""
    by = here.people["secretary"]
    for title in ("Makan sehat", "Sembako lansia"):
        program = here.add("program", joint.ready(here.network, by=by, title=title))
        partner = joint.organization(here.network, "Takmir", "takmir")
        here.add("program_partner", programs.add_partner(program, by=by, organization=partner))
        here.add("program_resource", program.resources.get())
        here.add("program_pledge", program.pledges.get())
        here.add("program_indicator", program.indicators.get())
    cases_of = {"Dapur umum": here.rows["case"][:2], "Warung sehat": here.rows["case"][3:]}
    for place, (title, proposed) in enumerate(cases_of.items(), start=1):
        running = joint.ready(here.network, by=by, title=title, needs=["papan"])
        type(running).objects.filter(pk=running.pk).update(state="berjalan")
        running.refresh_from_db()
        here.rows["program"].insert(place, running)
        for case in proposed:
            here.add("recipient", _propose_for(running, Case.objects.get(pk=case.pk), by))


def _propose_for(program, case, by) -> Recipient:
    why = SECRETS["why"] if case.subject_name == "zqchosen" else "Sering kekurangan"
    return recipients.propose(program, by=by, case=case, help_kind="barang", why=why)


def _ago(hours: float) -> dt.datetime:
    return timezone.now() - dt.timedelta(hours=hours)


def _visit(case, by, told: str, *, hours: float = 30, photos=(), **values):
    Case.objects.filter(pk=case.pk, opened_at__gt=_ago(hours + 24)).update(opened_at=_ago(hours + 24))
    return visits.record(
        case,
        by=by,
        client_id=uuid4(),
        at=_ago(hours),
        met="dia",
        values={"told": told, "food": 1, **values},
        photos=photos,
    )


def _promise(case, by, doer, what: str):
    return follow_ups.make(
        case.network,
        by=by,
        what=what,
        doer=doer,
        due_on=case.network.today(),
        origin=case,
        restricted=case_secrecy.is_guarded(case),
    )


def _give_plan(case, by, here: Neighbourhood, secret: bool = False) -> None:
    words = SECRETS if secret else {}
    doer = case.psm
    answers = {("data", None): True, ("foto", None): secret}
    child = {"guardian_relation": "ibu", "is_child": True} if secret or case.resident_id else {"is_child": False}
    consents.record(
        case, by=by, answers=answers, given_by="Sri Rekaan", way="lisan", witness=words.get("witness", "Bu RT"), **child
    )
    assessments.write(case, by=by, situation=words.get("situation", "Tinggal sendiri."))
    plans.say_wish(case, by=by, wish=words.get("wish", "Berjualan."), own_part=words.get("part", "Menyapu."))
    goal = plans.add_goal(
        case,
        by=by,
        wanted=words.get("goal", "Makan tiga kali"),
        sign=words.get("sign", "Ada beras"),
        baseline=-1,
        target=1,
        due_on=here.today + dt.timedelta(days=30),
    )
    plans.measure(goal, by=by, value=0)
    plans.add_step(
        case, by=by, goal=goal, what=words.get("promise", "Antar beras"), doer=doer, due_on=here.today, effort="kuratif"
    )
    referrals.send(case, by=by, target="puskesmas", sent_on=here.today, spoke_with=words.get("spoke", "Bu Bidan"))


# --- The girl ------------------------------------------------------------------------------------------------


@dataclass
class Hidden:
    """What nobody outside the team may be able to tell, by noun, and the e-mails' recipients."""

    rows: dict[str, list]


def hide_the_girl(here: Neighbourhood) -> Hidden:
    """One rahasia case with everything that there is; one joined to an ordinary case; one closed and opened again."""
    people, network = here.people, here.network
    by = people["secretary"]
    before = _all_ids(network)
    report = early_reports.send(
        network,
        by=people["writer"],
        values={
            "saw": SECRETS["saw"],
            "place": SECRETS["place"],
            "about": GIRL,
            "resident": here.residents["girl"],
            "urgency": 4,
            "danger": True,
        },
        suspects=[here.residents["uncle"]],
    )
    case = cases.open_case(
        network,
        by=by,
        values={
            "resident": here.residents["girl"],
            "need": SECRETS["need"],
            "need_kind": "perlindungan",
            "urgency": 4,
            "secrecy": "rahasia",
            "landmark": SECRETS["landmark"],
        },
        report=report,
        suspects=[here.residents["uncle"]],
    )
    early_reports.became_case(report, case, by=by)
    case = assignments.assign(case, by=by, psm=people["psm_team"], note=SECRETS["handover"])
    case_categories.choose(case, by=by, category=Category.objects.get(code="AKTK"), is_main=True)
    referrals.take_first_step(case, by=by, target="uptd_ppa", contacted_on=here.today, spoke_with=SECRETS["spoke"])
    psm = people["psm_team"]
    visit = _visit(case, psm, SECRETS["told"], hours=5, photos=[jpeg("maroon")], safety=0)
    visits.add_addendum(visit, by=psm, text=SECRETS["told"])
    _give_plan(case, by, here, secret=True)
    _promise(case, by, psm, SECRETS["promise"])
    _promise(case, by, people["rt_head"], SECRETS["promise"])
    finished = _promise(case, by, psm, SECRETS["promise"])
    follow_ups.finish(finished, by=psm, outcome=SECRETS["told"])
    for reader in (by, psm):
        case_reads.note_opened(case_reads.with_opened_lately(Case.objects, by=reader).get(pk=case.pk), by=reader)
        case_reads.note_printed(case, by=reader, paper="kartu kasus")
    _issue_papers(case, by)
    _visit(case, psm, SECRETS["told"], hours=1, urgency=4, safety=0)  # an emergency: the team is told at once
    _another_that_joins(here, by)
    _another_that_ended(here, by)
    _another_that_was_chosen(here, by)
    _another_that_alone_was_chosen(here, by)
    rows = _all_ids(network)
    return Hidden({noun: [pk for pk in ids if pk not in before.get(noun, ())] for noun, ids in rows.items()})


def _issue_papers(case, by) -> None:
    """Each paper that a case can have, opened by who issued it."""
    from wksbm.documents.actions import issuing
    from wksbm.documents.papers import papers

    referral = Referral.objects.get(case=case, is_first_step=True)
    asked = {
        "surat-pengantar": {"to": SECRETS["spoke"], "purpose": SECRETS["need"]},
        "surat-rujukan": {"referral": str(referral.pk), "request": SECRETS["need"]},
    }
    for paper in papers.values():
        if paper.origin == "pmks_cases.Case":
            more = {"head_signs": paper.signed_by_head == "may", **asked.get(paper.name, {})}
            issuing.note_opened(issuing.issue(paper, case.network, by=by, row=case, **more), by=by)


def _another_that_joins(here: Neighbourhood, by) -> None:
    """A rahasia case that turns out to be the ordinary one that everybody on the board sees."""
    values = {"subject_name": "zqjoined", "need": SECRETS["need"], "need_kind": "kesehatan", "secrecy": "rahasia"}
    case = cases.open_case(here.network, by=by, values=values, excluded=[here.people["chair"]])
    case = assignments.assign(case, by=by, psm=here.people["psm_team"])
    visible = Case.objects.get(pk=here.rows["case"][0].pk)
    cases.move(case, by=by, end=State.JOINED, other=visible, why=SECRETS["why"])


def _another_that_ended(here: Neighbourhood, by) -> None:
    values = {"resident": here.residents["man"], "need": SECRETS["need"], "need_kind": "surat", "secrecy": "rahasia"}
    case = cases.open_case(here.network, by=by, values=values, another_need=True)
    case = assignments.assign(case, by=by, psm=here.people["psm_team"])
    cases.move(case, by=by, end=State.CLOSED, closing_reason="menolak", why=SECRETS["why"])
    cases.reopen(case, by=by, why=SECRETS["why"])


def _another_that_was_chosen(here: Neighbourhood, by) -> None:
    """An ordinary case that was proposed for a program, and another that a meeting chose; both became rahasia."""
    program = here.rows["program"][1]
    for chosen in (False, True):
        values = {"subject_name": "zqchosen", "need": SECRETS["need"], "need_kind": "kesehatan"}
        case = cases.open_case(here.network, by=by, values=values)
        row = _propose_for(program, case, by)
        if chosen:
            ballot = recipients.Ballot(frozenset([row.pk]), frozenset([row.pk]))
            recipients.settle(program, by=by, decision=_choosing(here), ballot=ballot)
        case_secrecy.set_secrecy(Case.objects.get(pk=case.pk), by=by, secrecy="rahasia", why=SECRETS["why"])


def _another_that_alone_was_chosen(here: Neighbourhood, by) -> None:
    """The only one chosen for a program, in minutes that are closed, while another goes on waiting; it became rahasia
    after the paper on it was issued, and before the next agenda. Minutes and berita acara go on as they were."""
    network, program, meeting = here.network, here.rows["program"][2], here.rows["meeting"][1]
    values = {"subject_name": "zqchosen", "need": SECRETS["need"], "need_kind": "kesehatan"}
    case = cases.open_case(network, by=by, values=values)
    row = _propose_for(program, case, by)
    # The minutes are closed in both worlds, or every page of the meeting would differ for that.
    with pgtrigger.ignore(*(f"programs.{noun}:{STANDS}" for noun in ("AgendaItem", "Decision"))):
        line = AgendaItem.objects.create(
            network=network,
            meeting=meeting,
            kind=AgendaItem.Kind.RECIPIENTS,
            title=f"Penetapan penerima: {program.title}",
            about_type=ContentType.objects.get_for_model(program),
            about_id=program.pk,
            discussion=SECRETS["told"],
            order=1,
        )
        decided = {"text": SECRETS["why"], "outcome": "ditetapkan", "stood_aside": 1}
        made = Decision.objects.create(network=network, item=line, by=by, **decided)
    ballot = recipients.Ballot(frozenset([row.pk]), frozenset([row.pk]))
    recipients.settle(program, by=by, decision=made, ballot=ballot)
    issuing.issue(papers["berita-acara-penerima"], network, by=by, row=made)
    case_secrecy.set_secrecy(Case.objects.get(pk=case.pk), by=by, secrecy="rahasia", why=SECRETS["why"])
    agenda.propose(here.rows["meeting"][2], by=by)


def _choosing(here: Neighbourhood) -> Decision:
    return Decision.objects.get(item=here.rows["agenda_item"][2])


def _all_ids(network) -> dict[str, list]:
    from pmks_cases.models import Addendum, Consent, PlanStep, Visit
    from wksbm.documents.models import IssuedDocument

    models = (Case, EarlyReport, Visit, Photo, Goal, PlanStep, Referral, Consent, Addendum, EmergencyAlert, Recipient)
    found = {
        model.__name__: list(model.objects.filter(network=network).values_list("pk", flat=True)) for model in models
    }
    found["FollowUp"] = list(follow_ups.FollowUp.objects.filter(network=network).values_list("pk", flat=True))
    in_turn = Case.objects.filter(network=network).order_by("opened_at", "pk")  # the girl's comes first
    found["IssuedDocument"] = list(IssuedDocument.objects.filter(network=network).values_list("pk", flat=True))
    found["number"] = list(in_turn.values_list("number", flat=True))
    return found


def open_an_ordinary_one(here: Neighbourhood) -> Case:
    """The same girl, but everybody on the board may know: what a page shows then is what it must not show before."""
    by = here.people["secretary"]
    values = {"resident": here.residents["girl"], "need": "sepatu sekolah", "need_kind": "sandang", "urgency": 3}
    case = cases.open_case(here.network, by=by, values=values)
    case = assignments.assign(case, by=by, psm=here.people["psm_team"])
    _visit(case, here.people["psm_team"], "Sepatunya sempit.", hours=5, photos=[jpeg()])
    _promise(case, by, here.people["psm_team"], "Belikan sepatu")
    return case
