"""How far a long piece of work has come."""

from django.db import connection, models


class JobProgress(models.Model):
    """A row beside the work's own rows, written outside their transaction so that the page can show it."""

    job = models.UUIDField(primary_key=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)


class ProgressReporter:
    """Writes progress through a connection of its own, while the work's transaction is still open."""

    def __init__(self, job, total: int):
        self.job = job
        self.total = total
        self._outside = connection.copy()

    def __enter__(self):
        self.say(0)
        return self

    def __exit__(self, *exc):
        self._outside.close()

    def say(self, done: int) -> None:
        with self._outside.cursor() as cursor:
            cursor.execute(
                "INSERT INTO core_jobprogress (job, done, total, updated_at) VALUES (%s, %s, %s, now())"
                " ON CONFLICT (job) DO UPDATE SET done = EXCLUDED.done, total = EXCLUDED.total, updated_at = now()",
                [self.job, done, self.total],
            )
