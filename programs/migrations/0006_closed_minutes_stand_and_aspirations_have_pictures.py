import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("programs", "0005_joint_programs_from_draft_to_evaluation"),
    ]

    operations = [
        migrations.CreateModel(
            name="Picture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.CharField(help_text="Sealed JPEG, at most 1600 pixels a side.", max_length=100)),
                ("width", models.PositiveSmallIntegerField()),
                ("height", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "aspiration",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pictures",
                        to="programs.aspiration",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pictures",
                        to="programs.meeting",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.network",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "indexes": [models.Index(fields=["network", "meeting"], name="picture_of_meeting")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("aspiration", None), ("meeting__isnull", False)),
                            models.Q(("aspiration__isnull", False), ("meeting", None)),
                            _connector="OR",
                        ),
                        name="picture_of_one_thing",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PictureEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("file", models.CharField(help_text="Sealed JPEG, at most 1600 pixels a side.", max_length=100)),
                ("width", models.PositiveSmallIntegerField()),
                ("height", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "aspiration",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programs.aspiration",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programs.meeting",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.network",
                    ),
                ),
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
                        to="programs.picture",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="decision",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="decision",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="decision",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="decision",
            name="stood_aside",
            field=models.PositiveSmallIntegerField(
                default=0, editable=False, help_text="How many officers were there who are kin of whom it is about."
            ),
        ),
        migrations.AddField(
            model_name="decisionevent",
            name="stood_aside",
            field=models.PositiveSmallIntegerField(
                default=0, editable=False, help_text="How many officers were there who are kin of whom it is about."
            ),
        ),
        migrations.AddIndex(
            model_name="aspiration",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", False)),
                fields=["network", "-answered_at", "-id"],
                name="aspiration_answered",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_minutes_stand",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\nIF EXISTS (SELECT FROM programs_meeting held WHERE held.id = COALESCE(NEW.meeting_id, OLD.meeting_id) AND held.state = 'ditutup') THEN\n    RAISE EXCEPTION 'closed minutes do not change' USING ERRCODE = 'restrict_violation';\nEND IF;\nIF TG_OP = 'DELETE' THEN\n    RETURN OLD;\nEND IF;\nRETURN NEW;\n",
                    hash="38f13f8c746b3f9ec108b8a88f62b837f6c532af",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_closed_minutes_stand_3e5e4",
                    table="programs_agendaitem",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_minutes_stand",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\nIF EXISTS (SELECT FROM programs_meeting held WHERE held.id = (SELECT line.meeting_id FROM programs_agendaitem line WHERE line.id = COALESCE(NEW.item_id, OLD.item_id)) AND held.state = 'ditutup') THEN\n    RAISE EXCEPTION 'closed minutes do not change' USING ERRCODE = 'restrict_violation';\nEND IF;\nIF TG_OP = 'DELETE' THEN\n    RETURN OLD;\nEND IF;\nRETURN NEW;\n",
                    hash="a531c11d0f9e920da02c319a91ab80feb0934f75",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_closed_minutes_stand_8744d",
                    table="programs_decision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_decisionevent" ("at", "by_id", "case_decision", "id", "item_id", "network_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stood_aside", "text", "votes_against", "votes_for", "votes_none", "way") SELECT new_values."at", new_values."by_id", new_values."case_decision", new_values."id", new_values."item_id", new_values."network_id", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."stood_aside", new_values."text", new_values."votes_against", new_values."votes_for", new_values."votes_none", new_values."way" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="118902e96c945705f179560f436b2c0af499d070",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_025f7",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_decision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_decisionevent" ("at", "by_id", "case_decision", "id", "item_id", "network_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stood_aside", "text", "votes_against", "votes_for", "votes_none", "way") SELECT new_values."at", new_values."by_id", new_values."case_decision", new_values."id", new_values."item_id", new_values."network_id", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."stood_aside", new_values."text", new_values."votes_against", new_values."votes_for", new_values."votes_none", new_values."way" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="04998cbe7182f2a99ba58a51055e814e6d10fa50",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_49860",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="programs_decision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_decisionevent" ("at", "by_id", "case_decision", "id", "item_id", "network_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stood_aside", "text", "votes_against", "votes_for", "votes_none", "way") SELECT old_values."at", old_values."by_id", old_values."case_decision", old_values."id", old_values."item_id", old_values."network_id", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."stood_aside", old_values."text", old_values."votes_against", old_values."votes_for", old_values."votes_none", old_values."way" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="af04f6bf5ea4288753e1d103537d088f36f850ec",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5b5b5",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_decision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_minutes_stand",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.state = 'ditutup' AND (OLD.state, OLD.held_on, OLD.place, OLD.chair_id, OLD.note_taker_id) IS DISTINCT FROM (NEW.state, NEW.held_on, NEW.place, NEW.chair_id, NEW.note_taker_id))",
                    func="RAISE EXCEPTION 'closed minutes do not change' USING ERRCODE = 'restrict_violation';",
                    hash="5f36f0292adc07d2b6a23e7c6ed52c19bda7b269",
                    operation="UPDATE",
                    pgid="pgtrigger_closed_minutes_stand_cb576",
                    table="programs_meeting",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="picture",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_pictureevent" ("aspiration_id", "at", "by_id", "file", "height", "id", "meeting_id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "width") SELECT new_values."aspiration_id", new_values."at", new_values."by_id", new_values."file", new_values."height", new_values."id", new_values."meeting_id", new_values."network_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."width" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="09ed03bfe119716319f89bb002df634569f8d35f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4a08d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_picture",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="picture",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_pictureevent" ("aspiration_id", "at", "by_id", "file", "height", "id", "meeting_id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "width") SELECT new_values."aspiration_id", new_values."at", new_values."by_id", new_values."file", new_values."height", new_values."id", new_values."meeting_id", new_values."network_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."width" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e35d5f9ad3ef5b9b75e32db13ba55b0d1e7908f8",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_760e1",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="programs_picture",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="picture",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_pictureevent" ("aspiration_id", "at", "by_id", "file", "height", "id", "meeting_id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "width") SELECT old_values."aspiration_id", old_values."at", old_values."by_id", old_values."file", old_values."height", old_values."id", old_values."meeting_id", old_values."network_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."width" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b47abb426358d22fbb10d0f33ab475964277cff4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c1bab",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_picture",
                    when="AFTER",
                ),
            ),
        ),
    ]
