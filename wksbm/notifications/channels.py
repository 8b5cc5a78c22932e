"""The ways out of the portal. E-mail now; whatever comes later says the same three things."""

import logging
from collections.abc import Callable
from contextlib import suppress
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from typing import Protocol

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import DatabaseError

from wksbm.notifications.kinds import Told
from wksbm.notifications.letters import letter
from wksbm.notifications.models import Delivery

log = logging.getLogger(__name__)


class Refused(Exception):  # noqa: N818  a refusal, not a fault
    """This message was not taken. Its text is the kind of refusal, without an address."""

    def __init__(self, kind: str, *, final: bool = False):
        super().__init__(kind)
        self.final = final


class Unreachable(Exception):  # noqa: N818  a state of the line, not a fault
    """Nobody takes any message there just now."""


class Channel(Protocol):
    """Opened once for a batch: `with channels["email"]() as channel: channel.send(delivery, words)`."""

    def __enter__(self) -> "Channel": ...

    def __exit__(self, *exc) -> None: ...

    def send(self, delivery: Delivery, words: list[Told]) -> None:
        """Raises Refused or Unreachable."""


class Email:
    """SMTP, one connection for a batch."""

    def __enter__(self) -> "Email":
        self._connection = get_connection()
        return self

    def __exit__(self, *exc) -> None:
        with suppress(OSError, SMTPException):  # gone already: what was taken was taken
            self._connection.close()

    def send(self, delivery: Delivery, words: list[Told]) -> None:
        try:
            mail: EmailMultiAlternatives = letter(delivery, words, self._connection)
            made = mail.message()  # a name or an address that no header can hold shows here, before anything is sent
            mail.message = lambda: made  # making it takes a millisecond, and sending would make it again
        except DatabaseError:
            raise
        except Exception as fault:
            log.exception("Pesan %s tidak bisa ditulis.", delivery.pk)
            raise Refused(type(fault).__name__) from fault
        try:
            self._connection.open()
            mail.send()
        except SMTPRecipientsRefused as refusal:
            codes = [code for code, _words in refusal.recipients.values()]
            raise Refused(f"SMTP {codes[0]}", final=all(code >= 500 for code in codes)) from None
        except SMTPDataError as refusal:
            raise Refused(f"SMTP {refusal.smtp_code}", final=refusal.smtp_code >= 500) from None
        except (SMTPException, OSError) as failure:
            self._forget_connection()
            raise Unreachable(type(failure).__name__) from None

    def _forget_connection(self) -> None:
        self.__exit__()
        self._connection = get_connection()


channels: dict[str, Callable[[], Channel]] = {"email": Email}
