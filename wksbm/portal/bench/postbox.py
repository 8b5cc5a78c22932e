"""A mail server on loopback that keeps and counts what it is given, so that what has arrived is known at the receiving
end: enough of RFC 5321 for one sender. The tests take it as theirs too.
"""

import contextlib
import re
import socketserver
import threading
import time
from collections import Counter

_KEY = re.compile(rb"^X-Portal-Key: *([0-9a-f-]{36})", re.MULTILINE)


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 100


class Postbox:
    """`letters`: pairs of the recipients and the message's bytes as they came over the wire; `taken` counts them by
    their key, `recipients` by address; `times` are the moments at which they came.
    """

    answer_to_data = "250 baik"
    """Said once a message is there; what does not begin with 2 refuses it."""

    def __init__(self):
        self.letters: list[tuple[list[str], bytes]] = []
        self.taken: Counter[str] = Counter()
        self.recipients: Counter[str] = Counter()
        self.times: list[float] = []
        self.port = 0
        self._lock = threading.Lock()
        self.open()

    def open(self) -> None:
        """Take mail, at the same port as before."""
        box = self

        class Line(socketserver.StreamRequestHandler):
            disable_nagle_algorithm = True

            def handle(self):
                with contextlib.suppress(OSError):
                    box._speak(self.rfile, self.wfile)

        self._server = _Server(("127.0.0.1", self.port), Line)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def close(self) -> None:
        """Nobody answers at the port any more."""
        self._server.shutdown()
        self._server.server_close()

    def forget(self) -> None:
        """Begin to count anew."""
        with self._lock:
            self.letters.clear()
            self.taken.clear()
            self.recipients.clear()
            self.times.clear()

    @property
    def count(self) -> int:
        """How many different messages have arrived."""
        return len(self.taken)

    @property
    def repeats(self) -> int:
        return sum(self.taken.values()) - len(self.taken)

    def refuses(self) -> bool:
        """Whether the next recipient is told to come later."""
        return False

    def breaks_off(self) -> bool:
        """Whether the line dies between the message just taken and its receipt."""
        return False

    def _speak(self, lines, out) -> None:
        def say(words: str) -> None:
            out.write(words.encode() + b"\r\n")

        say("220 kotak-surat.invalid")
        recipients: list[str] = []
        while line := lines.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "RCPT":
                if self.refuses():
                    say("451 nanti")
                    continue
                recipients.append(line.split("<")[1].split(">")[0])
            if verb == "DATA":
                say("354 silakan")
                message = b"".join(iter(lines.readline, b".\r\n"))
                if self.answer_to_data.startswith("2"):
                    self._take(message, recipients)
                recipients = []
                if self.breaks_off():
                    return
                say(self.answer_to_data)
                continue
            say("221 sampai jumpa" if verb == "QUIT" else "250 baik")
            if verb == "QUIT":
                return

    def _take(self, message: bytes, recipients: list[str]) -> None:
        key = _KEY.search(message)
        with self._lock:
            self.letters.append((recipients, message))
            self.taken[key.group(1).decode() if key else f"tanpa kunci {len(self.times)}"] += 1
            self.recipients.update(recipients)
            self.times.append(time.perf_counter())
