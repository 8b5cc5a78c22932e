"""Addresses of strategic issues and of what the network says to those who decide beyond it."""

from django.urls import path

from programs.views import advocacies, strategic_issues

urlpatterns = [
    path("isu/", strategic_issues.issue_list, name="issues"),
    path("isu/usulkan/", strategic_issues.ProposeIssue.as_view(), name="propose_issue"),
    path("isu/<int:pk>/", strategic_issues.issue, name="issue"),
    path("isu/<int:pk>/ubah/", strategic_issues.ChangeIssue.as_view(), name="change_issue"),
    path("isu/<int:pk>/nilai/", strategic_issues.WeighIssue.as_view(), name="weigh_issue"),
    path("isu/<int:pk>/usulkan-lagi/", strategic_issues.propose_issue_again, name="propose_issue_again"),
    path("isu/<int:pk>/akhiri/", strategic_issues.EndIssue.as_view(), name="end_issue"),
    path("isu/<int:pk>/advokasi/", advocacies.PlanAdvocacy.as_view(), name="plan_advocacy"),
    path("advokasi/", advocacies.advocacy_matrix, name="advocacies"),
    path("advokasi/<int:pk>/", advocacies.advocacy, name="advocacy"),
    path("advokasi/<int:pk>/ubah/", advocacies.ChangeAdvocacy.as_view(), name="change_advocacy"),
    path("advokasi/<int:pk>/pembicaraan/", advocacies.NoteContact.as_view(), name="note_contact"),
    path("advokasi/<int:pk>/keadaan/", advocacies.MoveAdvocacy.as_view(), name="move_advocacy"),
]
