import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import wksbm.core.fields


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0012_organizations_stand_in_an_inner_circle"),
        ("members", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("programs", "0006_closed_minutes_stand_and_aspirations_have_pictures"),
    ]

    operations = [
        migrations.CreateModel(
            name="StrategicIssue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="Isunya")),
                (
                    "description",
                    wksbm.core.fields.SealedTextField(editable=True, max_length=2000, verbose_name="Apa yang terjadi"),
                ),
                (
                    "evidence",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=2000, verbose_name="Buktinya"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("rw", "RW"),
                            ("desa", "Desa atau kelurahan"),
                            ("kabupaten", "Kabupaten atau kota"),
                            ("nasional", "Nasional"),
                        ],
                        default="rw",
                        max_length=10,
                        verbose_name="Diselesaikan di tingkat",
                    ),
                ),
                (
                    "aim",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("kemiskinan", "Pengentasan kemiskinan"),
                            ("kerja", "Kerja dan penghasilan"),
                            ("integrasi", "Integrasi sosial"),
                        ],
                        max_length=10,
                        verbose_name="Menyangkut",
                    ),
                ),
                ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("usulan", "Diusulkan"),
                            ("ditetapkan", "Ditetapkan"),
                            ("ditunda", "Ditunda"),
                            ("ditolak", "Tidak diteruskan"),
                            ("selesai", "Selesai"),
                        ],
                        default="usulan",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("period", models.DateField(editable=False, null=True)),
                (
                    "result",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=2000, verbose_name="Apa hasilnya"
                    ),
                ),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
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
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.organization",
                        verbose_name="Diusulkan lembaga",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["network", "-proposed_at", "-id"], name="issue_newest")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("period__isnull", False)),
                        fields=("network", "period"),
                        name="one_issue_a_period",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Advocacy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "policy",
                    models.CharField(
                        help_text="Misalnya: Perdes tentang dana jimpitan, jam buka Puskesmas pembantu.",
                        max_length=200,
                        verbose_name="Kebijakan atau aturan yang dituju",
                    ),
                ),
                (
                    "stance",
                    models.CharField(
                        choices=[("menunjang", "Menunjang, perlu dijaga"), ("menghambat", "Menghambat, perlu diubah")],
                        max_length=10,
                        verbose_name="Kebijakan ini",
                    ),
                ),
                (
                    "change",
                    wksbm.core.fields.SealedTextField(
                        editable=True, max_length=1000, verbose_name="Perubahan yang diharapkan"
                    ),
                ),
                ("decided_by", models.CharField(max_length=120, verbose_name="Siapa yang memutuskan")),
                (
                    "arguments",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=2000, verbose_name="Alasan kita"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("rencana", "Direncanakan"),
                            ("berjalan", "Berjalan"),
                            ("ditanggapi", "Ditanggapi"),
                            ("berhasil", "Berhasil"),
                            ("sebagian", "Sebagian berhasil"),
                            ("gagal", "Belum berhasil"),
                        ],
                        default="rencana",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("planned_on", models.DateField(editable=False)),
                ("ended_on", models.DateField(editable=False, null=True)),
                (
                    "result",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=1000, verbose_name="Hasilnya"
                    ),
                ),
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
                    "network",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.network",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advocacies",
                        to="programs.strategicissue",
                    ),
                ),
            ],
            options={
                "ordering": ["planned_on", "pk"],
                "indexes": [models.Index(fields=["network", "planned_on", "id"], name="advocacy_by_day")],
            },
        ),
        migrations.CreateModel(
            name="AdvocacyContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="Tanggal")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("audiensi", "Audiensi"),
                            ("surat", "Surat"),
                            ("media", "Media"),
                            ("petisi", "Petisi"),
                            ("lain", "Lainnya"),
                        ],
                        max_length=10,
                        verbose_name="Bentuknya",
                    ),
                ),
                ("with_whom", models.CharField(max_length=120, verbose_name="Dengan siapa")),
                (
                    "said",
                    wksbm.core.fields.SealedTextField(
                        editable=True, max_length=1000, verbose_name="Apa yang dibicarakan dan hasilnya"
                    ),
                ),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "advocacy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contacts", to="programs.advocacy"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
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
            ],
            options={
                "ordering": ["-on", "-pk"],
                "indexes": [models.Index(fields=["network", "advocacy", "on"], name="contacts_of_advocacy")],
            },
        ),
        migrations.CreateModel(
            name="AdvocacyContactEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("on", models.DateField(verbose_name="Tanggal")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("audiensi", "Audiensi"),
                            ("surat", "Surat"),
                            ("media", "Media"),
                            ("petisi", "Petisi"),
                            ("lain", "Lainnya"),
                        ],
                        max_length=10,
                        verbose_name="Bentuknya",
                    ),
                ),
                ("with_whom", models.CharField(max_length=120, verbose_name="Dengan siapa")),
                (
                    "said",
                    wksbm.core.fields.SealedTextField(
                        editable=True, max_length=1000, verbose_name="Apa yang dibicarakan dan hasilnya"
                    ),
                ),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "advocacy",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programs.advocacy",
                    ),
                ),
                (
                    "by",
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
                        to="programs.advocacycontact",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AdvocacyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "policy",
                    models.CharField(
                        help_text="Misalnya: Perdes tentang dana jimpitan, jam buka Puskesmas pembantu.",
                        max_length=200,
                        verbose_name="Kebijakan atau aturan yang dituju",
                    ),
                ),
                (
                    "stance",
                    models.CharField(
                        choices=[("menunjang", "Menunjang, perlu dijaga"), ("menghambat", "Menghambat, perlu diubah")],
                        max_length=10,
                        verbose_name="Kebijakan ini",
                    ),
                ),
                (
                    "change",
                    wksbm.core.fields.SealedTextField(
                        editable=True, max_length=1000, verbose_name="Perubahan yang diharapkan"
                    ),
                ),
                ("decided_by", models.CharField(max_length=120, verbose_name="Siapa yang memutuskan")),
                (
                    "arguments",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=2000, verbose_name="Alasan kita"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("rencana", "Direncanakan"),
                            ("berjalan", "Berjalan"),
                            ("ditanggapi", "Ditanggapi"),
                            ("berhasil", "Berhasil"),
                            ("sebagian", "Sebagian berhasil"),
                            ("gagal", "Belum berhasil"),
                        ],
                        default="rencana",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("planned_on", models.DateField(editable=False)),
                ("ended_on", models.DateField(editable=False, null=True)),
                (
                    "result",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=1000, verbose_name="Hasilnya"
                    ),
                ),
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
                        to="programs.advocacy",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programs.strategicissue",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IssueScore",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "actual",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="Aktual",
                    ),
                ),
                (
                    "urgent",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="Mendesak bagi orang banyak",
                    ),
                ),
                (
                    "humane",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="Sesuai nilai kemanusiaan",
                    ),
                ),
                (
                    "feasible",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="Mungkin berhasil",
                    ),
                ),
                (
                    "fitting",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="Sesuai tugas anggota",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Catatan")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.organization",
                        verbose_name="Lembaga yang menilai",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scores", to="programs.strategicissue"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "issue", "organization"), name="one_score_an_organisation"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IssueScoreEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "actual",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="Aktual",
                    ),
                ),
                (
                    "urgent",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="Mendesak bagi orang banyak",
                    ),
                ),
                (
                    "humane",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="Sesuai nilai kemanusiaan",
                    ),
                ),
                (
                    "feasible",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="Mungkin berhasil",
                    ),
                ),
                (
                    "fitting",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="Sesuai tugas anggota",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Catatan")),
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
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.organization",
                        verbose_name="Lembaga yang menilai",
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
                        to="programs.issuescore",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programs.strategicissue",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StrategicIssueEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("title", models.CharField(max_length=120, verbose_name="Isunya")),
                (
                    "description",
                    wksbm.core.fields.SealedTextField(editable=True, max_length=2000, verbose_name="Apa yang terjadi"),
                ),
                (
                    "evidence",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=2000, verbose_name="Buktinya"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("rw", "RW"),
                            ("desa", "Desa atau kelurahan"),
                            ("kabupaten", "Kabupaten atau kota"),
                            ("nasional", "Nasional"),
                        ],
                        default="rw",
                        max_length=10,
                        verbose_name="Diselesaikan di tingkat",
                    ),
                ),
                (
                    "aim",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("kemiskinan", "Pengentasan kemiskinan"),
                            ("kerja", "Kerja dan penghasilan"),
                            ("integrasi", "Integrasi sosial"),
                        ],
                        max_length=10,
                        verbose_name="Menyangkut",
                    ),
                ),
                ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("usulan", "Diusulkan"),
                            ("ditetapkan", "Ditetapkan"),
                            ("ditunda", "Ditunda"),
                            ("ditolak", "Tidak diteruskan"),
                            ("selesai", "Selesai"),
                        ],
                        default="usulan",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("period", models.DateField(editable=False, null=True)),
                (
                    "result",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=2000, verbose_name="Apa hasilnya"
                    ),
                ),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
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
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.organization",
                        verbose_name="Diusulkan lembaga",
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
                        to="programs.strategicissue",
                    ),
                ),
                (
                    "proposed_by",
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
            model_name="program",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="program",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="program",
            name="delete_delete",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="program",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_programevent" ("aim", "benefit", "benefit_why", "created_at", "created_by_id", "effort", "ends_on", "ethics_meeting_id", "ethics_note", "fairness", "fairness_why", "function", "help_kinds", "id", "issue_id", "joined_to_id", "lead_id", "level", "needs", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "revision", "rights", "rights_why", "starts_on", "state", "target_count", "target_groups", "target_kind", "tier", "title", "upkeep", "upkeep_why", "work_model") SELECT new_values."aim", new_values."benefit", new_values."benefit_why", new_values."created_at", new_values."created_by_id", new_values."effort", new_values."ends_on", new_values."ethics_meeting_id", new_values."ethics_note", new_values."fairness", new_values."fairness_why", new_values."function", new_values."help_kinds", new_values."id", new_values."issue_id", new_values."joined_to_id", new_values."lead_id", new_values."level", new_values."needs", new_values."network_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."revision", new_values."rights", new_values."rights_why", new_values."starts_on", new_values."state", new_values."target_count", new_values."target_groups", new_values."target_kind", new_values."tier", new_values."title", new_values."upkeep", new_values."upkeep_why", new_values."work_model" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2b3d5f609e2c6e5f2745793f8d21bd6df7b5e7a9",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5a554",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_program",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="program",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_programevent" ("aim", "benefit", "benefit_why", "created_at", "created_by_id", "effort", "ends_on", "ethics_meeting_id", "ethics_note", "fairness", "fairness_why", "function", "help_kinds", "id", "issue_id", "joined_to_id", "lead_id", "level", "needs", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "revision", "rights", "rights_why", "starts_on", "state", "target_count", "target_groups", "target_kind", "tier", "title", "upkeep", "upkeep_why", "work_model") SELECT new_values."aim", new_values."benefit", new_values."benefit_why", new_values."created_at", new_values."created_by_id", new_values."effort", new_values."ends_on", new_values."ethics_meeting_id", new_values."ethics_note", new_values."fairness", new_values."fairness_why", new_values."function", new_values."help_kinds", new_values."id", new_values."issue_id", new_values."joined_to_id", new_values."lead_id", new_values."level", new_values."needs", new_values."network_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."revision", new_values."rights", new_values."rights_why", new_values."starts_on", new_values."state", new_values."target_count", new_values."target_groups", new_values."target_kind", new_values."tier", new_values."title", new_values."upkeep", new_values."upkeep_why", new_values."work_model" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0eaae699e8d3827e4e8e243fcc3583c7d1c17359",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7f86c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="programs_program",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="program",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_programevent" ("aim", "benefit", "benefit_why", "created_at", "created_by_id", "effort", "ends_on", "ethics_meeting_id", "ethics_note", "fairness", "fairness_why", "function", "help_kinds", "id", "issue_id", "joined_to_id", "lead_id", "level", "needs", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "revision", "rights", "rights_why", "starts_on", "state", "target_count", "target_groups", "target_kind", "tier", "title", "upkeep", "upkeep_why", "work_model") SELECT old_values."aim", old_values."benefit", old_values."benefit_why", old_values."created_at", old_values."created_by_id", old_values."effort", old_values."ends_on", old_values."ethics_meeting_id", old_values."ethics_note", old_values."fairness", old_values."fairness_why", old_values."function", old_values."help_kinds", old_values."id", old_values."issue_id", old_values."joined_to_id", old_values."lead_id", old_values."level", old_values."needs", old_values."network_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."revision", old_values."rights", old_values."rights_why", old_values."starts_on", old_values."state", old_values."target_count", old_values."target_groups", old_values."target_kind", old_values."tier", old_values."title", old_values."upkeep", old_values."upkeep_why", old_values."work_model" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6e5f763b29bbe4098fa1e88974d1c5e893ed3910",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7c1d4",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_program",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="program",
            name="issue",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="programs",
                to="programs.strategicissue",
            ),
        ),
        migrations.AddField(
            model_name="programevent",
            name="issue",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="programs.strategicissue",
            ),
        ),
        migrations.AddIndex(
            model_name="program",
            index=models.Index(fields=["network", "issue"], name="program_of_issue"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="advocacycontact",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_advocacycontactevent" ("advocacy_id", "by_id", "form", "id", "network_id", "noted_at", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said", "with_whom") SELECT new_values."advocacy_id", new_values."by_id", new_values."form", new_values."id", new_values."network_id", new_values."noted_at", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."said", new_values."with_whom" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="52747d2f3f58f8c88c68c6e5dd434cb388d0c7cb",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e0590",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_advocacycontact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="advocacycontact",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_advocacycontactevent" ("advocacy_id", "by_id", "form", "id", "network_id", "noted_at", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said", "with_whom") SELECT new_values."advocacy_id", new_values."by_id", new_values."form", new_values."id", new_values."network_id", new_values."noted_at", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."said", new_values."with_whom" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="374526579d18e6e633cd31514f6ebd8af75dac9f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7c9c0",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="programs_advocacycontact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="advocacycontact",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_advocacycontactevent" ("advocacy_id", "by_id", "form", "id", "network_id", "noted_at", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said", "with_whom") SELECT old_values."advocacy_id", old_values."by_id", old_values."form", old_values."id", old_values."network_id", old_values."noted_at", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."said", old_values."with_whom" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4ea8723a5b0dcfbad76c3a916ee1605607f40d53",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_dfa65",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_advocacycontact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="strategicissue",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_strategicissueevent" ("aim", "decision_id", "description", "ended_at", "evidence", "id", "level", "network_id", "organization_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "result", "revision", "state", "title") SELECT new_values."aim", new_values."decision_id", new_values."description", new_values."ended_at", new_values."evidence", new_values."id", new_values."level", new_values."network_id", new_values."organization_id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proposed_at", new_values."proposed_by_id", new_values."result", new_values."revision", new_values."state", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="85f53c4cb8394d63c047d5f1c145f836586bbce4",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ada58",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_strategicissue",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="strategicissue",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_strategicissueevent" ("aim", "decision_id", "description", "ended_at", "evidence", "id", "level", "network_id", "organization_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "result", "revision", "state", "title") SELECT new_values."aim", new_values."decision_id", new_values."description", new_values."ended_at", new_values."evidence", new_values."id", new_values."level", new_values."network_id", new_values."organization_id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proposed_at", new_values."proposed_by_id", new_values."result", new_values."revision", new_values."state", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1767c4743654ff6ec1cb92187566287cbd1b7c44",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7e097",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="programs_strategicissue",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="strategicissue",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_strategicissueevent" ("aim", "decision_id", "description", "ended_at", "evidence", "id", "level", "network_id", "organization_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "result", "revision", "state", "title") SELECT old_values."aim", old_values."decision_id", old_values."description", old_values."ended_at", old_values."evidence", old_values."id", old_values."level", old_values."network_id", old_values."organization_id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."proposed_at", old_values."proposed_by_id", old_values."result", old_values."revision", old_values."state", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="76d225a70ac81c32c519440cb5ebd05b30902023",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bd385",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_strategicissue",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="issuescore",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_issuescoreevent" ("actual", "at", "by_id", "feasible", "fitting", "humane", "id", "issue_id", "network_id", "note", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "urgent") SELECT new_values."actual", new_values."at", new_values."by_id", new_values."feasible", new_values."fitting", new_values."humane", new_values."id", new_values."issue_id", new_values."network_id", new_values."note", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."urgent" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="041f532fd4399e871be240863bbdefaa15e69f04",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7590c",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_issuescore",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="issuescore",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_issuescoreevent" ("actual", "at", "by_id", "feasible", "fitting", "humane", "id", "issue_id", "network_id", "note", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "urgent") SELECT new_values."actual", new_values."at", new_values."by_id", new_values."feasible", new_values."fitting", new_values."humane", new_values."id", new_values."issue_id", new_values."network_id", new_values."note", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."urgent" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="fd4f809194ad63b1a12247cd14e93a3e19441c29",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4d3cf",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="programs_issuescore",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="issuescore",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_issuescoreevent" ("actual", "at", "by_id", "feasible", "fitting", "humane", "id", "issue_id", "network_id", "note", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "urgent") SELECT old_values."actual", old_values."at", old_values."by_id", old_values."feasible", old_values."fitting", old_values."humane", old_values."id", old_values."issue_id", old_values."network_id", old_values."note", old_values."organization_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."urgent" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="49aa25ad025c7a8ca9c27c0247ba51ce8a8af6bf",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c973a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_issuescore",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="advocacy",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_advocacyevent" ("arguments", "change", "created_by_id", "decided_by", "ended_on", "id", "issue_id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "policy", "result", "stance", "state") SELECT new_values."arguments", new_values."change", new_values."created_by_id", new_values."decided_by", new_values."ended_on", new_values."id", new_values."issue_id", new_values."network_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."planned_on", new_values."policy", new_values."result", new_values."stance", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="fe9149d0181c5f3a8377144cab6698b3e76093d8",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_98481",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_advocacy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="advocacy",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_advocacyevent" ("arguments", "change", "created_by_id", "decided_by", "ended_on", "id", "issue_id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "policy", "result", "stance", "state") SELECT new_values."arguments", new_values."change", new_values."created_by_id", new_values."decided_by", new_values."ended_on", new_values."id", new_values."issue_id", new_values."network_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."planned_on", new_values."policy", new_values."result", new_values."stance", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f69f9bcae516479cbeff1105066386c337188f07",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_59d22",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="programs_advocacy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="advocacy",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_advocacyevent" ("arguments", "change", "created_by_id", "decided_by", "ended_on", "id", "issue_id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "policy", "result", "stance", "state") SELECT old_values."arguments", old_values."change", old_values."created_by_id", old_values."decided_by", old_values."ended_on", old_values."id", old_values."issue_id", old_values."network_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."planned_on", old_values."policy", old_values."result", old_values."stance", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5c24d909da09abb7de965c220ee000b7039a53a2",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5e2e4",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_advocacy",
                    when="AFTER",
                ),
            ),
        ),
    ]
