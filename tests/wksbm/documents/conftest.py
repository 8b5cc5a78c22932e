"""A paper that any network may issue: its own words, its own numbers."""

import pytest

from wksbm.documents import papers
from wksbm.documents.papers import Content, Paper, Series


def content(user, network, row, *, words="Kerja bakti hari Minggu.", **more):
    data = {"subject": "Kerja bakti", "text": words, "signers": [{"office": "Ketua", "name": user.name}]}
    return Content(called="Pengumuman kerja bakti", data=data, addressee="Warga RW 004")


@pytest.fixture
def register(monkeypatch):
    """`register(name="pengumuman", …)`: a kind of paper, for this test alone."""

    def make(**more) -> Paper:
        values = {
            "name": "pengumuman",
            "title": "Pengumuman",
            "template": "documents/sample.typ",
            "content": content,
            "issuers": "programs.issue_meeting_paper",
            "readers": "programs.read_minutes",
            "series": Series("PGM"),
        }
        made = Paper(**(values | more))
        monkeypatch.setitem(papers.papers, made.name, made)
        return made

    return make


@pytest.fixture
def announcement(register):
    return register()
