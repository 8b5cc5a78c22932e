import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import wksbm.core.fields


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0013_networks_set_their_quorum"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("programs", "0012_activities_are_called_off_for_a_reason"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="IncomingLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(editable=False)),
                ("serial", models.PositiveIntegerField(editable=False, verbose_name="Nomor agenda")),
                ("received_on", models.DateField(verbose_name="Diterima tanggal")),
                ("written_on", models.DateField(blank=True, null=True, verbose_name="Tanggal suratnya")),
                ("letter_number", models.CharField(blank=True, max_length=80, verbose_name="Nomor suratnya")),
                ("sender", wksbm.core.fields.SealedTextField(editable=True, max_length=120, verbose_name="Dari")),
                ("subject", wksbm.core.fields.SealedTextField(editable=True, max_length=150, verbose_name="Perihal")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("disposed_at", models.DateTimeField(null=True)),
                ("only_to_know", models.BooleanField(default=False, verbose_name="Untuk diketahui saja")),
                (
                    "disposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IncomingLetterEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("year", models.PositiveSmallIntegerField(editable=False)),
                ("serial", models.PositiveIntegerField(editable=False, verbose_name="Nomor agenda")),
                ("received_on", models.DateField(verbose_name="Diterima tanggal")),
                ("written_on", models.DateField(blank=True, null=True, verbose_name="Tanggal suratnya")),
                ("letter_number", models.CharField(blank=True, max_length=80, verbose_name="Nomor suratnya")),
                ("sender", wksbm.core.fields.SealedTextField(editable=True, max_length=120, verbose_name="Dari")),
                ("subject", wksbm.core.fields.SealedTextField(editable=True, max_length=150, verbose_name="Perihal")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("disposed_at", models.DateTimeField(null=True)),
                ("only_to_know", models.BooleanField(default=False, verbose_name="Untuk diketahui saja")),
                (
                    "disposed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        to="programs.incomingletter",
                    ),
                ),
                (
                    "recorded_by",
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
        migrations.CreateModel(
            name="LetterScan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_pdf", models.BooleanField(default=False)),
                (
                    "file",
                    models.CharField(
                        help_text="Of a photo there is a small one beside it, with -s at the end.", max_length=100
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scans", to="programs.incomingletter"
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
            },
        ),
        migrations.CreateModel(
            name="LetterScanEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("is_pdf", models.BooleanField(default=False)),
                (
                    "file",
                    models.CharField(
                        help_text="Of a photo there is a small one beside it, with -s at the end.", max_length=100
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "letter",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programs.incomingletter",
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
                        to="programs.letterscan",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="incomingletter",
            index=models.Index(fields=["network", "-received_on", "-id"], name="incoming_letter_newest"),
        ),
        migrations.AddIndex(
            model_name="incomingletter",
            index=models.Index(
                condition=models.Q(("disposed_at", None)), fields=["network"], name="incoming_letter_waiting"
            ),
        ),
        migrations.AddConstraint(
            model_name="incomingletter",
            constraint=models.UniqueConstraint(
                fields=("network", "year", "serial"), name="one_incoming_letter_a_number"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incomingletter",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_incomingletterevent" ("disposed_at", "disposed_by_id", "id", "letter_number", "network_id", "only_to_know", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "recorded_at", "recorded_by_id", "sender", "serial", "subject", "written_on", "year") SELECT new_values."disposed_at", new_values."disposed_by_id", new_values."id", new_values."letter_number", new_values."network_id", new_values."only_to_know", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received_on", new_values."recorded_at", new_values."recorded_by_id", new_values."sender", new_values."serial", new_values."subject", new_values."written_on", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b48a147f0b19617437dc8adc8781124e066dafa1",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_42862",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_incomingletter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incomingletter",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_incomingletterevent" ("disposed_at", "disposed_by_id", "id", "letter_number", "network_id", "only_to_know", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "recorded_at", "recorded_by_id", "sender", "serial", "subject", "written_on", "year") SELECT new_values."disposed_at", new_values."disposed_by_id", new_values."id", new_values."letter_number", new_values."network_id", new_values."only_to_know", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."received_on", new_values."recorded_at", new_values."recorded_by_id", new_values."sender", new_values."serial", new_values."subject", new_values."written_on", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c6eb3c65ec1866144d0b1ec75a5ed7519fba1513",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e39af",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="programs_incomingletter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incomingletter",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_incomingletterevent" ("disposed_at", "disposed_by_id", "id", "letter_number", "network_id", "only_to_know", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "recorded_at", "recorded_by_id", "sender", "serial", "subject", "written_on", "year") SELECT old_values."disposed_at", old_values."disposed_by_id", old_values."id", old_values."letter_number", old_values."network_id", old_values."only_to_know", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."received_on", old_values."recorded_at", old_values."recorded_by_id", old_values."sender", old_values."serial", old_values."subject", old_values."written_on", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="75c03c94d7b1e8778933a83627a044ae827efdbc",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5350c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_incomingletter",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="letterscan",
            index=models.Index(fields=["network", "letter"], name="scan_of_letter"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="letterscan",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_letterscanevent" ("at", "by_id", "file", "id", "is_pdf", "letter_id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."at", new_values."by_id", new_values."file", new_values."id", new_values."is_pdf", new_values."letter_id", new_values."network_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="086c981880c0f54097d0446aee0b3e50a77de944",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b46b3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_letterscan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="letterscan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_letterscanevent" ("at", "by_id", "file", "id", "is_pdf", "letter_id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."at", new_values."by_id", new_values."file", new_values."id", new_values."is_pdf", new_values."letter_id", new_values."network_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b3e61fcc2cbfb2445a30bb8c30dc13b0d6107b65",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9a932",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="programs_letterscan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="letterscan",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_letterscanevent" ("at", "by_id", "file", "id", "is_pdf", "letter_id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."at", old_values."by_id", old_values."file", old_values."id", old_values."is_pdf", old_values."letter_id", old_values."network_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6be7a079e35322c80bc33337752c270223a19db6",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_72b6b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_letterscan",
                    when="AFTER",
                ),
            ),
        ),
    ]
