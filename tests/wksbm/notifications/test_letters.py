"""The mail as it leaves: taken in by a real SMTP server and read with Python's own parser."""

import re
from html.parser import HTMLParser

import pytest

from members.actions import follow_ups
from members.models import FollowUp, User
from tests.conftest import noon
from tests.postbox import Postbox, without_addresses
from wksbm.notifications.actions import delivering, writing
from wksbm.notifications.letters import colours
from wksbm.notifications.links import behind
from wksbm.notifications.models import Delivery, Notification

PERSONAL = ("Sulastri", "beras", "rumah Bu", "9901", "sembako")


@pytest.fixture
def postbox():
    with Postbox() as box:
        yield box


@pytest.fixture
def mailed(postbox, promised, bundled):
    """`mailed(3)`: the digest about so many promises, as its reader's mail program understands it."""

    def send(count: int = 1, **more):
        promised(count, **more)
        bundled()
        assert delivering.deliver(now=noon()) == 1
        return postbox.read[-1]

    return send


@pytest.fixture
def urgent(postbox, promised):
    """The mail of an emergency."""
    (row,) = promised()
    Notification.objects.filter(pk=row.pk).update(at_once=True)
    assert delivering.deliver(now=noon()) == 1
    return postbox.read[-1]


def parts(letter) -> tuple[str, str]:
    text, html = letter.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    return text.get_content(), html.get_content()


class Shown(HTMLParser):
    """What a mail program shows of a page, and where its links lead."""

    def __init__(self, html: str):
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.fetched: list[str] = []
        self._silent = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        attributes = dict(attrs)
        self.fetched += [attributes[name] for name in ("src", "background", "srcset") if name in attributes]
        if tag == "a":
            self.links.append(attributes["href"])
        if tag in ("style", "title"):
            self._silent = tag

    def handle_endtag(self, tag):
        if tag == self._silent:
            self._silent = ""

    def handle_data(self, data):
        if not self._silent and data.strip():
            self.words.append(data.strip())


