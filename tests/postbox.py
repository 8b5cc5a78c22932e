"""A mail server on this machine that keeps what it is given: enough of RFC 5321 for one sender."""

import re
import socketserver
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage

from django.test import override_settings


class Postbox(socketserver.ThreadingTCPServer):
    """`letters`: pairs of the recipients and the message's bytes as they came over the wire.

    `with Postbox() as postbox` serves it, and makes it the portal's mail server meanwhile.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Delivery)
        self.letters: list[tuple[list[str], bytes]] = []
        self.answer_to_data = "250 ok"

    def __enter__(self) -> "Postbox":
        threading.Thread(target=self.serve_forever, daemon=True).start()
        self._settings = override_settings(
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=self.server_address[1],
        )
        self._settings.enable()
        return self

    def __exit__(self, *exc) -> None:
        self._settings.disable()
        self.shutdown()
        self.server_close()

    @property
    def read(self) -> list[EmailMessage]:
        """The letters as a mail program understands them."""
        return [message_from_bytes(letter, policy=policy.default) for _recipients, letter in self.letters]


class _Delivery(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 contoh.invalid")
        recipients: list[str] = []
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "RCPT":
                recipients.append(line.split("<")[1].split(">")[0])
            if verb == "DATA":
                self.say("354 go on")
                letter = b"".join(iter(self.rfile.readline, b".\r\n"))
                if self.server.answer_to_data.startswith("2"):
                    self.server.letters.append((recipients, letter))
                recipients = []
                self.say(self.server.answer_to_data)
                continue
            self.say("221 bye" if verb == "QUIT" else "250 ok")
            if verb == "QUIT":
                return

    def say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


def without_addresses(words: str) -> str:
    """A message without its links: what they are made of comes by chance and can spell anything."""
    return re.sub(r"https?://[^\s\"'<>]+", "…", words)
