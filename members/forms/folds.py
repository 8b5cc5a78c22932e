"""Forms ask little: what is seldom filled in is folded away."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django.utils.html import format_html


def folded(form, *shown: str, fold: tuple[str, ...], title: str) -> FormHelper:
    """A helper that draws `shown`, then `fold` behind a heading; the fold stands open when something in it is wrong."""
    helper = FormHelper(form)
    helper.form_tag = False
    helper.disable_csrf = True
    standing_open = any(form.errors.get(name) for name in fold) if form.is_bound else False
    top = format_html("<details{}><summary>{}</summary>", " open" if standing_open else "", title)
    helper.layout = Layout("form_id", "for_whom", *shown, HTML(top), *fold, HTML("</details>"))
    return helper
