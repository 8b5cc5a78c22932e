"""The floor of the mails: a Celery task that only sends one."""

import os
from email.message import EmailMessage
from smtplib import SMTP

from celery import Celery

app = Celery("floor", broker=os.environ.get("REDIS_URL"))
app.conf.update(task_ignore_result=True, task_default_queue="bench-floor", worker_prefetch_multiplier=1)


@app.task(name="floor.send")
def send(port: int, number: int, text: str, html: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"] = "portal@contoh.invalid", f"warga-{number}@contoh.invalid"
    mail["Subject"] = "40 hal menunggu Anda"
    mail.set_content(text)
    mail.add_alternative(html, subtype="html")
    with SMTP("127.0.0.1", port) as line:
        line.send_message(mail)
