"""The page on which a family's answers are noted."""

import datetime as dt
import wave
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from members.models import Organization
from pmks_cases.actions import case_secrecy, consents, recordings
from pmks_cases.models import Case, Consent, Photo, Visit
from tests.pmks_cases.views.case_pages import address_of, errors, said, sent
from wksbm.core.models import ReadEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(make_case, make_resident):
    return make_case(make_resident("Sulastri", birth_on=dt.date(1960, 5, 5)))


@pytest.fixture
def child(make_case, make_resident, network):
    return make_case(make_resident("Dimas", birth_on=network.today() - dt.timedelta(days=9 * 366)))


@pytest.fixture
def ask(signed_in, secretary):
    """`ask(case, **typed)`: open the page, answer, send."""

    def go(case, **typed):
        browser = signed_in(secretary)
        page = browser.get(address_of(case, "consent"))
        return browser.post(address_of(case, "consent"), sent(page, **typed))

    return go


def photo(name="lembar.jpg"):
    file = BytesIO()
    Image.new("RGB", (40, 40), "white").save(file, "JPEG")
    return SimpleUploadedFile(name, file.getvalue(), "image/jpeg")


SIGNED = {"given_by": "Bu Sulastri", "way": "ttd"}


def test_nothing_is_answered_beforehand(signed_in, secretary, case, network):
    Organization.objects.create(network=network, kind="other", name="Posyandu Melati")
    page = signed_in(secretary).get(address_of(case, "consent"))
    asked = [field for field in page.context["form"] if field.name.startswith("izin_")]
    assert len(asked) == 4
    assert not any(field.value() for field in asked)
    assert "Boleh diceritakan kepada Posyandu Melati?" in said(page)


def test_no_is_a_normal_answer(ask, case):
    assert ask(case, izin_data="tidak", izin_foto="tidak", **SIGNED).status_code == 302
    doors = consents.closed_doors(case)
    assert (doors.data_refused, doors.photo_refused, doors.name_refused) == (True, True, False)


def test_what_was_not_asked_stays_open(ask, case, network):
    organization = Organization.objects.create(network=network, kind="other", name="Posyandu Melati")
    ask(case, **{f"izin_lembaga_{organization.pk}": "ya"}, **SIGNED)
    assert list(Consent.objects.filter(case=case).values_list("purpose", "organization")) == [
        ("diberitahukan", organization.pk)
    ]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, {"izin_data", "given_by", "way"}),
        ({"izin_data": "ya", "way": "lisan", "given_by": "Bu Wati"}, {"witness"}),
        ({"izin_data": "ya", "way": "cap_jempol", "given_by": "Bu Wati"}, {"proof"}),
        ({"izin_data": "barangkali", **SIGNED}, {"izin_data"}),
        ({"basis": "vital"}, {"vital_why"}),
    ],
)
def test_what_is_missing_is_asked_for(ask, case, typed, wrong):
    refused = ask(case, **typed)
    assert refused.status_code == 422
    assert set(errors(refused)) == wrong
    assert not Consent.objects.filter(case=case).exists()


def test_what_is_not_filled_in_stays_as_it_is_even_if_that_is_all_of_it(ask, signed_in, secretary, case):
    ask(case, izin_data="ya", izin_foto="tidak", **SIGNED)
    for empty in ({}, {"izin_data": "belum"}):
        assert ask(case, **empty).status_code == 302
        assert "Tidak ada yang diisi: jawabannya tetap seperti semula." in said(
            signed_in(secretary).get(address_of(case))
        )
    assert case.consents.count() == 2
    ask(case, izin_foto="ya", **SIGNED)
    doors = consents.closed_doors(case)
    assert (doors.data_refused, doors.photo_refused, case.consents.count()) == (False, False, 3)


def test_a_name_without_any_new_answer_is_told_so_and_no_old_answer_is_demanded(ask, case):
    ask(case, izin_data="ya", **SIGNED)
    refused = ask(case, given_by="Bu Wati", way="ttd")
    assert refused.status_code == 422
    assert set(errors(refused)) == {"__all__"}
    assert case.consents.count() == 1


