"""Every file that the portal has stored leaves with the same headers; what must differ stands in the table."""

import inspect
from collections.abc import Iterator
from datetime import date
from types import CodeType, FunctionType, ModuleType

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from members.actions import volunteers
from members.models import Volunteer
from pmks_cases.actions import consents, recordings
from pmks_cases.models import Case, Consent
from programs.actions import incoming_letters
from tests.house import neighbourhood
from tests.house.test_routes import ROUTES
from wksbm.documents import sealed_files
from wksbm.documents.actions import issuing
from wksbm.documents.papers import papers
from wksbm.file_answers import file_answer

ALIKE = {
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}
SILENT, PLAYER = "default-src 'none'", "default-src 'none'; media-src 'self'"
PDF, JPEG = "application/pdf", "image/jpeg"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OURS = ("wksbm", "members", "pmks_cases", "programs")
SOUND = b"OggS" + bytes(60)


# --- Which routes serve a file -------------------------------------------------------------------------------


def called_by(function: FunctionType) -> Iterator[FunctionType]:
    """The functions that its code names, by themselves or in a module."""
    codes = [function.__code__]
    for code in codes:
        codes += [constant for constant in code.co_consts if isinstance(constant, CodeType)]
        for name in code.co_names:
            found = function.__globals__.get(name)
            if isinstance(found, FunctionType):
                yield found
            elif isinstance(found, ModuleType) and found.__name__.split(".")[0] in OURS:
                inside = (vars(found).get(other) for other in code.co_names)
                yield from (other for other in inside if isinstance(other, FunctionType))


def reached_from(view) -> set[FunctionType]:
    found, waiting = set(), [view]
    while waiting:
        function = inspect.unwrap(waiting.pop())
        if function not in found and function.__module__.split(".")[0] in OURS:
            found.add(function)
            waiting += called_by(function)
    return found


ROADS = {
    name: reached_from(pattern.callback) for name, pattern, _ in ROUTES if not hasattr(pattern.callback, "view_class")
}
SERVING = sorted(name for name, road in ROADS.items() if file_answer in road)


def test_what_lies_sealed_leaves_through_the_one_place_alone():
    assert [name for name, road in ROADS.items() if sealed_files.read in road and name not in SERVING] == []


# --- What they answer ----------------------------------------------------------------------------------------


@pytest.fixture
def here(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return neighbourhood.settle_neighbourhood()


def answers(here) -> dict[str, list[tuple]]:
    """By route: who asks, with what, and the media type, disposition and policy of the answer."""
    secretary, head = here.people["secretary"], here.people["village_head"]
    photo, (letter, *_), picture = here.rows["photo"][0], here.rows["letter_scan"], here.rows["picture"][0]
    sheet = incoming_letters.add_scan(
        here.rows["incoming_letter"][0], SimpleUploadedFile("x.pdf", b"%PDF-1.7 isinya"), by=secretary
    )
    case = Case.objects.get(pk=here.rows["case"][0].pk)
    said = {
        "given_by": "Bu Sulastri",
        "way": "rekaman",
        "recording": recordings.keep(SimpleUploadedFile("x.ogg", SOUND)),
    }
    consents.record(case, by=secretary, answers={("foto", None): True}, **said)
    spoken = Consent.objects.filter(case=case).exclude(recording="").first()
    volunteer = Volunteer.objects.get(user=here.people["psm"])
    held = {"level": "dasar", "organizer": "Dinsos Rekaan", "held_on": date(2026, 3, 1)}
    proofs = [
        volunteers.add_training(volunteer, by=secretary, proof=file, **held)
        for file in (SimpleUploadedFile("x", b"%PDF-1.7 isinya %%EOF"), neighbourhood.jpeg())
    ]
    waiting = issuing.issue(
        papers["undangan"], here.network, by=secretary, row=here.rows["meeting"][-1], head_signs=True
    )
    issued = here.rows["document"][0]
    year = here.today.year
    shown = 'inline; filename="foto.jpg"'

    def paper(document) -> str:
        return f'inline; filename="{document.number.replace("/", "-").lower()}.pdf"'

    return {
        "documents:file": [(secretary, [issued.pk], PDF, paper(issued), SILENT)],
        "documents:file_to_sign": [(head, [waiting.pk], PDF, paper(waiting), SILENT)],
        "documents:sample": [(secretary, [], PDF, 'inline; filename="contoh-surat.pdf"', SILENT)],
        "documents:book_file": [
            (secretary, ["buku-kunjungan"], XLSX, f'attachment; filename="buku-kunjungan-{year}.xlsx"', SILENT)
        ],
        "members:training_proof": [
            (secretary, [volunteer.pk, one.pk], media_type, f'{how}; filename="sertifikat-{one.pk}.{ending}"', SILENT)
            for one, media_type, how, ending in zip(
                proofs, (PDF, JPEG), ("attachment", "inline"), ("pdf", "jpg"), strict=True
            )
        ],
        "pmks_cases:consent_recording": [
            (secretary, [case.number, spoken.pk], "audio/ogg", 'inline; filename="rekaman"', PLAYER)
        ],
        "pmks_cases:photo": [(secretary, [photo.pk], JPEG, shown, SILENT)],
        "pmks_cases:thumbnail": [(secretary, [photo.pk], JPEG, shown, SILENT)],
        "programs:picture": [(secretary, [picture.pk], JPEG, shown, SILENT)],
        "programs:scan": [
            (secretary, [letter.pk], JPEG, 'inline; filename="surat-masuk.jpg"', SILENT),
            (secretary, [sheet.pk], PDF, 'attachment; filename="surat-masuk.pdf"', SILENT),
        ],
        "programs:scan_thumbnail": [(secretary, [letter.pk], JPEG, 'inline; filename="surat-masuk.jpg"', SILENT)],
    }


def test_every_route_that_serves_a_file_says_the_same_of_it(here, signed_in):
    expected = answers(here)
    assert sorted(expected) == SERVING
    for route, asked in expected.items():
        for who, parts, media_type, disposition, policy in asked:
            answer = signed_in(who).get(reverse(route, args=[here.network.slug, *parts]))
            assert answer.status_code == 200, route
            told = {name: answer.headers.get(name) for name in ALIKE}
            assert told == ALIKE, route
            differing = ("Content-Type", "Content-Disposition", "Content-Security-Policy")
            assert [answer.headers[name] for name in differing] == [media_type, disposition, policy], route
            assert answer.content, route
