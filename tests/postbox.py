"""The portal's mail server while a test runs, and how a letter is read."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage

from django.test import override_settings

from wksbm.portal.bench.postbox import Postbox as MailServer


class Postbox(MailServer):
    """`with Postbox() as postbox` makes it the portal's mail server meanwhile."""

    def __enter__(self) -> "Postbox":
        self._settings = override_settings(
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=self.port
        )
        self._settings.enable()
        return self

    def __exit__(self, *exc) -> None:
        self._settings.disable()
        self.close()

    @property
    def read(self) -> list[EmailMessage]:
        """The letters as a mail program understands them."""
        return [message_from_bytes(letter, policy=policy.default) for _recipients, letter in self.letters]


def without_addresses(words: str) -> str:
    """A message without its links: what they are made of comes by chance and can spell anything."""
    return re.sub(r"https?://[^\s\"'<>]+", "…", words)
