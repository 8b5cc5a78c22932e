"""Addresses of this floor inside a network."""

from django.urls import path

from pmks_cases.views import (
    assessments,
    assignments,
    case_categories,
    case_changes,
    case_follow_ups,
    case_moves,
    case_opening,
    case_page,
    case_printing,
    case_secrecy,
    cases,
    categories,
    consents,
    early_reports,
    emergencies,
    errands,
    families,
    family_answers,
    greetings,
    kinship,
    leaving,
    mending,
    merging,
    photos,
    plans,
    postponed_visits,
    referrals,
    resident_imports,
    resident_story,
    residents,
    saved_filters,
    visit_forms,
    visits,
)

app_name = "pmks_cases"

_residents = [
    path("warga/", residents.Residents.as_view(), name="residents"),
    path("warga/ekspor/", residents.export_residents, name="export_residents"),
    path("warga/tambah/", mending.AddResident.as_view(), name="add_resident"),
    path("warga/periksa-nik/", mending.check_nik_typed, name="check_nik"),
    path("warga/<int:pk>/", residents.ResidentPage.as_view(), name="resident"),
    path("warga/<int:pk>/nomor-lengkap/", residents.reveal_numbers, name="reveal_numbers"),
    path("warga/<int:pk>/ubah/", mending.ChangeResident.as_view(), name="change_resident"),
    path("warga/<int:pk>/pindah/", leaving.MoveAway.as_view(), name="move_away"),
    path("warga/<int:pk>/meninggal/", leaving.RecordDeath.as_view(), name="record_death"),
    path("warga/<int:pk>/kembali/", leaving.ComeBack.as_view(), name="come_back"),
    path("warga/<int:pk>/riwayat/", resident_story.ResidentStory.as_view(), name="resident_story"),
    path("warga/<int:pk>/gabungkan/", merging.FindDuplicate.as_view(), name="find_duplicate"),
    path("warga/<int:pk>/gabungkan/<int:other_pk>/", merging.MergeResidents.as_view(), name="merge_residents"),
    path("warga/gabungan/<int:pk>/batalkan/", merging.undo_merge, name="undo_merge"),
]

_families = [
    path("warga/keluarga/<int:pk>/", families.FamilyPage.as_view(), name="family"),
    path("warga/keluarga/<int:pk>/nomor-lengkap/", families.reveal_kk_number, name="reveal_kk_number"),
    path("warga/keluarga/<int:pk>/dasawisma/", families.AssignDasawisma.as_view(), name="assign_dasawisma"),
]

_imports = [
    path("warga/impor/", resident_imports.ResidentImports.as_view(), name="resident_imports"),
    path("warga/impor/kirim/", resident_imports.SendImport.as_view(), name="send_import"),
    path("warga/impor/contoh/", resident_imports.import_template, name="import_template"),
    path("warga/impor/<uuid:public_id>/", resident_imports.ImportPage.as_view(), name="resident_import"),
    path("warga/impor/<uuid:public_id>/perubahan/", resident_imports.ImportChanges.as_view(), name="import_changes"),
    path("warga/impor/<uuid:public_id>/simpan/", resident_imports.confirm_import, name="confirm_import"),
    path("warga/impor/<uuid:public_id>/batal/", resident_imports.cancel_import, name="cancel_import"),
    path("warga/impor/<uuid:public_id>/lanjutkan/", resident_imports.resume_import, name="resume_import"),
    path("warga/impor/<uuid:public_id>/ditolak/", resident_imports.refused_rows, name="refused_rows"),
]

_categories = [
    path("profil/kategori/", categories.categories, name="categories"),
    path("profil/kategori/<str:code>/sebutan/", categories.RewordCategory.as_view(), name="reword_category"),
    path("profil/kategori/<str:code>/nyalakan/", categories.SwitchOnCategory.as_view(), name="switch_on_category"),
    path("profil/kategori/<str:code>/matikan/", categories.SwitchOffCategory.as_view(), name="switch_off_category"),
]

_promises = [
    path("kasus/<str:number>/kabar/<int:pk>/", family_answers.TellFamily.as_view(), name="tell_family"),
    path("kasus/<str:number>/janji/", case_follow_ups.AddFollowUp.as_view(), name="add_follow_up"),
]

_visits = [
    path("kunjungan/", visits.ChooseVisit.as_view(), name="choose_visit"),
    path("kunjungan/<int:pk>/", visits.VisitPage.as_view(), name="visit"),
    path("kunjungan/<int:pk>/ubah/", visits.ChangeVisit.as_view(), name="change_visit"),
    path("kunjungan/<int:pk>/tambahan/", visits.AddAddendum.as_view(), name="add_addendum"),
    path("kasus/<str:number>/kunjungan/", visit_forms.RecordVisit.as_view(), name="record_visit"),
    path("kasus/<str:number>/tidak-bertemu/", visit_forms.NobodyMet.as_view(), name="nobody_met"),
    path("kasus/<str:number>/undur-kunjungan/", postponed_visits.PostponeVisit.as_view(), name="put_off_visit"),
    path("kasus/<str:number>/minta-pengganti/", postponed_visits.AskForAnother.as_view(), name="ask_for_another"),
    path("sapaan/<int:pk>/", greetings.Greet.as_view(), name="greet"),
    path("darurat/<int:pk>/", emergencies.Emergency.as_view(), name="emergency"),
    path("darurat/<int:pk>/tangani/", emergencies.answer_emergency, name="answer_emergency"),
    path("foto/<int:pk>/", photos.photo, name="photo"),
    path("foto/<int:pk>/buang/", photos.TakeBackPhoto.as_view(), name="take_back_photo"),
    path("foto/<int:pk>/kecil/", photos.thumbnail, name="thumbnail"),
]

