"""Nothing typed is lost when the session ends in the middle of a long form.

Every `PortalForm` carries a signed mark of the person it was made for. A post that comes without a session, or with the
token of an earlier one, is sealed for an hour and shown filled again to the same person on the same page.
"""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from wksbm.core.models import KeptPost
from wksbm.core.sealing import seal, unseal

KEPT_FOR = timedelta(hours=1)
KEPT_OF_ONE_PERSON = 10
"""Pages at most: a post without a session is nobody's proof, so it must not fill the database."""
MARK_FIELD = "for_whom"
_SECRETS = ("csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword", "code")
_SALT = "wksbm.core.kept_posts"
_SHOWN = "kept_post_shown"


def mark_for(user) -> str:
    """The signed mark that a form carries for the person it was shown to."""
    return Signer(salt=_SALT).sign(user.pk)


def _owner_id(request: HttpRequest) -> int | None:
    try:
        return int(Signer(salt=_SALT).unsign(request.POST.get(MARK_FIELD, "")))
    except (BadSignature, ValueError):
        return None


def _keep(request: HttpRequest, user_id: int) -> None:
    if len(request.path) > KeptPost._meta.get_field("path").max_length:
        return  # no page of ours has such an address
    typed = request.POST.copy()
    for secret in _SECRETS:
        typed.pop(secret, None)
    others = KeptPost.objects.filter(user_id=user_id).exclude(path=request.path).order_by("-kept_at")
    KeptPost.objects.filter(pk__in=others.values("pk")[KEPT_OF_ONE_PERSON - 1 :]).delete()
    KeptPost.objects.update_or_create(
        user_id=user_id, path=request.path, defaults={"sealed": seal(typed.urlencode()), "kept_at": timezone.now()}
    )


def kept_post(request: HttpRequest) -> QueryDict | None:
    """What this person had typed on this page within the hour and has not saved since; None when there is nothing."""
    found = KeptPost.objects.filter(user=request.user, path=request.path).first()
    if found is None:
        return None
    if found.kept_at < timezone.now() - KEPT_FOR:
        found.delete()
        return None
    request.session[_SHOWN] = True  # only who has been shown one has one to forget: other saves ask nothing
    return QueryDict(unseal(found.sealed))


class KeptPostMiddleware:
    """Catches the post of a person whose session is over before anything else refuses it; forgets what was saved."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        # Only a post that was let through (not one that was just kept), and that was answered with another page.
        saved = request.method == "POST" and response.status_code == 302 and hasattr(request, "csrf_processing_done")
        mine = saved and request.user.is_authenticated and _owner_id(request) == request.user.pk
        if mine and request.session.get(_SHOWN):
            KeptPost.objects.filter(user=request.user, path=request.path).delete()
        return response

    def process_view(self, request, view, args, kwargs):
        if request.method != "POST" or request.user.is_authenticated:
            return None
        owner = _owner_id(request)
        if owner is None:
            return None
        _keep(request, owner)
        messages.info(request, _("Waktu masuk Anda sudah habis. Isian tadi aman; masuk lagi untuk melanjutkan."))
        return redirect_to_login(request.path)


def csrf_failure(request, reason=""):
    """A page that was open since before the last sign-in: keep what was typed, and show the page again."""
    owner = _owner_id(request) if request.method == "POST" else None
    if owner is not None and request.user.is_authenticated and request.user.pk == owner:
        _keep(request, owner)
        return redirect(request.path)
    return render(request, "403_csrf.html", status=403)
