"""A real browser in front of the real portal, at phone and at laptop size, with a real worker behind it.

JOURNEY_SHOTS=<folder> keeps a picture of every screen that a journey looks at, at both sizes.
"""

import datetime as dt
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from playwright.sync_api import expect, sync_playwright

from tests.journeys.accessibility import Watch, watch_over_every_step

ROOT = Path(__file__).resolve().parents[2]
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
LAPTOP = {"viewport": {"width": 1280, "height": 800}}
PASSWORD = "kata-sandi-uji-coba"


@pytest.fixture(scope="session")
def browser():
    # Playwright runs an event loop in this thread; Django would take that for asynchronous code of ours.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def watch():
    return Watch()


@pytest.fixture(autouse=True)
def everybody_can_use_what_is_walked_through(watch, monkeypatch):
    """axe-core looks at every page on the way: what it finds fails the journey."""
    watch.new.clear()
    watch_over_every_step(monkeypatch, watch)
    yield
    if watch.new:
        pytest.fail("\n".join(["axe-core found:", *dict.fromkeys(watch.new)]), pytrace=False)


@pytest.fixture(params=[PHONE, LAPTOP], ids=["phone", "laptop"])
def screen(request):
    return request.param


@pytest.fixture
def open_browser(browser, live_server):
    """`open_browser(screen)`: somebody's own browser. A refusal by the content policy or a script error fails."""
    contexts, complaints = [], []

    def open_(screen, **options):
        context = browser.new_context(base_url=live_server.url, locale="id-ID", **screen, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if is_complaint(message) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def is_complaint(message) -> bool:
    return message.type == "error" and ("Content Security Policy" in message.text or "Uncaught" in message.text)


def sign_in(page, username: str, password: str = PASSWORD) -> None:
    page.goto("/masuk/")
    page.get_by_label("Nama pengguna, nomor HP, atau email").fill(username)
    page.get_by_label("Kata sandi", exact=True).fill(password)
    page.get_by_role("button", name="Masuk", exact=True).click()


@pytest.fixture
def at_noon(network):
    """Mail rests in the night, whenever the test runs: this network lies where it is noon now."""
    from members.models import Network

    hours = 12 - timezone.now().hour
    Network.objects.filter(pk=network.pk).update(time_zone=f"Etc/GMT{-hours:+d}")
    network.refresh_from_db()
    return network


@pytest.fixture
def at_home(open_browser):
    """`at_home("yati", PHONE)`: that person's browser, signed in."""

    def of(username: str, screen):
        page = open_browser(screen)
        sign_in(page, username)
        expect(page.get_by_role("navigation", name="Menu utama")).to_be_visible()
        return page

    return of


def press(page, name) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page, name) -> None:
    page.get_by_role("link", name=name).first.click()


def days_go_by(network, promise, days: int) -> None:
    """The clock of a test stands still, so the day of the promise is put back in the database; then the portal's own
    clock is run, as beat does every five minutes."""
    from members.models import FollowUp
    from wksbm.notifications.actions import writing

    FollowUp.objects.filter(pk=promise.pk).update(due_on=network.today() - dt.timedelta(days=days))
    writing.write_due()


def words_of(found) -> list[str]:
    return [" ".join(words.replace("\u00a0", " ").split()) for words in found.all_inner_texts()]


def told(page) -> list[str]:
    """What stands in this person's inbox, the newest first."""
    page.goto("/pemberitahuan/")
    expect(page.get_by_role("heading", name="Pemberitahuan", level=1)).to_be_visible()
    return words_of(page.locator(".told-rows .title"))


def no_sideways_scroll(page) -> bool:
    """Nothing is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.fixture
def worker(live_server):
    """A real Celery worker in a process of its own, on this test's database and a Redis database of this test run."""
    from wksbm.celery import app

    database = connection.settings_dict
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(database),
        "REDIS_URL": app.conf.broker_url,
        "FILES_DIR": str(settings.MEDIA_ROOT),
        "PORTAL_MODE": "demo",
    }
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    with app.connection_for_write() as broker:
        broker.default_channel.queue_purge("celery") if queue_exists(broker) else None
    command = [sys.executable, "-m", "celery", "-A", "wksbm", "worker", "--pool", "solo", "--loglevel", "WARNING"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    deadline = time.monotonic() + 60
    while not app.control.ping(timeout=0.5):
        assert process.poll() is None, "the worker did not start"
        assert time.monotonic() < deadline, "the worker did not answer"
    yield process
    process.terminate()
    process.wait(timeout=30)


def queue_exists(broker) -> bool:
    return bool(broker.default_channel.client.exists("celery"))


def database_url(database: dict) -> str:
    from urllib.parse import quote

    # A socket's folder stands before the name, percent-encoded, where a host would lose its capital letters.
    place = f"/{quote(database['HOST'], safe='')}" if database["HOST"].startswith("/") else database["HOST"]
    port = f":{database['PORT']}" if database["PORT"] else ""
    secret = f":{quote(database['PASSWORD'], safe='')}" if database["PASSWORD"] else ""
    return f"postgres://{database['USER']}{secret}@{place}{port}/{database['NAME']}"


def look(page, name: str) -> None:
    """A screen as it must be at both sizes: nothing is wider than the screen, one heading says what it is."""
    page.wait_for_load_state()
    own, pictures = page.viewport_size, os.environ.get("JOURNEY_SHOTS")
    for size in (PHONE["viewport"], LAPTOP["viewport"]):
        page.set_viewport_size(size)
        assert no_sideways_scroll(page), f"{name}: wider than {size['width']}"
        if pictures:
            page.screenshot(path=Path(pictures) / f"{name}-{size['width']}.png", full_page=True)
    page.set_viewport_size(own)
    assert page.get_by_role("heading", level=1).count() == 1, f"{name}: not one heading"
