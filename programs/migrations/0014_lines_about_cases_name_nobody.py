"""Lines that were written before now say of a case, of late reports and of recipients no more than a meeting may."""

import pgtrigger
from django.db import migrations

from pmks_cases.models.case_words import without_name

REPORTS = "Laporan yang lewat harinya belum diperiksa"
OF_RECIPIENTS = "Janji dari penetapan penerima"


def say_less(apps, schema_editor):
    line, resident = apps.get_model("programs", "AgendaItem"), apps.get_model("pmks_cases", "Resident")
    tie = apps.get_model("programs", "DecisionPromise")
    with pgtrigger.ignore("programs.AgendaItem:closed_minutes_stand"):
        for row in line.objects.exclude(case=None).select_related("case__resident").iterator():
            case = row.case
            cards = {case.family_id, case.resident.family_id if case.resident else None} - {None}
            names = {case.subject_name, case.contact_name, case.resident.name if case.resident else ""}
            names.update(resident.objects.filter(family__in=cards).values_list("name", flat=True) if cards else ())
            if (title := without_name(row.title, " ".join(names))) != row.title:
                line.objects.filter(pk=row.pk).update(title=title)
        line.objects.filter(kind="laporan", about_id=None).update(title=REPORTS)
        of_recipients = tie.objects.filter(decision__item__kind="penerima").values("follow_up")
        line.objects.filter(kind="janji", about_id__in=of_recipients).update(title=OF_RECIPIENTS)


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0013_letters_that_come_in_have_a_number"),
        ("pmks_cases", "0018_families_answer_to_decisions"),
    ]

    operations = [
        migrations.RunPython(say_less, migrations.RunPython.noop),
    ]
