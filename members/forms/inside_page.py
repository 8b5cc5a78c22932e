"""Fields are drawn by a layout, the form around them by the page (templates/_components/form.html)."""

from crispy_forms.helper import FormHelper


class InsidePage(FormHelper):
    """A helper that draws fields alone: the form's tag, its token and its button are the page's."""

    form_tag = False
    disable_csrf = True
    render_hidden_fields = True
