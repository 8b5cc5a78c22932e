"""What the organisations of the demo weigh together: one issue taken up with its advocacy, one ready, one weak."""

from django.contrib.contenttypes.models import ContentType

from members.models import Network, Organization
from programs.actions import advocacies, decisions, strategic_issues
from programs.models import AgendaItem, StrategicIssue
from programs.models.strategic_issue import CRITERIA
from wksbm.portal.actions.demo_meetings import close_at, meeting_of
from wksbm.portal.actions.demo_story import CHAIRS, Neighbourhood, set_back

CORE_KINDS = ("rw", "pkk", "karang_taruna", "takmir", "posyandu")
ISSUES = (
    (
        "endang",
        -80,
        "Lansia yang tinggal sendiri",
        "Sebelas lansia tinggal sendiri, empat di antaranya jarang makan siang.",
        "Catatan kunjungan tiga bulan terakhir dan buku posyandu lansia.",
        "rw",
        "integrasi",
        ((5, 5, 5, 4, 5), (4, 5, 5, 4, 4), (5, 4, 5, 5, 4)),
    ),
    (
        "bagus",
        -20,
        "Pemuda yang belum bekerja sesudah SMK",
        "Banyak yang lulus dua tahun lalu masih menganggur dan tidak punya modal.",
        "14 dari 22 lulusan di empat RT.",
        "desa",
        "kerja",
        ((5, 4, 4, 4, 4), (4, 4, 4, 3, 5), (4, 5, 4, 4, 4), (3, 4, 4, 4, 3)),
    ),
    (
        "made",
        -12,
        "Tarif air bersih yang naik",
        "Tarif naik dua kali setahun, warga mulai memakai air sungai.",
        "",
        "kabupaten",
        "kemiskinan",
        ((5, 5, 4, 2, 3), (5, 4, 4, 2, 2), (4, 5, 4, 1, 3)),
    ),
)
DECIDED = -60
TALKS = (
    (-45, "surat", "Kepala desa", "Surat diterima, dibahas di musyawarah desa."),
    (-18, "audiensi", "Kepala desa dan BPD", "BPD setuju memasukkan makan siang lansia ke usulan APBDes perubahan."),
)


def load(networks: list[Network]) -> None:
    """Into the first network, before its meetings propose their agenda; `networks` as the demo has them."""
    where = Neighbourhood(next(network for network in networks if network.rw == "004"))
    rows = Organization.objects.of(where.network)
    rows.filter(kind__in=CORE_KINDS).update(alliance_tier=Organization.AllianceTier.CORE)
    core = list(rows.in_core().order_by("pk"))
    told = [_proposed(where, core, *issue) for issue in ISSUES]
    _taken_up(where, told[0])


def _proposed(where: Neighbourhood, core, who, day, title, description, evidence, level, aim, told) -> StrategicIssue:
    by = where.person(who)
    made = strategic_issues.propose(
        where.network, by=by, title=title, description=description, evidence=evidence, level=level, aim=aim
    )
    set_back(made, proposed_at=where.instant(day, 600))
    for turn, (organization, values) in enumerate(zip(core, told, strict=False)):
        scores = dict(zip((criterion.name for criterion in CRITERIA), values, strict=True))
        row = strategic_issues.weigh(made, by=where.person("endang"), organization=organization, **scores)
        set_back(row, at=where.instant(day + 2 + turn, 600))
    return made


def _taken_up(where: Neighbourhood, issue: StrategicIssue) -> None:
    """Chosen in a meeting; then the village was asked to help."""
    meeting = meeting_of(where, DECIDED)
    line = AgendaItem.objects.create(
        network=where.network,
        meeting=meeting,
        kind=AgendaItem.Kind.ISSUE,
        title=issue.title,
        reason="Dinilai 3 lembaga",
        about_type=ContentType.objects.get_for_model(StrategicIssue),
        about_id=issue.pk,
    )
    chair = where.person(CHAIRS[where.network.rw])
    made = decisions.decide(line, by=chair, text="Digarap bersama semester ini.", outcome="ditetapkan")
    set_back(made, at=where.instant(DECIDED, 690))
    close_at(where, meeting, DECIDED)
    issue.refresh_from_db()
    asked = advocacies.plan(
        issue,
        by=where.person("endang"),
        policy="APBDes: belum ada anggaran makan siang lansia",
        stance="menghambat",
        change="Dana desa ikut menanggung makan siang dua kali seminggu.",
        decided_by="Kepala desa dan BPD",
        arguments="Sebelas lansia, Rp12.000 sekali makan; kader yang memasak sudah ada.",
    )
    set_back(asked, planned_on=where.day(-50))
    for day, form, with_whom, said in TALKS:
        talked = {"on": where.day(day), "form": form, "with_whom": with_whom, "said": said}
        row = advocacies.note_contact(asked, by=where.person("endang"), **talked)
        set_back(row, noted_at=where.instant(day, 700))
