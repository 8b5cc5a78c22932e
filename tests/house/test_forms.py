"""What every form of the house keeps to."""

from django.urls import get_resolver

from wksbm.core.forms import PortalFormMixin


def forms_of_the_house(base=PortalFormMixin):
    for form in base.__subclasses__():
        yield form
        yield from forms_of_the_house(form)


def test_no_field_takes_a_name_that_the_page_of_a_form_reads():
    """`form.helper` is crispy's layout: a field of that name drew a form inside the form, whose button did nothing."""
    get_resolver().url_patterns  # noqa: B018  imports every view, and with it every form
    forms = list(forms_of_the_house())
    assert len(forms) > 40
    assert [form.__qualname__ for form in forms if "helper" in form.base_fields] == []
