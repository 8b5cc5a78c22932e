"""A question about each row that is written out in SQL, for what every page asks: Django takes milliseconds to put such
a condition together, the database a tenth of one to answer it."""

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Func


class Asked(Func):
    """One question in SQL about each row of a table, yes or no if nothing else is said; `{row}` in it is that row.

    `{value}` is what stands at `path`; a path that leads to another table makes `{row}` that table's row.
    """

    def __init__(self, question: str, output_field: models.Field | None = None, path: str = "pk"):
        self.question = question
        super().__init__(F(path), output_field=output_field or models.BooleanField())

    def as_sql(self, compiler, connection, **context):
        (asked,) = self.source_expressions
        value = compiler.compile(asked)[0]
        return self.question.format(row=value.rpartition(".")[0], value=value), []


def array(ids: Iterable[int]) -> str:
    """Ids of ours as SQL writes them."""
    return f"ARRAY[{', '.join(str(int(pk)) for pk in ids)}]::bigint[]"