_plans = [
    path("kasus/<str:number>/pindah/<str:end>/", case_moves.MoveCase.as_view(), name="move_case"),
    path("kasus/<str:number>/buka-lagi/", case_moves.ReopenCase.as_view(), name="reopen_case"),
    path("kasus/<str:number>/perbaiki/", case_changes.ChangeCase.as_view(), name="change_case"),
    path("kasus/<str:number>/gali/", assessments.Assess.as_view(), name="assess"),
    path("kasus/<str:number>/persetujuan/", consents.RecordConsent.as_view(), name="consent"),
    path("kasus/<str:number>/persetujuan/<int:pk>/rekaman/", consents.recording, name="consent_recording"),
    path("kasus/<str:number>/kategori/", case_categories.CaseCategories.as_view(), name="case_categories"),
    path("kasus/<str:number>/kategori/<int:pk>/", case_categories.OneCaseCategory.as_view(), name="case_category"),
    path("kasus/<str:number>/kategori/<int:pk>/utama/", case_categories.make_main, name="make_main_category"),
    path("kasus/<str:number>/kategori/<int:pk>/pastikan/", case_categories.verify, name="verify_category"),
    path("kasus/<str:number>/kategori/<int:pk>/tetapkan/", case_categories.establish, name="establish_category"),
    path("kasus/<str:number>/kategori/<int:pk>/lepas/", case_categories.remove, name="remove_category"),
    path("kasus/<str:number>/keinginan/", plans.Wish.as_view(), name="wish"),
    path("kasus/<str:number>/tujuan/", plans.AddGoal.as_view(), name="add_goal"),
    path("kasus/<str:number>/tujuan/<int:pk>/ukur/", plans.MeasureGoal.as_view(), name="measure_goal"),
    path("kasus/<str:number>/tujuan/<int:pk>/lepas/", plans.DropGoal.as_view(), name="drop_goal"),
    path("kasus/<str:number>/langkah/", plans.AddStep.as_view(), name="add_step"),
    path("kasus/<str:number>/rujukan/", referrals.AddReferral.as_view(), name="add_referral"),
    path("kasus/<str:number>/rujukan/<int:pk>/jawaban/", referrals.AnswerReferral.as_view(), name="answer_referral"),
    path("kasus/<str:number>/langkah-pertama/", referrals.FirstStep.as_view(), name="first_step"),
]

_cases = [
    path("kasus/", cases.Cases.as_view(), name="cases"),
    path("kasus/simpan-daftar/", saved_filters.SaveFilter.as_view(), name="save_filter"),
    path("kasus/daftar/<int:pk>/hapus/", saved_filters.forget_filter, name="forget_filter"),
    path("kasus-rt/", cases.RtCases.as_view(), name="rt_cases"),
    path("kasus/<str:number>/", case_page.CasePage.as_view(), name="case"),
    path("kasus/<str:number>/surat/", case_printing.letters, name="case_letters"),
    path("kasus/<str:number>/cetak/", case_printing.print_case, name="print_case"),
    path("kasus/<str:number>/lembar-keluarga/", case_printing.family_slip, name="family_slip"),
]

_secrecy = [
    path("kasus/<str:number>/siapa-tahu/", case_secrecy.case_secrecy, name="case_secrecy"),
    path("kasus/<str:number>/siapa-tahu/tingkat/", case_secrecy.ChangeLevel.as_view(), name="case_level"),
    path("kasus/<str:number>/siapa-tahu/tim/", case_secrecy.JoinTeam.as_view(), name="case_team"),
    path("kasus/<str:number>/siapa-tahu/tim/<int:pk>/", case_secrecy.leave_team, name="leave_case_team"),
    path("kasus/<str:number>/siapa-tahu/jangan/", case_secrecy.Forbid.as_view(), name="forbid_case"),
    path("kasus/<str:number>/siapa-tahu/jangan/<int:pk>/", case_secrecy.allow_again, name="allow_case_again"),
]

_reports = [
    path("laporan/", early_reports.reports, name="reports"),
    path("laporan/tulis/", early_reports.WriteReport.as_view(), name="write_report"),
    path("laporan/cari-warga/", early_reports.find_for_report, name="find_for_report"),
    path("laporan/<int:pk>/", early_reports.report, name="report"),
    path("laporan/<int:pk>/<slug:way>/", early_reports.SettleReport.as_view(), name="settle_report"),
]

_opening = [
    path("kasus/buka/", case_opening.OpenCase.as_view(), name="open_case"),
    path("kasus/buka/cari/", case_opening.FindSubject.as_view(), name="find_case_subject"),
]

_errands = [
    path("layanan/", errands.Errands.as_view(), name="errands"),
    path("layanan/tambah/", errands.AddErrand.as_view(), name="add_errand"),
    path("layanan/<int:pk>/", errands.errand, name="errand"),
    path("layanan/<int:pk>/jadi-kasus/", errands.errand_to_case, name="errand_to_case"),
]

_kin = [
    path("keluarga-saya/", kinship.OwnKin.as_view(), name="own_kin"),
    path("keluarga-saya/<int:pk>/hapus/", kinship.remove_kin, name="remove_kin"),
]

_assignments = [
    path("kasus/<str:number>/tugaskan/", assignments.AssignCase.as_view(), name="assign_case"),
    path("beban/", assignments.load, name="load"),
    path("serah-terima/", assignments.HandOverAll.as_view(), name="hand_over_all"),
]

# Last the cases: any word below kasus/ may be a number.
urlpatterns = [
    *_plans,
    *_errands,
    *_kin,
    *_assignments,
    *_opening,
    *_reports,
    *_secrecy,
    *_residents,
    *_families,
    *_imports,
    *_categories,
    *_promises,
    *_visits,
    *_cases,
]
