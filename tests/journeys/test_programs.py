"""A strategic issue on a phone, scored and chosen; the joint program that comes of it: drafted, refused without an end
date, proposed, approved, measured, evaluated."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from members.models import Organization, User
from programs.actions import agenda, strategic_issues
from programs.models import Program, StrategicIssue
from programs.models.program_states import State
from programs.models.strategic_issue import CRITERIA, IssueState
from tests.conftest import give_office, make_user
from tests.journeys.conftest import PHONE, look, no_sideways_scroll, sign_in
from tests.programs import joint
from tests.programs.issues import make_core, scores

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lead(network, secretary):
    """Karang Taruna with its officer; a chair who leads the meeting."""
    give_office(make_user("bambang", name="Bambang Sutrisno"), "chair", network)
    values = {"kind": "karang_taruna", "name": "Karang Taruna", "alliance_tier": Organization.AllianceTier.CORE}
    found = Organization.objects.create(network=network, **values)
    give_office(make_user("bagus", name="Bagus Setiawan"), "organization_officer", network, organization=found)
    return found


def test_from_the_first_line_to_its_evaluation(open_browser, network, secretary, lead):
    page = open_browser(PHONE)
    sign_in(page, "bagus")
    expect(page.get_by_role("navigation", name="Menu utama")).to_be_visible()
    issue = scored(page, network, secretary)
    chosen(page, network, issue, secretary)
    page.goto(f"/{network.slug}/isu/{issue.pk}/")
    page.get_by_role("link", name="Susun program").click()
    page.get_by_label("Nama program").fill("Makan sehat untuk lansia")
    page.get_by_label("Yang ingin dicapai").fill("Lansia yang tinggal sendiri makan tiga kali sehari.")
    page.get_by_label("Di mana").fill("RT 001")
    page.get_by_role("button", name="Mulai menyusun").click()
    expect(page.get_by_role("heading", name="Makan sehat untuk lansia")).to_be_visible()
    look(page, "program-draft")
    program = Program.objects.get()
    assert program.issue == issue
    write_parts(page, network, program)
    refuse_without_an_end(page, network)
    approve(page, network, program, secretary)
    measure_and_evaluate(page, network, program)
    page.get_by_role("link", name=issue.title).click()
    expect(page.get_by_role("region", name="Program dari isu ini")).to_contain_text("Makan sehat untuk lansia")


def scored(page, network, secretary) -> StrategicIssue:
    """Proposed and weighed by the officer of one organisation of the inner circle; two more have said theirs."""
    page.goto(f"/{network.slug}/isu/")
    page.get_by_role("link", name="Usulkan isu").click()
    page.get_by_label("Isunya").fill("Lansia makan sekali sehari")
    page.get_by_label("Apa yang terjadi").fill("Sembilan orang tinggal sendiri.")
    page.get_by_role("button", name="Usulkan").click()
    page.get_by_role("link", name="Nilai isu ini").click()
    page.get_by_label("Lembaga yang menilai").select_option(label="Karang Taruna")
    for criterion in CRITERIA:
        page.locator(f"input[name={criterion.name}][value='4']").check(force=True)
    look(page, "issue-weighed")
    page.get_by_role("button", name="Simpan penilaian").click()
    expect(page.get_by_text("Perlu penilaian 2 lembaga lingkar inti lagi")).to_be_visible()
    issue = StrategicIssue.objects.get()
    for organization, value in zip(make_core(network, 2), (5, 3), strict=True):
        strategic_issues.weigh(issue, by=secretary, organization=organization, **scores(value))
    page.reload()
    expect(page.get_by_text("Siap dirembuk di musyawarah berikutnya.")).to_be_visible()
    return issue


def chosen(page, network, issue, secretary) -> None:
    decide(page, network, secretary, issue.title, "Ditetapkan")
    issue.refresh_from_db()
    assert issue.state == IssueState.CHOSEN


def decide(page, network, secretary, title: str, outcome: str, votes: int | None = None) -> None:
    """What the chair notes on this line at a meeting, on a phone of his own."""
    chair = User.objects.get(username="bambang")
    meeting = joint.held(network, chair=chair, secretary=secretary)
    agenda.propose(meeting, by=secretary)
    at_meeting = page.context.browser.new_context(base_url=page.url.split(f"/{network.slug}")[0], **PHONE).new_page()
    sign_in(at_meeting, "bambang")
    expect(at_meeting.get_by_role("navigation", name="Menu utama")).to_be_visible()
    at_meeting.goto(f"/{network.slug}/musyawarah/{meeting.pk}/jalan/")
    expect(at_meeting.get_by_role("heading", name=title)).to_be_visible()
    at_meeting.get_by_role("radio", name=outcome).check(force=True)
    if votes:
        at_meeting.get_by_role("radio", name="Suara terbanyak").check(force=True)
        at_meeting.get_by_label("Setuju", exact=True).fill(str(votes))
    at_meeting.get_by_role("button", name="Simpan keputusan").click()
    expect(at_meeting.get_by_text("Keputusan tercatat.")).to_be_visible()
    at_meeting.context.close()


def write_parts(page, network, program) -> None:
    """Part by part, each a short form."""
    base = f"/{network.slug}/program/{program.pk}/"
    page.get_by_role("link", name="Ubah sasaran").click()
    for name in ("Orang", "Lanjut usia", "Pangan", "Barang atau bahan pangan"):
        page.get_by_label(name, exact=True).check(force=True)
    page.get_by_label("Berapa yang direncanakan").fill("12")
    look(page, "program-target")
    assert no_sideways_scroll(page)
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Tersimpan.")).to_be_visible()
    page.get_by_role("link", name="Ubah cara kerja").click()
    for name in ("Perlindungan", "Mengatasi", "Orang per orang"):
        page.get_by_label(name, exact=True).check(force=True)
    page.get_by_label("Pelayanan masyarakat").check(force=True)
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Tersimpan.")).to_be_visible()
    page.get_by_role("link", name="Jawab").click()
    for question in ("benefit", "rights", "fairness", "upkeep"):
        page.locator(f"input[name={question}][value=ya]").check(force=True)
    look(page, "program-ethics")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("link", name="Tambah tanda").click()
    page.get_by_label("Tandanya apa").fill("Lansia yang makan tiga kali")
    page.get_by_label("Dihitung dalam apa").fill("orang")
    page.get_by_label("Keadaan sekarang").fill("5")
    page.get_by_label("Yang ingin dicapai").fill("12")
    page.get_by_label("Diukur dari mana").fill("Catatan kader")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("link", name="Tambah kebutuhan").click()
    page.get_by_label("Barang", exact=True).check(force=True)
    page.get_by_label("Apa", exact=False).first.fill("Beras")
    page.get_by_label("Berapa").fill("60")
    page.get_by_label("Satuan").select_option("kg")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("link", name="Janji lembaga").click()
    page.get_by_role("button", name="Catat janji").click()
    expect(page.get_by_text("1 lembaga menjanjikan")).to_be_visible()
    page.get_by_role("link", name="Tambah kegiatan").click()
    page.get_by_label("Kegiatan").fill("Masak bersama")
    page.get_by_label("Pukul").fill("08:00")
    page.get_by_label("Penanggung jawab").select_option(label="Bagus Setiawan")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("muncul di kalender")).to_be_visible()
    page.goto(base)


def refuse_without_an_end(page, network) -> None:
    """The beginning alone is not enough; what is missing stands beside its field."""
    page.get_by_role("link", name="Ubah waktu").click()
    page.get_by_label("Mulai").fill(network.today().isoformat())
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("button", name="Usulkan ke musyawarah").click()
    expect(page.get_by_role("heading", name="Belum bisa diusulkan")).to_be_visible()
    look(page, "program-refused")
    page.get_by_role("alert").get_by_role("link", name="Tanggal selesainya belum ada").click()
    expect(page.locator("#div_id_ends_on")).to_contain_text("Tanggal selesainya belum ada")
    page.get_by_label("Selesai").fill((network.today() + dt.timedelta(days=60)).isoformat())
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("heading", name="Siap diusulkan")).to_be_visible()
    page.get_by_role("button", name="Usulkan ke musyawarah").click()
    expect(page.get_by_role("heading", name="Menunggu musyawarah")).to_be_visible()


def approve(page, network, program, secretary) -> None:
    """By a vote that is counted."""
    decide(page, network, secretary, program.title, "Disetujui", votes=3)
    program.refresh_from_db()
    assert program.state == State.APPROVED


def measure_and_evaluate(page, network, program) -> None:
    page.goto(f"/{network.slug}/program/{program.pk}/")
    page.get_by_role("button", name="Mulai berjalan").click()
    expect(page.get_by_role("heading", name="Sedang berjalan")).to_be_visible()
    page.get_by_role("link", name="Ukur lagi").click()
    page.get_by_label("Sekarang berapa").fill("9")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Sudah 57% jalan.")).to_be_visible()
    look(page, "program-running")
    assert no_sideways_scroll(page)
    page.get_by_role("link", name="Evaluasi").first.click()
    page.get_by_label("Lansia yang makan tiga kali").fill("12")
    page.get_by_label("Apa yang tercapai").fill("Semua makan cukup.")
    page.get_by_label("Pelajarannya").fill("Menu dirembuk bersama.")
    page.get_by_label("Diteruskan", exact=True).check(force=True)
    page.get_by_label("Mengapa selesai lebih cepat").fill("Semua sudah makan cukup.")
    look(page, "program-evaluate")
    page.get_by_role("button", name="Simpan evaluasi").click()
    expect(page.get_by_role("heading", name="Hasil evaluasi")).to_be_visible()
    expect(page.get_by_text("Tercapai").first).to_be_visible()
    look(page, "program-evaluated")
    program.refresh_from_db()
    assert program.state == State.EVALUATED
