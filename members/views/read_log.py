"""Jejak: who looked at whose data, and which one-time links were made. For chair and auditor."""

from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from members.models import SignInLink, User
from wksbm.core.access import audience
from wksbm.core.models import ReadEntry
from wksbm.core.paging import page_by_key
from wksbm.core.registries import origins

LINKS_SHOWN = 20


@audience("members.view_read_log")
@require_safe
def read_log(request, network):
    """The newest first; of one reader when asked."""
    entries = ReadEntry.objects.visible_to(request.user).of(request.network)
    readers = User.objects.visible_to(request.user).filter(pk__in=entries.values("reader_id")).order_by("name")
    reader = request.GET.get("orang", "")
    if reader.isdecimal() and len(reader) < 19:
        entries = entries.filter(reader_id=int(reader))
    page = page_by_key(entries.select_related("reader", "content_type"), key="-read_at", parameters=request.GET)
    _tie_to_objects(page.rows, request)
    links = SignInLink.objects.visible_to(request.user).of(request.network).select_related("user", "made_by")
    context = {
        "page": page,
        "readers": readers,
        "asked": reader,
        "links": links.order_by("-id")[:LINKS_SHOWN],
        "may_acknowledge": request.user.has_perm("members.acknowledge_sign_in_link", request.network),
    }
    return render(request, "members/read_log/list.html", context)


def _tie_to_objects(entries: list[ReadEntry], request) -> None:
    """Give each entry the name and page of what was read, where this person may see it: one question for each kind."""
    wanted: dict[int, set[int]] = {}
    for entry in entries:
        entry.object_name = entry.object_url = ""
        if entry.content_type_id and entry.object_id:
            wanted.setdefault(entry.content_type_id, set()).add(entry.object_id)
    for content_type_id, ids in wanted.items():
        of_kind = [entry for entry in entries if entry.content_type_id == content_type_id]
        model = of_kind[0].content_type.model_class()
        if origin := origins.get(model._meta.label):
            told = origin.told(request.user, ids)
            for entry in of_kind:
                entry.object_name, entry.object_url = told.get(entry.object_id, ("", ""))
            continue
        rows = getattr(model, "objects", None)
        if not hasattr(rows, "visible_to"):
            continue
        found = {row.pk: row for row in rows.visible_to(request.user).filter(network=request.network, pk__in=ids)}
        for entry in of_kind:
            if row := found.get(entry.object_id):
                entry.object_name = str(row)
                entry.object_url = _page_of(row, request.network)


def _page_of(row, network) -> str:
    """The page of a row is named like its model: `pmks_cases:resident`."""
    try:
        return reverse(f"{row._meta.app_label}:{row._meta.model_name}", args=[network.slug, row.pk])
    except NoReverseMatch:
        return ""