class TestTheHeaders:
    def test_the_subject_says_how_many_and_never_what(self, mailed):
        letter = mailed(3)
        assert letter["Subject"] == "3 hal menunggu Anda"
        assert letter["To"] == "psm@contoh.invalid"

    def test_what_goes_out_at_once_says_what_its_kind_says_and_no_more(self, urgent):
        assert urgent["Subject"] == "Janji Anda hari ini"
        assert "darurat" not in str(urgent).casefold()
        whole = without_addresses(urgent["Subject"] + " ".join(parts(urgent)))
        assert [word for word in PERSONAL if word in whole] == []

    def test_a_machine_sent_it_and_no_holiday_reply_comes_back(self, mailed):
        letter = mailed()
        assert letter["Auto-Submitted"] == "auto-generated"
        assert letter["X-Portal-Key"] == str(Delivery.objects.get().key)
        assert Delivery.objects.get().key.hex in letter["Message-ID"]

    def test_a_mail_program_can_unsubscribe_by_itself(self, mailed, client, doer):
        letter = mailed()
        assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        said = letter["List-Unsubscribe"].strip()  # it is folded after its name
        address = re.fullmatch(r"<http://127\.0\.0\.1:\d+(/surat/berhenti/[\w-]+/)>", said)
        response = client.post(address[1], {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
        assert User.objects.get(pk=doer.pk).mail_preference.daily is False

    def test_a_mail_of_an_emergency_ends_those_and_not_the_daily_ones(self, urgent, client, doer):
        address = re.search(r"(/surat/berhenti-seketika/[\w-]+/)>", urgent["List-Unsubscribe"])[1]
        assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
        chosen = User.objects.get(pk=doer.pk).mail_preference
        assert (chosen.daily, chosen.urgent) == (True, False)


class TestTheWords:
    def test_text_and_html_say_the_same_and_nothing_personal(self, mailed):
        letter = mailed(2)
        text, html = parts(letter)
        for words in (text, " ".join(Shown(html).words)):
            assert words.count("Janji Anda hari ini") == 2
            assert "Halo Psm-004," in words
            assert [word for word in PERSONAL if word in words] == []

    def test_each_line_leads_to_its_notification_and_the_foot_to_the_choices(self, mailed, client):
        letter = mailed(2)
        text, html = parts(letter)
        ids = set(Notification.objects.values_list("pk", flat=True))
        for links in (re.findall(r"https?://\S+", text), Shown(html).links):
            paths = [re.sub(r"https?://[^/]+", "", link) for link in links]
            assert {int(path.split("/")[2]) for path in paths[:2]} == ids
            assert all(client.get(path).url.startswith("/masuk/?next=/pemberitahuan/") for path in paths[:2])
            assert client.get(paths[-1]).url == "/surat/pilihan/"

    def test_twenty_lines_at_most_and_how_many_more(self, mailed):
        text, html = parts(mailed(23))
        for words in (text, " ".join(Shown(html).words)):
            assert words.count("Janji Anda hari ini") == 20
            assert "… dan 3 lagi" in words
        assert any(link.endswith("/pemberitahuan/") for link in Shown(html).links)

    def test_what_is_restricted_is_not_even_named(self, mailed, secretary, make_case, network, categories):
        secretary.email = "sekretaris@contoh.invalid"
        secretary.save()
        case = make_case(secrecy="rahasia")
        words = {"what": "Antar Sulastri", "doer": secretary, "due_on": network.today()}
        follow_ups.make(network, by=secretary, **words, origin=case, restricted=True)
        text, html = parts(mailed(0))
        assert "Ada yang menunggu Anda" in text
        assert "Janji" not in text
        assert "Janji" not in " ".join(Shown(html).words)

    def test_what_was_done_meanwhile_is_left_out(self, postbox, promised, bundled, doer):
        promised(2)
        bundled()
        follow_ups.finish(FollowUp.objects.first(), by=doer, outcome="Sudah")
        delivering.deliver(now=noon())
        assert postbox.read[0]["Subject"] == "1 hal menunggu Anda"


class TestTheWire:
    def test_no_line_is_longer_than_a_mail_server_takes(self, mailed, postbox):
        mailed(23)
        ((_to, letter),) = postbox.letters
        assert max(len(line) for line in letter.split(b"\r\n")) <= 998

    def test_five_hundred_lines_make_no_longer_letter(self, postbox, bundled, network, doer, secretary):
        promise = {"network": network, "what": "Antar beras", "doer": doer, "created_by": secretary}
        FollowUp.objects.bulk_create(FollowUp(due_on=network.today(), **promise) for _n in range(500))
        writing.write_due()
        assert bundled() == 500
        assert delivering.deliver(now=noon()) == 1
        assert postbox.read[0]["Subject"] == "500 hal menunggu Anda"
        text, html = parts(postbox.read[0])
        for words in (text, " ".join(Shown(html).words)):
            assert words.count("Janji Anda hari ini") == 20
            assert "… dan 480 lagi" in words
        assert len(postbox.letters[0][1]) < 40_000

    def test_letters_that_are_no_ascii_arrive_whole(self, mailed, doer):
        doer.name = "Ni Luh Sekar – “Ayu” Çelik"
        doer.save()
        text, html = parts(mailed())
        assert "Halo Ni Luh Sekar – “Ayu” Çelik," in text
        assert "Halo Ni Luh Sekar – “Ayu” Çelik," in " ".join(Shown(html).words)

    def test_a_name_with_signs_of_html_stays_a_name(self, mailed, doer):
        doer.name = "<b>Tebal</b> & Co"
        doer.save()
        text, html = parts(mailed())
        assert "Halo <b>Tebal</b> & Co," in text
        assert "b" not in Shown(html).tags
        assert "Halo <b>Tebal</b> & Co," in " ".join(Shown(html).words)

    def test_it_fetches_nothing_and_needs_no_table(self, mailed):
        _text, html = parts(mailed())
        shown = Shown(html)
        assert shown.fetched == []
        assert shown.tags & {"table", "img", "script", "link", "iframe"} == set()
        assert "url(" not in html
        assert "style=" not in html

    def test_it_wears_the_portals_colours_by_day_and_by_night(self, mailed):
        _text, html = parts(mailed())
        light, dark = colours()
        assert light["do"] != dark["do"]
        day, night = html.split("prefers-color-scheme: dark", 1)
        assert light["do"] in day
        assert dark["do"] in night


class TestTheLink:
    def test_it_opens_only_the_choices_of_its_reader(self, mailed, doer):
        text, _html = parts(mailed())
        token = re.search(r"/surat/tautan/([\w-]+)/", text)[1]
        assert behind(token).user == doer
        assert len(token) > 24  # the log leaves out what is so long
