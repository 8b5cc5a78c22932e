"""The pages of documents: what they cost, who is led where."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members.models import User
from wksbm.core.registries import due_kinds
from wksbm.documents.actions import issuing
from wksbm.documents.models import IssuedDocument
from wksbm.documents.papers import Content
from wksbm.documents.views.documents import PAGE_SIZE


@pytest.mark.parametrize(("role", "route"), [("secretary", "documents"), ("village_head", "to_sign")])
def test_a_list_costs_the_same_for_one_document_and_for_three(
    network, secretary, person, register, signed_in, role, route
):
    paper = register(signed_by_head="must")
    reader = person(role)

    def cost() -> int:
        client = signed_in(User.objects.get(pk=reader.pk))
        with CaptureQueriesContext(connection) as captured:
            response = client.get(reverse(f"documents:{route}", args=[network.slug]))
        assert response.status_code == 200
        return len(captured)

    issuing.issue(paper, network, by=secretary)
    cost()  # fills what is read once for each process
    one = cost()
    for _ in range(2):
        issuing.issue(paper, network, by=secretary)
    assert cost() == one <= 8


def test_the_list_goes_on_by_key_and_can_be_narrowed_to_one_kind(network, secretary, register, signed_in):
    register(), register(name="lain", title="Lain sendiri")
    now = timezone.now()
    values = {"network": network, "year": 2026, "issued_on": network.today(), "issued_by": secretary, "pages": 1}
    IssuedDocument.objects.bulk_create(
        IssuedDocument(**values, kind=kind, called=f"{kind} ke-{n}", issued_at=now - timedelta(minutes=n), size=1)
        for kind in ("pengumuman", "lain")
        for n in range(PAGE_SIZE + 1)
    )
    client = signed_in(secretary)
    address = reverse("documents:documents", args=[network.slug])
    first = client.get(address, {"jenis": "pengumuman"})
    assert [row.called for row in first.context["page"]] == [f"pengumuman ke-{n}" for n in range(PAGE_SIZE)]
    second = client.get(address, {"jenis": "pengumuman", "after": first.context["page"].after})
    assert [row.called for row in second.context["page"]] == [f"pengumuman ke-{PAGE_SIZE}"]


def test_the_village_head_finds_how_many_wait_and_no_name(network, secretary, person, register):
    head = person("village_head")
    paper = register(signed_by_head="must")
    find = next(kind.find for kind in due_kinds if kind.name == "letters_to_sign")
    assert list(find(head, network)) == []
    for _ in range(2):
        issuing.issue(paper, network, by=secretary)
    (due,) = find(head, network)
    assert (due.title, due.url) == (
        "2 surat menunggu tanda tangan Bapak/Ibu",
        reverse("documents:to_sign", args=[network.slug]),
    )
    assert list(find(secretary, network)) == []


def test_a_letter_that_was_replaced_or_withdrawn_waits_for_nobody(network, secretary, person, register, signed_in):
    paper = register(signed_by_head="must")
    old, gone = (issuing.issue(paper, network, by=secretary) for _ in range(2))
    new = issuing.issue(paper, network, by=secretary, replaces=old)
    issuing.withdraw(gone, by=secretary, why="Salah")
    waiting = IssuedDocument.objects.to_sign_by(person("village_head")).waiting()
    assert list(waiting) == [new]
    page = signed_in(secretary).get(reverse("documents:documents", args=[network.slug]))
    assert [row.badge for row in page.context["page"]] == ["Menunggu tanda tangan", "Dibatalkan", "Diganti"]


def test_a_letter_of_a_row_that_became_guarded_leaves_the_village_heads_page(
    network, secretary, person, register, make_case, make_resident, signed_in
):
    case = make_case(make_resident())
    hidden: set[int] = set()
    about = {"origin": "pmks_cases.Case", "readers": "pmks_cases.view_case", "guarded": lambda ids: hidden & set(ids)}
    paper = register(signed_by_head="must", **about)
    made = issuing.issue(paper, network, by=secretary, row=case)
    client = signed_in(person("village_head"))
    file = reverse("documents:file_to_sign", args=[network.slug, made.pk])
    assert client.get(file).status_code == 200
    hidden.add(case.pk)
    assert client.get(file).status_code == 404
    assert made.number not in client.get(reverse("documents:to_sign", args=[network.slug])).content.decode()
    assert issuing.issue(paper, network, by=secretary, row=case).needs_head is False


def test_papers_of_a_row_are_read_by_who_sees_the_row(network, secretary, person, register, make_case, make_resident):
    case = make_case(make_resident())
    made = issuing.issue(
        register(origin="pmks_cases.Case", readers="pmks_cases.view_case"), network, by=secretary, row=case
    )
    seen = {who: made in IssuedDocument.objects.visible_to(person(who)) for who in ("secretary", "psm", "treasurer")}
    assert seen == {"secretary": True, "psm": False, "treasurer": False}


def test_who_only_signs_is_served_what_its_issuer_would_issue_again(network, secretary, person, register, signed_in):
    told = ["tiga penerima"]

    def content(user, where, row) -> Content:
        known = told if user.has_perm("programs.read_minutes", where) else []
        return Content("Berita acara", {"subject": "", "text": "", "signers": []}, rests_on=list(known))

    made = issuing.issue(register(signed_by_head="must", lapses=True, content=content), network, by=secretary)
    client = signed_in(person("village_head"))
    file, waiting = reverse("documents:file_to_sign", args=[network.slug, made.pk]), "documents:to_sign"
    assert client.get(file)["Content-Type"] == "application/pdf"
    told.append("seorang lagi")
    answer = client.get(file, follow=True)
    assert answer.redirect_chain == [(reverse(waiting, args=[network.slug]), 302)]
    assert "diterbitkan lagi dahulu" in answer.content.decode()
    board = signed_in(secretary)
    page = reverse("documents:document", args=[network.slug, made.pk])
    assert board.get(reverse("documents:file", args=[network.slug, made.pk])).url == page
    assert "Perlu diterbitkan lagi" in board.get(page).content.decode()


def test_the_day_of_signing_is_offered_from_issue_to_today(network, secretary, person, register, signed_in):
    made = issuing.issue(register(signed_by_head="must"), network, by=secretary)
    client = signed_in(person("village_head"))
    attributes = client.get(reverse("documents:note_signed", args=[network.slug, made.pk])).context["form"]["on"]
    today = network.today().isoformat()
    assert (attributes.field.widget.attrs["min"], attributes.field.widget.attrs["max"]) == (today, today)
