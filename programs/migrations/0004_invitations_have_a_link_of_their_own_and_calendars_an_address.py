import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("programs", "0003_activities_of_all_members_share_a_calendar"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_digest", models.BinaryField(max_length=32, unique=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CalendarFeedEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="programs.calendarfeed",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="attendance",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="attendance",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="attendance",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="meeting",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="meeting",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="meeting",
            name="delete_delete",
        ),
        migrations.RemoveField(
            model_name="attendanceevent",
            name="token_digest",
        ),
        migrations.AddField(
            model_name="attendance",
            name="invited_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="attendance",
            name="link_version",
            field=models.PositiveIntegerField(default=0, editable=False, help_text="How often a link was made."),
        ),
        migrations.AddField(
            model_name="attendance",
            name="told_sequence",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="attendanceevent",
            name="invited_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="attendanceevent",
            name="link_version",
            field=models.PositiveIntegerField(default=0, editable=False, help_text="How often a link was made."),
        ),
        migrations.AddField(
            model_name="attendanceevent",
            name="told_sequence",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="meeting",
            name="moved_sequence",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="meeting",
            name="sequence",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="meetingevent",
            name="moved_sequence",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="meetingevent",
            name="sequence",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AlterField(
            model_name="attendance",
            name="token_digest",
            field=models.BinaryField(max_length=32, null=True, unique=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_attendanceevent" ("answer", "answered_at", "arrived_at", "element", "id", "invited_at", "is_present", "link_version", "meeting_id", "name", "network_id", "office", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "represented_by", "sex", "told_sequence", "user_id") SELECT new_values."answer", new_values."answered_at", new_values."arrived_at", new_values."element", new_values."id", new_values."invited_at", new_values."is_present", new_values."link_version", new_values."meeting_id", new_values."name", new_values."network_id", new_values."office", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."represented_by", new_values."sex", new_values."told_sequence", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8fe173106f81ad7725ca88499e04abc75cdb1bd6",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bf320",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_attendance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_attendanceevent" ("answer", "answered_at", "arrived_at", "element", "id", "invited_at", "is_present", "link_version", "meeting_id", "name", "network_id", "office", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "represented_by", "sex", "told_sequence", "user_id") SELECT new_values."answer", new_values."answered_at", new_values."arrived_at", new_values."element", new_values."id", new_values."invited_at", new_values."is_present", new_values."link_version", new_values."meeting_id", new_values."name", new_values."network_id", new_values."office", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."represented_by", new_values."sex", new_values."told_sequence", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."answer" IS DISTINCT FROM (new_values."answer") OR old_values."answered_at" IS DISTINCT FROM (new_values."answered_at") OR old_values."arrived_at" IS DISTINCT FROM (new_values."arrived_at") OR old_values."element" IS DISTINCT FROM (new_values."element") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."invited_at" IS DISTINCT FROM (new_values."invited_at") OR old_values."is_present" IS DISTINCT FROM (new_values."is_present") OR old_values."link_version" IS DISTINCT FROM (new_values."link_version") OR old_values."meeting_id" IS DISTINCT FROM (new_values."meeting_id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."network_id" IS DISTINCT FROM (new_values."network_id") OR old_values."office" IS DISTINCT FROM (new_values."office") OR old_values."organization_id" IS DISTINCT FROM (new_values."organization_id") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."represented_by" IS DISTINCT FROM (new_values."represented_by") OR old_values."sex" IS DISTINCT FROM (new_values."sex") OR old_values."told_sequence" IS DISTINCT FROM (new_values."told_sequence") OR old_values."user_id" IS DISTINCT FROM (new_values."user_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="cdcb9a1f455218b7f64ca62abab59aced8aac6a5",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b5b0d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="programs_attendance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_attendanceevent" ("answer", "answered_at", "arrived_at", "element", "id", "invited_at", "is_present", "link_version", "meeting_id", "name", "network_id", "office", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "represented_by", "sex", "told_sequence", "user_id") SELECT old_values."answer", old_values."answered_at", old_values."arrived_at", old_values."element", old_values."id", old_values."invited_at", old_values."is_present", old_values."link_version", old_values."meeting_id", old_values."name", old_values."network_id", old_values."office", old_values."organization_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."represented_by", old_values."sex", old_values."told_sequence", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a384900fc63a9f256bbd3685a3fbf08642dbfcd5",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f177d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_attendance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_meetingevent" ("begins", "bring_along", "cancelled_why", "chair_id", "closed_at", "closed_by_id", "created_at", "created_by_id", "ends", "held_on", "id", "invited_at", "kind", "moved_sequence", "network_id", "note_taker_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "quorum", "recorded_afterwards", "revision", "sequence", "started_at", "state", "title") SELECT new_values."begins", new_values."bring_along", new_values."cancelled_why", new_values."chair_id", new_values."closed_at", new_values."closed_by_id", new_values."created_at", new_values."created_by_id", new_values."ends", new_values."held_on", new_values."id", new_values."invited_at", new_values."kind", new_values."moved_sequence", new_values."network_id", new_values."note_taker_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."quorum", new_values."recorded_afterwards", new_values."revision", new_values."sequence", new_values."started_at", new_values."state", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="64caa13bc96b5c1272752bd09a5288811ad6b6c7",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4faea",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_meetingevent" ("begins", "bring_along", "cancelled_why", "chair_id", "closed_at", "closed_by_id", "created_at", "created_by_id", "ends", "held_on", "id", "invited_at", "kind", "moved_sequence", "network_id", "note_taker_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "quorum", "recorded_afterwards", "revision", "sequence", "started_at", "state", "title") SELECT new_values."begins", new_values."bring_along", new_values."cancelled_why", new_values."chair_id", new_values."closed_at", new_values."closed_by_id", new_values."created_at", new_values."created_by_id", new_values."ends", new_values."held_on", new_values."id", new_values."invited_at", new_values."kind", new_values."moved_sequence", new_values."network_id", new_values."note_taker_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."quorum", new_values."recorded_afterwards", new_values."revision", new_values."sequence", new_values."started_at", new_values."state", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d9e899cd63a4e4eb74fcec3a8b077f2e07a5a72d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_79242",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="programs_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_meetingevent" ("begins", "bring_along", "cancelled_why", "chair_id", "closed_at", "closed_by_id", "created_at", "created_by_id", "ends", "held_on", "id", "invited_at", "kind", "moved_sequence", "network_id", "note_taker_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "quorum", "recorded_afterwards", "revision", "sequence", "started_at", "state", "title") SELECT old_values."begins", old_values."bring_along", old_values."cancelled_why", old_values."chair_id", old_values."closed_at", old_values."closed_by_id", old_values."created_at", old_values."created_by_id", old_values."ends", old_values."held_on", old_values."id", old_values."invited_at", old_values."kind", old_values."moved_sequence", old_values."network_id", old_values."note_taker_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."quorum", old_values."recorded_afterwards", old_values."revision", old_values."sequence", old_values."started_at", old_values."state", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="baf5c7cc5a4f7f628ac9c28b2fad724bbb3f4e12",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bfbc7",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendarfeed",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_calendarfeedevent" ("id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."id", new_values."made_at", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="09b133d64dfa5d6f76a4452bf92e4941783e2f09",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5f7cb",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_calendarfeed",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendarfeed",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_calendarfeedevent" ("id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."id", new_values."made_at", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."made_at" IS DISTINCT FROM (new_values."made_at") OR old_values."user_id" IS DISTINCT FROM (new_values."user_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2bdc2607a3e6a086ac127ec0ea9b9b3900008275",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a0d40",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="programs_calendarfeed",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendarfeed",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_calendarfeedevent" ("id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT old_values."id", old_values."made_at", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="7afd773a277b6ed3cb49461473815c756d8ff4b3",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b5cbc",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_calendarfeed",
                    when="AFTER",
                ),
            ),
        ),
    ]
