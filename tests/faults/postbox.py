"""A mail server on loopback that counts what it takes, and can refuse, break off or be away."""

import contextlib
import re
import socketserver
import threading
from collections import Counter

_KEY = re.compile(rb"^X-Portal-Key: *([0-9a-f-]{36})", re.MULTILINE)


class Postbox:
    """`taken` counts messages by their key: the receiving end knows what arrived how often.

    `recipients` counts them by address. `refusing` answers every recipient with "later", `breaks` lets so many
    messages be taken without saying so: the line dies between the message and its receipt.
    """

    def __init__(self):
        self.taken: Counter[str] = Counter()
        self.recipients: Counter[str] = Counter()
        self.refused = 0
        self.refusing = False
        self.breaks = 0
        self._lock = threading.Lock()
        self._server: socketserver.ThreadingTCPServer | None = None
        self.open()
        self.port = self._server.server_address[1]

    def open(self) -> None:
        """Take mail, at the same port as before."""
        box = self

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True
            block_on_close = False
            request_queue_size = 50

        class Line(socketserver.StreamRequestHandler):
            def handle(self):
                with contextlib.suppress(OSError):
                    box._speak(self.rfile, self.wfile)

        self._server = Server(("127.0.0.1", getattr(self, "port", 0)), Line)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def close(self) -> None:
        """Nobody answers at the port any more."""
        self._server.shutdown()
        self._server.server_close()

    @property
    def count(self) -> int:
        """How many different messages have arrived."""
        return len(self.taken)

    @property
    def repeats(self) -> int:
        return sum(self.taken.values()) - len(self.taken)

    def _speak(self, lines, out) -> None:
        def say(words: str) -> None:
            out.write(words.encode() + b"\r\n")

        say("220 kotak-surat.invalid")
        recipients: list[str] = []
        while line := lines.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "RCPT" and self.refusing:
                with self._lock:
                    self.refused += 1
                say("451 nanti")
                continue
            if verb == "RCPT":
                recipients.append(line.split("<")[1].split(">")[0])
            if verb == "DATA":
                say("354 silakan")
                message = b"".join(iter(lines.readline, b".\r\n"))
                if not self._take(message, recipients):
                    return  # taken, and the line is cut before its receipt
                recipients = []
            say("221 sampai jumpa" if verb == "QUIT" else "250 baik")
            if verb == "QUIT":
                return

    def _take(self, message: bytes, recipients: list[str]) -> bool:
        key = _KEY.search(message).group(1).decode()
        with self._lock:
            self.taken[key] += 1
            self.recipients.update(recipients)
            if self.breaks:
                self.breaks -= 1
                return False
        return True