def test_for_a_child_the_guardian_answers(ask, child):
    assert set(errors(ask(child, izin_data="ya", **SIGNED))) == {"guardian_relation"}
    assert ask(child, izin_data="ya", guardian_relation="ibu kandung", **SIGNED).status_code == 302
    assert child.consents.get().guardian_relation == "ibu kandung"


def test_an_unknown_age_is_asked_about(ask, make_case):
    case = make_case()
    assert set(errors(ask(case, izin_data="ya", **SIGNED))) == {"is_child"}
    assert set(errors(ask(case, izin_data="ya", is_child="ya", **SIGNED))) == {"guardian_relation"}
    assert ask(case, izin_data="ya", is_child="tidak", **SIGNED).status_code == 302


def test_the_photo_of_a_thumbprint_is_kept_sealed_with_the_answer(ask, case):
    answer = ask(case, izin_data="ya", given_by="Bu Sulastri", way="cap_jempol", proof=photo())
    assert answer.status_code == 302
    assert Consent.objects.get(case=case).proof == Photo.objects.get(case=case)


def test_a_file_that_is_no_photo_is_refused_beside_its_field(ask, case):
    refused = ask(
        case, izin_data="ya", given_by="Bu Sulastri", way="cap_jempol", proof=SimpleUploadedFile("x.jpg", b"bukan foto")
    )
    assert refused.status_code == 422
    assert set(errors(refused)) == {"proof"}
    assert not Photo.objects.exists()
    assert not Consent.objects.filter(case=case).exists()


def test_where_the_guardian_may_be_the_danger_nobody_asks_him(ask, child):
    assert ask(child, basis="vital", vital_why="Walinya yang diduga memukul").status_code == 302
    stored = Case.objects.get(pk=child.pk)
    assert (stored.legal_basis, stored.consents.count()) == ("vital", 0)


def test_a_withdrawn_yes_is_a_new_row_and_a_closed_door(ask, case):
    ask(case, izin_foto="ya", **SIGNED)
    ask(case, izin_foto="tidak", **SIGNED)
    assert consents.closed_doors(case).photo_refused
    assert case.consents.count() == 2


def test_a_rahasia_case_is_told_to_no_organisation(signed_in, secretary, make_case, make_resident, network):
    Organization.objects.create(network=network, kind="other", name="Posyandu Melati")
    case = make_case(make_resident("Rani"), secrecy="rahasia")
    assert "Posyandu Melati" not in said(signed_in(secretary).get(address_of(case, "consent")))


def test_the_name_that_nobody_may_keep_leaves_the_headings(ask, signed_in, secretary, case, network):
    from members.models import FollowUp
    from pmks_cases.actions import case_promises
    from wksbm.core.registries import origins

    case_promises.promise(case, by=secretary, what="Antar beras", doer=secretary, due_on=network.today())
    told = origins["pmks_cases.Case"].told
    assert told(secretary, [case.pk])[case.pk][0] == f"Sulastri, {case.number}"
    ask(case, izin_data="tidak", **SIGNED)
    assert told(secretary, [case.pk])[case.pk][0] == case.number
    for route in ("assess", "add_goal", "consent"):
        assert "Sulastri" not in said(signed_in(secretary).get(address_of(case, route))).replace("Bu Sulastri", "")
    assert FollowUp.objects.of_origin(case).count() == 1


# --- A recording ---------------------------------------------------------------------------------------------


def sound() -> bytes:
    file = BytesIO()
    with wave.open(file, "wb") as said:
        said.setnchannels(1)
        said.setsampwidth(2)
        said.setframerate(8000)
        said.writeframes(b"\0\0" * 800)
    return file.getvalue()


def recording(content: bytes | None = None, name="Rekaman 007.wav", media_type="audio/x-wav"):
    return SimpleUploadedFile(name, sound() if content is None else content, media_type)


def files() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


RECORDED = {"given_by": "Bu Sulastri", "way": "rekaman"}


