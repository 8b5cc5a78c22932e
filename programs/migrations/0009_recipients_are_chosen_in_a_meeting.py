import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import wksbm.core.fields
import wksbm.core.models.scoped


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0013_networks_set_their_quorum"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("pmks_cases", "0018_families_answer_to_decisions"),
        ("programs", "0008_meetings_keep_the_elements_that_count"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="agendaitem",
            name="kind",
            field=models.CharField(
                choices=[
                    ("janji", "Janji yang belum selesai"),
                    ("kasus", "Kasus menunggu keputusan"),
                    ("tanpa_bantuan", "Kasus tanpa bantuan 90 hari"),
                    ("laporan", "Laporan yang lewat harinya"),
                    ("masa_jabatan", "Masa jabatan hampir habis"),
                    ("lembaga", "Lembaga yang belum ada kabar"),
                    ("program", "Program bersama"),
                    ("penerima", "Penetapan penerima"),
                    ("isu", "Isu strategis"),
                    ("lingkungan", "Masalah lingkungan"),
                    ("aspirasi", "Aspirasi warga"),
                    ("lain", "Hal lain"),
                ],
                default="lain",
                max_length=14,
            ),
        ),
        migrations.AlterField(
            model_name="agendaitemevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("janji", "Janji yang belum selesai"),
                    ("kasus", "Kasus menunggu keputusan"),
                    ("tanpa_bantuan", "Kasus tanpa bantuan 90 hari"),
                    ("laporan", "Laporan yang lewat harinya"),
                    ("masa_jabatan", "Masa jabatan hampir habis"),
                    ("lembaga", "Lembaga yang belum ada kabar"),
                    ("program", "Program bersama"),
                    ("penerima", "Penetapan penerima"),
                    ("isu", "Isu strategis"),
                    ("lingkungan", "Masalah lingkungan"),
                    ("aspirasi", "Aspirasi warga"),
                    ("lain", "Hal lain"),
                ],
                default="lain",
                max_length=14,
            ),
        ),
        migrations.CreateModel(
            name="Recipient",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=wksbm.core.models.scoped.scattered_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "help_kind",
                    models.CharField(
                        choices=[
                            ("uang", "Uang"),
                            ("barang", "Barang atau bahan pangan"),
                            ("modal", "Modal atau alat usaha"),
                            ("pelatihan", "Pelatihan atau penyuluhan"),
                            ("pendampingan", "Kunjungan dan pendampingan"),
                            ("layanan", "Layanan: periksa, antar, urus surat"),
                            ("gotong_royong", "Gotong royong dan perbaikan"),
                        ],
                        max_length=16,
                        verbose_name="Bentuk bantuannya",
                    ),
                ),
                (
                    "why",
                    wksbm.core.fields.SealedTextField(editable=True, max_length=200, verbose_name="Mengapa diusulkan"),
                ),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("diusulkan", "Diusulkan"),
                            ("ditetapkan", "Ditetapkan"),
                            ("tidak_dipilih", "Belum terpilih"),
                            ("dibatalkan", "Ditarik kembali"),
                        ],
                        default="diusulkan",
                        editable=False,
                        max_length=14,
                    ),
                ),
                ("proposed_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("settled_at", models.DateTimeField(editable=False, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pmks_cases.case"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.decision",
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
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recipients", to="programs.program"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["network", "program", "standing"], name="recipients_of_program"),
                    models.Index(fields=["network", "case"], name="recipient_by_case"),
                    models.Index(fields=["network", "decision"], name="recipients_of_decision"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("standing__in", ("diusulkan", "ditetapkan"))),
                        fields=("network", "program", "case"),
                        name="recipient_once_a_program",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision__isnull", False), ("standing__in", ("ditetapkan", "tidak_dipilih"))),
                            models.Q(
                                models.Q(("standing__in", ("ditetapkan", "tidak_dipilih")), _negated=True),
                                ("decision", None),
                            ),
                            _connector="OR",
                        ),
                        name="recipients_are_chosen_by_a_decision",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecipientEvent",
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
                (
                    "help_kind",
                    models.CharField(
                        choices=[
                            ("uang", "Uang"),
                            ("barang", "Barang atau bahan pangan"),
                            ("modal", "Modal atau alat usaha"),
                            ("pelatihan", "Pelatihan atau penyuluhan"),
                            ("pendampingan", "Kunjungan dan pendampingan"),
                            ("layanan", "Layanan: periksa, antar, urus surat"),
                            ("gotong_royong", "Gotong royong dan perbaikan"),
                        ],
                        max_length=16,
                        verbose_name="Bentuk bantuannya",
                    ),
                ),
                (
                    "why",
                    wksbm.core.fields.SealedTextField(editable=True, max_length=200, verbose_name="Mengapa diusulkan"),
                ),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("diusulkan", "Diusulkan"),
                            ("ditetapkan", "Ditetapkan"),
                            ("tidak_dipilih", "Belum terpilih"),
                            ("dibatalkan", "Ditarik kembali"),
                        ],
                        default="diusulkan",
                        editable=False,
                        max_length=14,
                    ),
                ),
                ("proposed_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("settled_at", models.DateTimeField(editable=False, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.case",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programs.decision",
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
                        to="programs.recipient",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programs.program",
                    ),
                ),
                (
                    "proposed_by",
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
                    "settled_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
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
        pgtrigger.migrations.AddTrigger(
            model_name="recipient",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_recipientevent" ("case_id", "decision_id", "help_kind", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "proposed_at", "proposed_by_id", "settled_at", "settled_by_id", "standing", "why") SELECT new_values."case_id", new_values."decision_id", new_values."help_kind", new_values."id", new_values."network_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."program_id", new_values."proposed_at", new_values."proposed_by_id", new_values."settled_at", new_values."settled_by_id", new_values."standing", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="97e27eaebc32bdab9441f0a3845dc9b38813d57b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ce109",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_recipient",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recipient",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_recipientevent" ("case_id", "decision_id", "help_kind", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "proposed_at", "proposed_by_id", "settled_at", "settled_by_id", "standing", "why") SELECT new_values."case_id", new_values."decision_id", new_values."help_kind", new_values."id", new_values."network_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."program_id", new_values."proposed_at", new_values."proposed_by_id", new_values."settled_at", new_values."settled_by_id", new_values."standing", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="bb4ba0d3ea67b70a5555b06cbd35bd3ffef8e004",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_34ff6",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="programs_recipient",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recipient",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_recipientevent" ("case_id", "decision_id", "help_kind", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "proposed_at", "proposed_by_id", "settled_at", "settled_by_id", "standing", "why") SELECT old_values."case_id", old_values."decision_id", old_values."help_kind", old_values."id", old_values."network_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."program_id", old_values."proposed_at", old_values."proposed_by_id", old_values."settled_at", old_values."settled_by_id", old_values."standing", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3cee9dc83055fa5d955960d334c1ec59212fa61f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4fc8f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_recipient",
                    when="AFTER",
                ),
            ),
        ),
    ]
