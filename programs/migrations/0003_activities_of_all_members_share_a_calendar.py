import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0011_tables_that_left_a_network"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("programs", "0002_decisions_say_what_becomes_of_a_program"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=100, verbose_name="Kegiatan")),
                ("held_on", models.DateField(verbose_name="Tanggal")),
                ("begins", models.TimeField(verbose_name="Pukul")),
                ("ends", models.TimeField(blank=True, null=True, verbose_name="Sampai")),
                ("place", models.CharField(max_length=120, verbose_name="Tempat")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Catatan")),
                ("cancelled_at", models.DateTimeField(editable=False, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "in_charge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Penanggung jawab",
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
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.organization",
                        verbose_name="Lembaga",
                    ),
                ),
            ],
            options={
                "ordering": ["held_on", "begins", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ActivityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("title", models.CharField(max_length=100, verbose_name="Kegiatan")),
                ("held_on", models.DateField(verbose_name="Tanggal")),
                ("begins", models.TimeField(verbose_name="Pukul")),
                ("ends", models.TimeField(blank=True, null=True, verbose_name="Sampai")),
                ("place", models.CharField(max_length=120, verbose_name="Tempat")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Catatan")),
                ("cancelled_at", models.DateTimeField(editable=False, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "in_charge",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Penanggung jawab",
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
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.organization",
                        verbose_name="Lembaga",
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
                        to="programs.activity",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["network", "held_on"], name="activity_of_day"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_activityevent" ("begins", "cancelled_at", "created_at", "created_by_id", "ends", "held_on", "id", "in_charge_id", "network_id", "note", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "title") SELECT new_values."begins", new_values."cancelled_at", new_values."created_at", new_values."created_by_id", new_values."ends", new_values."held_on", new_values."id", new_values."in_charge_id", new_values."network_id", new_values."note", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="10a74b9d23768c49ada8d62f54928f24598ce3d3",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_395c0",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_activityevent" ("begins", "cancelled_at", "created_at", "created_by_id", "ends", "held_on", "id", "in_charge_id", "network_id", "note", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "title") SELECT new_values."begins", new_values."cancelled_at", new_values."created_at", new_values."created_by_id", new_values."ends", new_values."held_on", new_values."id", new_values."in_charge_id", new_values."network_id", new_values."note", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6b4c2007d6a2ef23451239ea6ab2187401503f68",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6796d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="programs_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_activityevent" ("begins", "cancelled_at", "created_at", "created_by_id", "ends", "held_on", "id", "in_charge_id", "network_id", "note", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "title") SELECT old_values."begins", old_values."cancelled_at", old_values."created_at", old_values."created_by_id", old_values."ends", old_values."held_on", old_values."id", old_values."in_charge_id", old_values."network_id", old_values."note", old_values."organization_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b0b03a1fce75882b6b115f64cae2b99dd1cc03d7",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_05bde",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_activity",
                    when="AFTER",
                ),
            ),
        ),
    ]
