"""Addresses of the joint programs."""

from django.urls import path

from programs.views import program_parts, program_rows, program_signs, programs, recipients

urlpatterns = [
    path("program/", programs.program_list, name="programs"),
    path("program/baru/", programs.DraftProgram.as_view(), name="draft_program"),
    path("program/<int:pk>/", programs.program, name="program"),
    path("program/<int:pk>/cetak/", programs.print_program, name="print_program"),
    path("program/<int:pk>/ubah/<str:which>/", program_parts.ChangeProgram.as_view(), name="change_program"),
    path("program/<int:pk>/lembaga/", program_parts.AddPartner.as_view(), name="add_partner"),
    path("program/<int:pk>/rekan/<int:partner>/lepas/", program_parts.remove_partner, name="remove_partner"),
    path("program/<int:pk>/usulkan/", program_parts.propose_program, name="propose_program"),
    path("program/<int:pk>/tarik/", program_parts.take_back_program, name="take_back_program"),
    path("program/<int:pk>/mulai/", program_parts.begin_program, name="begin_program"),
    path("program/<int:pk>/hentikan/", program_parts.StopProgram.as_view(), name="stop_program"),
    path("program/<int:pk>/evaluasi/", program_parts.EvaluateProgram.as_view(), name="evaluate_program"),
    path("program/<int:pk>/ganda/<int:other>/", program_parts.AnswerOverlap.as_view(), name="answer_overlap"),
    path("program/<int:pk>/butuh/", program_rows.AddResource.as_view(), name="add_resource"),
    path("program/<int:pk>/butuh/<int:resource>/", program_rows.ChangeResource.as_view(), name="change_resource"),
    path("program/<int:pk>/butuh/<int:resource>/hapus/", program_rows.drop_resource, name="drop_resource"),
    path("program/<int:pk>/butuh/<int:resource>/janji/", program_rows.AddPledge.as_view(), name="add_pledge"),
    path("program/<int:pk>/sanggup/<int:pledge>/datang/", program_rows.AddArrival.as_view(), name="add_arrival"),
    path("program/<int:pk>/sanggup/<int:pledge>/batal/", program_rows.withdraw_pledge, name="withdraw_pledge"),
    path("program/<int:pk>/tanda/", program_signs.AddIndicator.as_view(), name="add_indicator"),
    path("program/<int:pk>/tanda/<int:indicator>/", program_signs.ChangeIndicator.as_view(), name="change_indicator"),
    path("program/<int:pk>/tanda/<int:indicator>/hapus/", program_signs.drop_indicator, name="drop_indicator"),
    path(
        "program/<int:pk>/tanda/<int:indicator>/ukur/",
        program_signs.MeasureIndicator.as_view(),
        name="measure_indicator",
    ),
    path("program/<int:pk>/kegiatan/", program_rows.AddProgramActivity.as_view(), name="add_program_activity"),
    path("program/<int:pk>/warga/", program_signs.AddParticipation.as_view(), name="add_participation"),
    path("program/<int:pk>/penerima/", recipients.FindRecipient.as_view(), name="find_recipient"),
    path(
        "program/<int:pk>/penerima/<int:recipient>/tarik/",
        recipients.TakeBackRecipient.as_view(),
        name="take_back_recipient",
    ),
    path("program/<int:pk>/penerima/<str:number>/", recipients.ProposeRecipient.as_view(), name="propose_recipient"),
]
