"""What a page shows of the papers about its row: `{% papers_about meeting %}`."""

from django import template

from wksbm.documents.models import IssuedDocument
from wksbm.documents.papers import papers
from wksbm.documents.views.documents import state_of

register = template.Library()
SHOWN = 8


@register.inclusion_tag("documents/document/_about.html", takes_context=True)
def papers_about(context, row, but: str = "", also=()) -> dict:
    """The last papers of a row that this person may read, and those that he may issue: one question.

    `but` names kinds that cannot be issued now, with blanks between them: they stay out of the offer. `also`: rows
    whose papers stand here too, each with the words that tell its offer from another's.
    """
    user, network = context["request"].user, context["request"].network
    offered = [
        {"paper": paper, "row": one, "words": words}
        for one, words in ((row, ""), *also)
        for paper in papers.values()
        if paper.origin == one._meta.label and paper.name not in but.split() and user.has_perm(paper.issuers, network)
    ]
    issued = []
    if user.has_perm("documents.view_document", network):
        rows = IssuedDocument.objects.visible_to(user).about(row, *(one for one, _words in also))
        issued = list(rows.select_related("replaced_by").order_by("-issued_at", "-pk")[:SHOWN])
    for one in issued:
        one.tone, one.badge = state_of(one)
    return {"issued": issued, "offered": offered, "slug": network.slug}
