"""Addresses of this floor inside a network."""

from django.urls import path

from members.views import follow_ups, map_areas, memberships, networks, organizations, read_log, volunteers

app_name = "members"

urlpatterns = [
    path("profil/", networks.profile, name="profile"),
    path("profil/ubah/", networks.ChangeProfile.as_view(), name="change_profile"),
    path("profil/rt/tambah/", networks.AddRt.as_view(), name="add_rt"),
    path("profil/rt/<int:pk>/", networks.RenumberRt.as_view(), name="renumber_rt"),
    path("profil/dasawisma/tambah/", networks.AddDasawisma.as_view(), name="add_dasawisma"),
    path("profil/dasawisma/<int:pk>/", networks.ChangeDasawisma.as_view(), name="change_dasawisma"),
    path("peta/", map_areas.UploadMap.as_view(), name="map"),
    path("peta/pasang/", map_areas.PlaceMap.as_view(), name="place_map"),
    path("peta/ambil/", map_areas.remove_map, name="remove_map"),
    path("lembaga/", organizations.organization_list, name="organizations"),
    path("lembaga/tambah/", organizations.AddOrganization.as_view(), name="add_organization"),
    path("lembaga/<int:pk>/", organizations.organization, name="organization"),
    path("lembaga/<int:pk>/ubah/", organizations.ChangeOrganization.as_view(), name="change_organization"),
    path("pengurus/", memberships.membership_list, name="memberships"),
    path("pengurus/undang/", memberships.choose_role, name="choose_role"),
    path("pengurus/undang/<slug:role>/", memberships.Invite.as_view(), name="invite"),
    path("pengurus/undangan/<int:pk>/", memberships.invitation, name="invitation"),
    path("pengurus/undangan/<int:pk>/tautan-baru/", memberships.renew_invitation, name="renew_invitation"),
    path("pengurus/undangan/<int:pk>/batal/", memberships.withdraw_invitation, name="withdraw_invitation"),
    path("pengurus/tautan-masuk/<int:pk>/", memberships.sign_in_link, name="sign_in_link"),
    path("pengurus/tautan-masuk/<int:pk>/batal/", memberships.withdraw_sign_in_link, name="withdraw_sign_in_link"),
    path(
        "pengurus/tautan-masuk/<int:pk>/tahu/",
        memberships.acknowledge_sign_in_link,
        name="acknowledge_sign_in_link",
    ),
    path("pengurus/<int:pk>/", memberships.membership, name="membership"),
    path("pengurus/<int:pk>/akhiri/", memberships.EndMembership.as_view(), name="end_membership"),
    path("pengurus/<int:pk>/perpanjang/", memberships.RenewMembership.as_view(), name="renew_membership"),
    path("pengurus/<int:pk>/tautan-masuk/", memberships.MakeSignInLink.as_view(), name="make_sign_in_link"),
    path("relawan/", volunteers.volunteer_list, name="volunteers"),
    path("relawan/<int:pk>/", volunteers.volunteer, name="volunteer"),
    path("relawan/<int:pk>/ubah/", volunteers.ChangeVolunteer.as_view(), name="change_volunteer"),
    path("relawan/<int:pk>/rt/", volunteers.SetAreas.as_view(), name="set_areas"),
    path("relawan/<int:pk>/pelatihan/", volunteers.AddTraining.as_view(), name="add_training"),
    path("relawan/<int:pk>/pelatihan/<int:training>/bukti/", volunteers.training_proof, name="training_proof"),
    path("janji/", follow_ups.follow_up_list, name="follow_ups"),
    path("janji/<int:pk>/", follow_ups.follow_up, name="follow_up"),
    path("janji/<int:pk>/selesai/", follow_ups.FinishFollowUp.as_view(), name="finish_follow_up"),
    path("janji/<int:pk>/undur/", follow_ups.MoveFollowUp.as_view(), name="move_follow_up"),
    path("janji/<int:pk>/serahkan/", follow_ups.HandOverFollowUp.as_view(), name="hand_over_follow_up"),
    path("janji/<int:pk>/batal/", follow_ups.WithdrawFollowUp.as_view(), name="withdraw_follow_up"),
    path("janji/<int:pk>/buka-lagi/", follow_ups.ReopenFollowUp.as_view(), name="reopen_follow_up"),
    path("jejak/", read_log.read_log, name="read_log"),
]
