"""Pengurus: who holds which office, inviting, extending, ending, and a one-time way back in."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import View

from members.access import Role, may_appoint
from members.actions import invitations, memberships, sign_in_links
from members.forms.memberships import EndForm, InviteForm, RenewForm, SignInLinkForm, next_term
from members.models import Invitation, Membership, SignInLink
from members.views.shown_once import chat_address, keep_path, kept_address
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.paging import page_by_key
from wksbm.core.refusals import RefusedByRule

ROLE_PATHS = {
    "ketua": Role.CHAIR,
    "sekretaris": Role.SECRETARY,
    "bendahara": Role.TREASURER,
    "relawan": Role.PSM,
    "pengurus-lembaga": Role.ORGANIZATION_OFFICER,
    "ketua-rt": Role.RT_HEAD,
    "kader-dasawisma": Role.DASAWISMA_KADER,
    "pemeriksa": Role.AUDITOR,
    "pembina": Role.SUPERVISOR,
    "kepala-desa": Role.VILLAGE_HEAD,
    "operator-desa": Role.VILLAGE_OPERATOR,
}
_PLACES = ("user", "organization", "rt", "dasawisma__rt", "network", "village")


def _own_roles(request) -> set[str]:
    return request.user.roles_in(request.network.pk)


@audience("members.view_member")
@require_safe
def membership_list(request, network):
    """Who holds an office today, who will, who was asked, and folded away who did."""
    visible = Membership.objects.visible_to(request.user).in_place_of(request.network).select_related(*_PLACES)
    today = timezone.localdate()
    held = sorted(visible.current_or_to_come()[:500], key=lambda office: (_rank(office), office.user.name))
    asked = Invitation.objects.visible_to(request.user).in_place_of(request.network).waiting()
    context = {
        "current": [office for office in held if office.starts_on <= today],
        "to_come": [office for office in held if office.starts_on > today],
        "ended": page_by_key(visible.ended(), key="-id", parameters=request.GET, size=20),
        "fold_open": "after" in request.GET or "before" in request.GET,
        "may_invite": request.user.has_perm("members.invite_member", request.network),
        "may_see_unreached": request.user.has_perm("members.view_unreached", request.network),
        "invitations": asked.select_related("organization", "rt", "dasawisma__rt").order_by("-id")[:50],
    }
    return render(request, "members/membership/list.html", context)


def _rank(office: Membership) -> int:
    return list(Role).index(Role(office.role))


def _find(request, pk: int) -> Membership:
    rows = Membership.objects.visible_to(request.user).in_place_of(request.network).select_related(*_PLACES)
    return get_object_or_404(rows.with_successor(), pk=pk)


@audience("members.view_member")
@require_safe
def membership(request, network, pk: int):
    """One office: its holder, term and SK, and what may be done about it."""
    office = _find(request, pk)
    standing = office.removed_at is None and not office.has_successor
    appoints = may_appoint(request.user.roles_in_place(office.network, office.village), office.role)
    may_link = request.user.has_perm("members.make_sign_in_link", request.network) and standing
    context = {
        "office": office,
        "standing": standing,
        "may_appoint": appoints and standing,
        "appoints": appoints,
        "may_end": appoints and standing and office.user_id != request.user.pk,
        "may_link": may_link and sign_in_links.may_make(request.user, office.user),
    }
    return render(request, "members/membership/page.html", context)


@audience("members.invite_member")
@require_safe
def choose_role(request, network):
    """First question of an invitation: to what."""
    own = _own_roles(request)
    roles = [(path, role) for path, role in ROLE_PATHS.items() if may_appoint(own, role)]
    return render(request, "members/membership/choose_role.html", {"roles": roles})


@audience("members.invite_member")
class Invite(FormPage, View):
    """Second question: whom."""

    form_class = InviteForm
    template_name = "members/membership/invite.html"

    def dispatch(self, request, *args, **kwargs):
        self.role = ROLE_PATHS.get(kwargs["role"])
        if self.role is None:
            raise Http404
        if not may_appoint(_own_roles(request), self.role):
            raise PermissionDenied(_("Undangan untuk jabatan ini dibuat oleh operator desa."))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return {"role": self.role}

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(**more) | {
            "title": _("Undang %(role)s") % {"role": self.role.label},
            "submit": _("Buat undangan"),
            "back_url": reverse("members:choose_role", args=[self.request.network.slug]),
            "back_label": _("Pilih jabatan lain"),
        }

    def act(self, form) -> str:
        place = {"network": self.request.network, "village": self.request.network.village}
        invitation, token = invitations.invite(by=self.request.user, role=self.role, **place, **form.office())
        keep_path(self.request, "invitation", invitation.pk, invitations.path_of(token))
        return reverse("members:invitation", args=[self.request.network.slug, invitation.pk])


def _find_invitation(request, pk: int) -> Invitation:
    rows = Invitation.objects.visible_to(request.user).in_place_of(request.network)
    return get_object_or_404(rows.waiting().select_related("organization", "rt", "dasawisma__rt"), pk=pk)


@audience("members.invite_member")
@require_safe
def invitation(request, network, pk: int):
    """The link to hand over, while this session remembers it."""
    found = _find_invitation(request, pk)
    address = "" if found.is_over else kept_address(request, "invitation", pk)
    words = _("%(name)s, Anda diundang menjadi %(office)s di %(network)s. Buka tautan ini sebelum %(day)s: %(address)s")
    text = words % {
        "name": found.name,
        "office": found.office,
        "network": request.network.name,
        "day": date_format(timezone.localtime(found.expires_at), "j F Y", use_l10n=False),
        "address": address,
    }
    context = {
        "invitation": found,
        "address": address,
        "whatsapp": chat_address(found.phone, text),
        "may_appoint": may_appoint(_own_roles(request), found.role),
    }
    return render(request, "members/membership/invitation.html", context)


@audience("members.invite_member")
@require_POST
def renew_invitation(request, network, pk: int):
    """A new link for the same invitation; the old one opens nothing any more."""
    found = _find_invitation(request, pk)
    _refuse_who_may_not_invite(request, found)
    token = invitations.renew_link(found, by=request.user)
    keep_path(request, "invitation", pk, invitations.path_of(token))
    messages.success(request, _("Tautan baru sudah dibuat. Tautan yang lama tidak berlaku lagi."))
    return redirect("members:invitation", network, pk)


@audience("members.invite_member")
@require_POST
def withdraw_invitation(request, network, pk: int):
    """Take an invitation back."""
    found = _find_invitation(request, pk)
    _refuse_who_may_not_invite(request, found)
    try:
        invitations.withdraw(found, by=request.user)
        messages.success(request, _("Undangan untuk %(name)s dibatalkan.") % {"name": found.name})
    except RefusedByRule as refused:
        messages.error(request, refused.sentence)
    return redirect("members:memberships", network)


def _refuse_who_may_not_invite(request, found: Invitation) -> None:
    if not may_appoint(_own_roles(request), found.role):
        raise PermissionDenied(_("Undangan untuk jabatan ini diatur oleh operator desa."))


class AboutOffice(FormPage, View):
    """A form about one office that still stands."""

    def dispatch(self, request, *args, **kwargs):
        self.office = _find(request, kwargs["pk"])
        if self.office.removed_at is not None:
            raise Http404
        self.refuse_who_may_not()
        return super().dispatch(request, *args, **kwargs)

    def refuse_who_may_not(self) -> None:
        roles = self.request.user.roles_in_place(self.office.network, self.office.village)
        if not may_appoint(roles, self.office.role):
            raise PermissionDenied(_("Jabatan ini diatur oleh operator desa."))

    def address(self) -> str:
        return reverse("members:membership", args=[self.request.network.slug, self.office.pk])

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(**more) | {
            "office": self.office,
            "lead": f"{self.office.user.name}, {self.office.place_and_title}",
            "back_url": self.address(),
            "back_label": self.office.user.name,
        }


@audience("members.invite_member")
class EndMembership(AboutOffice):
    """The question before an office ends at once."""

    form_class = EndForm
    template_name = "members/membership/end.html"
    title = gettext_lazy("Akhiri jabatan")

    def act(self, form) -> str:
        memberships.end(self.office, by=self.request.user, reason=form.cleaned_data["reason"])
        messages.success(self.request, _("Jabatan %(name)s sudah diakhiri.") % {"name": self.office.user.name})
        return reverse("members:memberships", args=[self.request.network.slug])


@audience("members.invite_member")
class RenewMembership(AboutOffice):
    """The next term of the same person."""

    form_class = RenewForm
    template_name = "members/membership/invite.html"
    title = gettext_lazy("Perpanjang masa jabatan")

    def get_initial(self) -> dict:
        return next_term(self.office)

    def get_form_kwargs(self) -> dict:
        return {"membership": self.office}

    def act(self, form) -> str:
        term = {name: value for name, value in form.data_for_action().items() if name != "confirmed"}
        after = memberships.renew(self.office, by=self.request.user, **term)
        messages.success(self.request, _("Masa jabatan baru tercatat."))
        return reverse("members:membership", args=[self.request.network.slug, after.pk])


@audience("members.make_sign_in_link")
class MakeSignInLink(AboutOffice):
    """A one-time way back in for the holder."""

    form_class = SignInLinkForm
    title = gettext_lazy("Buat tautan masuk")

    def refuse_who_may_not(self) -> None:
        if not sign_in_links.may_make(self.request.user, self.office.user):
            raise PermissionDenied(_("Tautan masuk untuk orang ini hanya bisa dibuat oleh operator desa."))

    def get_context_data(self, **more) -> dict:
        lead = _(
            "Untuk %(name)s yang lupa kata sandi. Tautannya membuat kata sandi baru, sekali saja."
            " Pembuatannya tercatat, dan ketua diberi tahu."
        )
        return super().get_context_data(**more) | {
            "lead": lead % {"name": self.office.user.name},
            "submit": _("Buat tautan"),
        }

    def act(self, form) -> str:
        link, token = sign_in_links.make(
            self.office.user,
            by=self.request.user,
            network=self.request.network,
            forget_second_factors=form.cleaned_data["forget_second_factors"],
        )
        keep_path(self.request, "sign-in", link.pk, sign_in_links.path_of(token))
        return reverse("members:sign_in_link", args=[self.request.network.slug, link.pk])


def _find_link(request, pk: int) -> SignInLink:
    rows = SignInLink.objects.visible_to(request.user).of(request.network)
    return get_object_or_404(rows.open().select_related("user"), pk=pk)


@audience("members.make_sign_in_link")
@require_safe
def sign_in_link(request, network, pk: int):
    """The link to hand over, while this session remembers it."""
    found = _find_link(request, pk)
    address = kept_address(request, "sign-in", pk)
    words = _("%(name)s, buka tautan ini untuk membuat kata sandi baru, sebelum besok jam %(hour)s: %(address)s")
    hour = date_format(timezone.localtime(found.expires_at), "H.i", use_l10n=False)
    text = words % {"name": found.user.name, "hour": hour, "address": address}
    context = {"link": found, "address": address, "whatsapp": chat_address(found.user.phone or "", text)}
    return render(request, "members/membership/sign_in_link.html", context)


@audience("members.make_sign_in_link")
@require_POST
def withdraw_sign_in_link(request, network, pk: int):
    """Take a link back before it is used."""
    try:
        sign_in_links.withdraw(_find_link(request, pk), by=request.user)
        messages.success(request, _("Tautan masuk dibatalkan."))
    except RefusedByRule as refused:
        messages.error(request, refused.sentence)
    return redirect("members:memberships", network)


@audience("members.acknowledge_sign_in_link")
@require_POST
def acknowledge_sign_in_link(request, network, pk: int):
    """The chair has seen it: the notice leaves the work list."""
    rows = SignInLink.objects.visible_to(request.user).of(request.network)
    sign_in_links.acknowledge(get_object_or_404(rows, pk=pk), by=request.user)
    return redirect("members:read_log", network)
