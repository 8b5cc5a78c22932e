"""What every form of the house keeps to."""

from django.urls import get_resolver
from django.utils import translation
from django.utils.translation import gettext

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


def test_no_form_says_the_bare_sentence_of_the_framework():
    """`Bidang ini tidak boleh kosong.` names neither what is missing nor what to do."""
    get_resolver().url_patterns  # noqa: B018  imports every view, and with it every form
    with translation.override("id"):
        bare = gettext("This field is required.")
        assert bare == "Bidang ini tidak boleh kosong."
        said = {
            (form.__qualname__, name): str(field.error_messages["required"])
            for form in forms_of_the_house()
            for name, field in form.base_fields.items()
        }
    assert [where for where, sentence in said.items() if sentence == bare] == []
    assert len(said) > 200