def test_a_recording_lies_sealed_and_is_heard_by_who_sees_the_case_with_a_note(ask, signed_in, person, case, secretary):
    assert ask(case, izin_data="ya", izin_foto="ya", recording=recording(), **RECORDED).status_code == 302
    kept = list(Consent.objects.filter(case=case))
    assert len({consent.recording for consent in kept}) == 1
    lying = Path(settings.MEDIA_ROOT) / kept[0].recording
    assert not lying.read_bytes().startswith(b"RIFF")
    assert lying.name.isalnum()
    address = address_of(case, "consent_recording", kept[0].pk)
    assert address in signed_in(secretary).get(address_of(case, "consent")).content.decode()
    heard = signed_in(secretary).get(address)
    assert (heard.content, heard["Content-Type"]) == (sound(), "audio/wav")
    assert (heard["Cache-Control"], heard["X-Content-Type-Options"]) == ("private, no-store", "nosniff")
    entry = ReadEntry.objects.get(kind="photo")
    assert (entry.reader, entry.object_id, entry.subject) == (secretary, case.pk, "rekaman persetujuan")
    case_secrecy.shut_out(case, by=secretary, user=person("chair"))
    for role in ("chair", "psm"):
        assert signed_in(person(role)).get(address).status_code == 404
    assert signed_in(person("rt_head")).get(address).status_code == 403
    assert ReadEntry.objects.filter(kind="photo").count() == 1


def test_a_consent_without_a_recording_has_none_to_hear(ask, signed_in, case, secretary):
    ask(case, izin_data="ya", **SIGNED)
    address = address_of(case, "consent_recording", Consent.objects.get().pk)
    assert signed_in(secretary).get(address).status_code == 404


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 bukan suara", "bukan rekaman suara"),
        (b"\0\0\0\x18ftypisom" + b"\0" * 40 + b"hdlr" + b"\0" * 8 + b"vide", "bukan rekaman suara"),
        (b"OggS" + b"\0" * (5 * 1024 * 1024), "Paling besar 5 MB"),
    ],
)
def test_what_is_no_recording_or_too_large_is_refused_in_words(ask, case, content, words):
    before = files()
    refused = ask(case, izin_data="ya", recording=recording(content), **RECORDED)
    assert refused.status_code == 422
    assert words in " ".join(errors(refused)["recording"])
    assert not Consent.objects.exists()
    assert files() == before


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"OggS\0\2", "audio/ogg"),
        (b"ID3\4", "audio/mpeg"),
        (b"\xff\xfb\x90\x64", "audio/mpeg"),
        (b"\0\0\0\x18ftypM4A " + b"\0" * 40 + b"hdlr" + b"\0" * 8 + b"soun", "audio/mp4"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\1B\x82\x84webm", "audio/webm"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\1B\x82\x84webm...V_VP8", None),
        (b"\xff\xd8\xff\xe0", None),
        (b"", None),
    ],
)
def test_a_sound_is_known_by_how_it_begins(start, kind):
    assert recordings.media_type(start) == kind


def test_what_was_sent_with_a_refused_move_is_destroyed_at_once(signed_in, secretary, person, case):
    Case.objects.filter(pk=case.pk).update(state="verifikasi", psm=person("psm"))
    at = timezone.now()
    Visit.objects.create(network=case.network, case=case, by=secretary, at=at, on=case.network.today(), met="dia")
    browser = signed_in(secretary)
    page = browser.get(address_of(case, "move_case", "asesmen"))
    before = files()
    typed = sent(page, izin_data="ya", proof=photo(), recording=recording(), **RECORDED)
    Visit.objects.all()._raw_delete("default")  # somebody else changed the case meanwhile: the move itself refuses
    Case.objects.filter(pk=case.pk).update(psm=None)
    refused = browser.post(address_of(case, "move_case", "asesmen"), typed)
    assert refused.status_code == 422
    assert not Consent.objects.exists()
    assert not Photo.objects.exists()
    assert files() == before
