"""What tests of a case's pages share: addresses, what a page says, a form as a browser would send it."""

import re

from django.urls import reverse


def address_of(case, route: str = "case", *more) -> str:
    return reverse(f"pmks_cases:{route}", args=[case.network.slug, case.number, *more])


def said(response) -> str:
    """The words of a page, without markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def errors(response) -> dict[str, list[str]]:
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def sent(response, **typed) -> dict:
    """What a browser would send from this page, with `typed` on top; a field set to None is left out."""
    form = response.context["form"]
    values = {}
    for bound in form:
        value = bound.value()
        if value is None or value is False or callable(value):
            continue
        values[bound.html_name] = bound.field.prepare_value(value) if hasattr(value, "strftime") else value
    values |= {"form_id": form["form_id"].value() or ""}
    values |= typed
    return {
        name: str(value) if not hasattr(value, "read") else value for name, value in values.items() if value is not None
    }
