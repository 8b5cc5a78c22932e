"""Addresses of the person: sign-in, second factor, devices. They belong to no network."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as usersessions
from django.urls import path

from members.views import accounts, links, networks, sign_in
from wksbm.core.access import PUBLIC, SIGNED_IN, audience

public = audience(PUBLIC)
signed_in = audience(SIGNED_IN)


def stated(state, view):
    """A view of django-allauth with its audience stated, leaving the original untouched."""

    def wrapped(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    return state(wrapped)


urlpatterns = [
    path("undangan/", links.InvitationPage.as_view(), name="invitation_page"),
    path("undangan/<str:token>/", links.receive_invitation, name="invitation"),
    path("masuk-sekali/", links.SignInLinkPage.as_view(), name="sign_in_link_page"),
    path("masuk-sekali/<str:token>/", links.receive_sign_in_link, name="sign_in_link"),
    path("akun/", accounts.Account.as_view(), name="account_profile"),
    path("wilayah/cari/", networks.find_village, name="find_village"),
    path("jejaring/baru/", networks.StartNetwork.as_view(), name="start_network"),
    path("masuk/", sign_in.SignIn.as_view(), name="account_login"),
    path("keluar/", stated(public, account.logout), name="account_logout"),
    path("akun/tidak-aktif/", stated(public, account.account_inactive), name="account_inactive"),
    path("akun/lupa-kata-sandi/", sign_in.forgotten_password, name="account_reset_password"),
    path("akun/pastikan/", stated(signed_in, account.reauthenticate), name="account_reauthenticate"),
    path("akun/kata-sandi/", stated(signed_in, account.password_change), name="account_change_password"),
    path("akun/perangkat/", stated(signed_in, usersessions.list_usersessions), name="usersessions_list"),
    path("akun/kunci-kedua/", stated(signed_in, mfa.index), name="mfa_index"),
    path("akun/kunci-kedua/masuk/", stated(public, mfa.authenticate), name="mfa_authenticate"),
    path("akun/kunci-kedua/pastikan/", stated(signed_in, mfa.reauthenticate), name="mfa_reauthenticate"),
    path("akun/kunci-kedua/aplikasi/pasang/", stated(signed_in, totp.activate_totp), name="mfa_activate_totp"),
    path("akun/kunci-kedua/aplikasi/lepas/", stated(signed_in, totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "akun/kunci-kedua/cadangan/",
        stated(signed_in, recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "akun/kunci-kedua/cadangan/baru/",
        stated(signed_in, recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "akun/kunci-kedua/cadangan/unduh/",
        stated(signed_in, recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("akun/kunci-kedua/hp/", stated(signed_in, webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("akun/kunci-kedua/hp/tambah/", stated(signed_in, webauthn.add_webauthn), name="mfa_add_webauthn"),
    path(
        "akun/kunci-kedua/hp/pastikan/",
        stated(signed_in, webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "akun/kunci-kedua/hp/<int:pk>/lepas/", stated(signed_in, webauthn.remove_webauthn), name="mfa_remove_webauthn"
    ),
    path("akun/kunci-kedua/hp/<int:pk>/nama/", stated(signed_in, webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("masuk/sidik-jari/", stated(public, webauthn.login_webauthn), name="mfa_login_webauthn"),
]
