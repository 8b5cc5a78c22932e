import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import members.phones
import wksbm.core.fields
import wksbm.core.models.scoped


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("members", "0005_networks_choose_their_official_term"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=wksbm.core.models.scoped.scattered_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("what", wksbm.core.fields.SealedTextField(editable=True, max_length=200, verbose_name="Apa")),
                (
                    "instruction",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=1000, verbose_name="Petunjuk untuk lembaga"
                    ),
                ),
                ("due_on", models.DateField(verbose_name="Paling lambat")),
                ("origin_id", models.BigIntegerField(null=True)),
                ("restricted", models.BooleanField(default=False, help_text="Seen only by who sees its origin.")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Belum selesai"), ("done", "Selesai"), ("withdrawn", "Dibatalkan")],
                        default="open",
                        max_length=10,
                    ),
                ),
                (
                    "outcome",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=500, verbose_name="Hasilnya"
                    ),
                ),
                ("done_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "doer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Siapa",
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
                (
                    "origin_type",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")), fields=["network", "due_on"], name="follow_up_open"
                    ),
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["network", "doer", "due_on"],
                        name="follow_up_of_doer",
                    ),
                    models.Index(fields=["network", "origin_type", "origin_id"], name="follow_up_of_origin"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUpEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("moved", "diundur"),
                            ("handed_over", "diserahkan"),
                            ("done", "selesai"),
                            ("withdrawn", "dibatalkan"),
                            ("reopened", "dibuka lagi"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", wksbm.core.fields.SealedTextField(blank=True, editable=True, max_length=500)),
                ("due_on", models.DateField(help_text="The day before it was moved.", null=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "doer",
                    models.ForeignKey(
                        help_text="Who had it before.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "follow_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="members.followup"
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
            name="FollowUpEntryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("moved", "diundur"),
                            ("handed_over", "diserahkan"),
                            ("done", "selesai"),
                            ("withdrawn", "dibatalkan"),
                            ("reopened", "dibuka lagi"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", wksbm.core.fields.SealedTextField(blank=True, editable=True, max_length=500)),
                ("due_on", models.DateField(help_text="The day before it was moved.", null=True)),
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
                    "doer",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Who had it before.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "follow_up",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.followup",
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
                        to="members.followupentry",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FollowUpEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "id",
                    models.BigIntegerField(
                        default=wksbm.core.models.scoped.scattered_id, editable=False, serialize=False
                    ),
                ),
                ("what", wksbm.core.fields.SealedTextField(editable=True, max_length=200, verbose_name="Apa")),
                (
                    "instruction",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=1000, verbose_name="Petunjuk untuk lembaga"
                    ),
                ),
                ("due_on", models.DateField(verbose_name="Paling lambat")),
                ("origin_id", models.BigIntegerField(null=True)),
                ("restricted", models.BooleanField(default=False, help_text="Seen only by who sees its origin.")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Belum selesai"), ("done", "Selesai"), ("withdrawn", "Dibatalkan")],
                        default="open",
                        max_length=10,
                    ),
                ),
                (
                    "outcome",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=500, verbose_name="Hasilnya"
                    ),
                ),
                ("done_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "doer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Siapa",
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
                    "origin_type",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="contenttypes.contenttype",
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
                        to="members.followup",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="network",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="network",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="network",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="network",
            name="protection_unit_phone",
            field=members.phones.PhoneField(
                blank=True,
                help_text="Tampil di laporan tentang kekerasan, di samping 110, 119, dan SAPA 129.",
                max_length=17,
                verbose_name="Nomor UPTD PPA kabupaten/kota",
            ),
        ),
        migrations.AddField(
            model_name="networkevent",
            name="protection_unit_phone",
            field=members.phones.PhoneField(
                blank=True,
                help_text="Tampil di laporan tentang kekerasan, di samping 110, 119, dan SAPA 129.",
                max_length=17,
                verbose_name="Nomor UPTD PPA kabupaten/kota",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="network",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "members_networkevent" ("activities", "address", "case_term", "created_at", "decree_number", "decree_on", "email", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "protection_unit_phone", "resident_permit_number", "resident_permit_on", "rw", "slug", "stage", "time_zone", "village_id") SELECT new_values."activities", new_values."address", new_values."case_term", new_values."created_at", new_values."decree_number", new_values."decree_on", new_values."email", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."protection_unit_phone", new_values."resident_permit_number", new_values."resident_permit_on", new_values."rw", new_values."slug", new_values."stage", new_values."time_zone", new_values."village_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c35b8d3f333e997f15f15383e5a0e6a8c584486d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f306f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="members_network",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="network",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "members_networkevent" ("activities", "address", "case_term", "created_at", "decree_number", "decree_on", "email", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "protection_unit_phone", "resident_permit_number", "resident_permit_on", "rw", "slug", "stage", "time_zone", "village_id") SELECT new_values."activities", new_values."address", new_values."case_term", new_values."created_at", new_values."decree_number", new_values."decree_on", new_values."email", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."protection_unit_phone", new_values."resident_permit_number", new_values."resident_permit_on", new_values."rw", new_values."slug", new_values."stage", new_values."time_zone", new_values."village_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ba46e6f3ec5e3fa6bbb171ba2c27540af256f791",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_88909",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="members_network",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="network",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "members_networkevent" ("activities", "address", "case_term", "created_at", "decree_number", "decree_on", "email", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "protection_unit_phone", "resident_permit_number", "resident_permit_on", "rw", "slug", "stage", "time_zone", "village_id") SELECT old_values."activities", old_values."address", old_values."case_term", old_values."created_at", old_values."decree_number", old_values."decree_on", old_values."email", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."protection_unit_phone", old_values."resident_permit_number", old_values."resident_permit_on", old_values."rw", old_values."slug", old_values."stage", old_values."time_zone", old_values."village_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="be38f7fef23fccc6fe681ad7c4c9f6f73d477b67",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ff5aa",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="members_network",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followup",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "members_followupevent" ("created_at", "created_by_id", "doer_id", "done_at", "due_on", "id", "instruction", "network_id", "organization_id", "origin_id", "origin_type_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "restricted", "revision", "state", "what") SELECT new_values."created_at", new_values."created_by_id", new_values."doer_id", new_values."done_at", new_values."due_on", new_values."id", new_values."instruction", new_values."network_id", new_values."organization_id", new_values."origin_id", new_values."origin_type_id", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."restricted", new_values."revision", new_values."state", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="bf90108836bc1bfae280b1a23b64cecbf1755a7a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fe303",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="members_followup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followup",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "members_followupevent" ("created_at", "created_by_id", "doer_id", "done_at", "due_on", "id", "instruction", "network_id", "organization_id", "origin_id", "origin_type_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "restricted", "revision", "state", "what") SELECT new_values."created_at", new_values."created_by_id", new_values."doer_id", new_values."done_at", new_values."due_on", new_values."id", new_values."instruction", new_values."network_id", new_values."organization_id", new_values."origin_id", new_values."origin_type_id", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."restricted", new_values."revision", new_values."state", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f47b2a5ff43b1230e05aea4db96687f65ec1c52a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c5d37",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="members_followup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followup",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "members_followupevent" ("created_at", "created_by_id", "doer_id", "done_at", "due_on", "id", "instruction", "network_id", "organization_id", "origin_id", "origin_type_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "restricted", "revision", "state", "what") SELECT old_values."created_at", old_values."created_by_id", old_values."doer_id", old_values."done_at", old_values."due_on", old_values."id", old_values."instruction", old_values."network_id", old_values."organization_id", old_values."origin_id", old_values."origin_type_id", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."restricted", old_values."revision", old_values."state", old_values."what" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a9893173f5610ba58f7f700656ceaf4d03a449fb",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2f48f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="members_followup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followupentry",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "members_followupentryevent" ("at", "by_id", "doer_id", "due_on", "follow_up_id", "id", "kind", "network_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."at", new_values."by_id", new_values."doer_id", new_values."due_on", new_values."follow_up_id", new_values."id", new_values."kind", new_values."network_id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3d9d53a5c9e95390d67112c9777eb70d25599405",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7faf7",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="members_followupentry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followupentry",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "members_followupentryevent" ("at", "by_id", "doer_id", "due_on", "follow_up_id", "id", "kind", "network_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."at", new_values."by_id", new_values."doer_id", new_values."due_on", new_values."follow_up_id", new_values."id", new_values."kind", new_values."network_id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="814fc687f122f010f40eed321084cc004729dda4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b675e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="members_followupentry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followupentry",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "members_followupentryevent" ("at", "by_id", "doer_id", "due_on", "follow_up_id", "id", "kind", "network_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."at", old_values."by_id", old_values."doer_id", old_values."due_on", old_values."follow_up_id", old_values."id", old_values."kind", old_values."network_id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="80704d330e5380b5e31fda1805aeb201cced148d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9bc29",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="members_followupentry",
                    when="AFTER",
                ),
            ),
        ),
    ]
