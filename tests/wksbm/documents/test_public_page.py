"""What the QR code on a paper leads to: that the network issued it, and nothing of anybody."""

from datetime import date

from django.urls import reverse

from wksbm.documents.actions import issuing
from wksbm.documents.models import IssuedDocument


def page_of(client, document, status=200) -> str:
    response = client.get(reverse("documents:check", args=[document.code]))
    assert response.status_code == status
    return response.content.decode()


def test_anybody_reads_kind_number_day_pages_and_digest_and_no_name(client, network, secretary, announcement):
    made = issuing.issue(announcement, network, by=secretary)
    page = page_of(client, made)
    for told in ("Pengumuman", made.number, "1 halaman", made.sha256, network.name):
        assert told in page
    for hidden in (secretary.name, str(made.called), str(made.addressee), str(made.pk), made.file):
        assert hidden not in page


def test_an_internal_paper_says_that_it_is_one_and_nothing_else(client, network, secretary, register):
    paper = register(internal=True)
    made = issuing.issue(paper, network, by=secretary)
    IssuedDocument.objects.filter(pk=made.pk).update(issued_on=date(2024, 2, 3))
    page = page_of(client, made)
    assert "Dokumen internal" in page
    for hidden in (str(paper.title), made.number, "2024", "1 halaman"):
        assert hidden not in page


def test_a_guarded_paper_reads_like_any_internal_one(client, network, secretary, make_case, make_resident, register):
    case = make_case(make_resident())
    hidden: set[int] = set()
    about = {"origin": "pmks_cases.Case", "readers": "pmks_cases.view_case", "guarded": lambda ids: hidden & set(ids)}
    made = issuing.issue(register(**about), network, by=secretary, row=case)
    open_page = page_of(client, made)
    hidden.add(case.pk)
    guarded_page = page_of(client, made)
    internal = issuing.issue(register(name="lain", internal=True), network, by=secretary)
    assert made.number in open_page
    assert guarded_page.replace(made.sha256, "") == page_of(client, internal).replace(internal.sha256, "")


def test_a_withdrawn_and_a_replaced_paper_say_so(client, network, secretary, announcement):
    old = issuing.issue(announcement, network, by=secretary)
    new = issuing.issue(announcement, network, by=secretary, replaces=old)
    issuing.withdraw(new, by=secretary, why="Salah ketik nama Bu Sulastri")
    assert "Sudah diganti" in page_of(client, old)
    page = page_of(client, new)
    assert ("Sudah dibatalkan" in page, "Sulastri" in page) == (True, False)


def test_an_unknown_code_answers_kindly_and_guessing_ends(client, db):
    for _ in range(20):
        response = client.get(reverse("documents:check", args=["tidak-ada"]))
        assert response.status_code == 404
    assert "Kode ini tidak kami kenal" in response.content.decode()
    assert client.get(reverse("documents:check", args=["tidak-ada"])).status_code == 429


def test_codes_are_long_drawn_by_chance_and_leave_no_trace_in_a_log(network, secretary, announcement):
    from wksbm.core.audit import _UNGUESSABLE

    codes = {issuing.issue(announcement, network, by=secretary).code for _ in range(3)}
    assert len(codes) == 3
    assert [_UNGUESSABLE.sub("…", f"GET /dokumen/{code}/ HTTP/1.1") for code in codes] == [
        "GET /dokumen/…/ HTTP/1.1"
    ] * 3
