"""Forms ask little: what is seldom filled in is folded away."""

from crispy_forms.layout import HTML, Layout
from django.utils.html import format_html

from members.forms.inside_page import InsidePage


def folded(form, *shown: str, fold: tuple[str, ...], title: str) -> InsidePage:
    """A helper that draws `shown`, then `fold` behind a heading; the fold stands open when something in it is wrong."""
    helper = InsidePage(form)
    standing_open = any(form.errors.get(name) for name in fold) if form.is_bound else False
    top = format_html("<details{}><summary>{}</summary>", " open" if standing_open else "", title)
    helper.layout = Layout("form_id", "for_whom", *shown, HTML(top), *fold, HTML("</details>"))
    return helper
