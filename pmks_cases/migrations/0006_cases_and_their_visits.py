import uuid

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
        ("members", "0006_promises_with_a_person_and_a_date"),
        ("members", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("pmks_cases", "0005_load_the_26_categories"),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=wksbm.core.models.scoped.scattered_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(editable=False, max_length=9, verbose_name="Nomor")),
                (
                    "subject_kind",
                    models.CharField(
                        choices=[
                            ("perseorangan", "Perseorangan"),
                            ("keluarga", "Keluarga"),
                            ("kelompok", "Kelompok"),
                            ("masyarakat", "Masyarakat"),
                        ],
                        default="perseorangan",
                        max_length=12,
                        verbose_name="Tentang siapa",
                    ),
                ),
                (
                    "subject_name",
                    wksbm.core.fields.SealedTextField(blank=True, editable=True, max_length=100, verbose_name="Nama"),
                ),
                (
                    "need",
                    wksbm.core.fields.SealedTextField(
                        editable=True, max_length=300, verbose_name="Apa yang dibutuhkan"
                    ),
                ),
                (
                    "need_kind",
                    models.CharField(
                        choices=[
                            ("pangan", "Pangan"),
                            ("sandang", "Sandang"),
                            ("papan", "Tempat tinggal"),
                            ("pendidikan", "Sekolah dan keterampilan"),
                            ("kesehatan", "Kesehatan dan alat bantu"),
                            ("penghasilan", "Penghasilan"),
                            ("kerja", "Pekerjaan"),
                            ("perawatan", "Perawatan dan teman"),
                            ("perlindungan", "Perlindungan"),
                            ("surat", "Surat dan jaminan"),
                        ],
                        max_length=14,
                        verbose_name="Bidang",
                    ),
                ),
                (
                    "urgency",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Rendah"), (2, "Sedang"), (3, "Tinggi"), (4, "Darurat")],
                        default=2,
                        verbose_name="Seberapa mendesak",
                    ),
                ),
                (
                    "secrecy",
                    models.CharField(
                        choices=[("biasa", "Biasa"), ("terbatas", "Terbatas"), ("rahasia", "Rahasia")],
                        default="biasa",
                        max_length=8,
                        verbose_name="Tingkat kerahasiaan",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("laporan", "Baru dilaporkan"),
                            ("verifikasi", "Sedang diperiksa"),
                            ("asesmen", "Menggali kebutuhan"),
                            ("musyawarah", "Menunggu dirembuk"),
                            ("rencana", "Menyusun rencana"),
                            ("intervensi", "Sedang dibantu"),
                            ("monitoring", "Dipantau"),
                            ("terminasi", "Ditutup"),
                            ("bimbingan_lanjut", "Masih ditengok"),
                            ("selesai", "Selesai"),
                            ("ditolak", "Tidak diteruskan"),
                            ("digabung", "Digabung"),
                        ],
                        default="laporan",
                        editable=False,
                        max_length=20,
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("tangani_sendiri", "Ditangani sendiri"),
                            ("program_bersama", "Program bersama"),
                            ("rujuk", "Dirujuk"),
                            ("pantau", "Dipantau saja"),
                        ],
                        max_length=16,
                        verbose_name="Keputusan",
                    ),
                ),
                (
                    "outside_companion",
                    models.CharField(
                        blank=True,
                        choices=[("psm_desa", "PSM desa"), ("tksk", "TKSK kecamatan"), ("uptd_ppa", "UPTD PPA")],
                        max_length=10,
                        verbose_name="Pendamping dari luar",
                    ),
                ),
                ("visit_in_pairs", models.BooleanField(default=False, verbose_name="Kunjungi berdua")),
                (
                    "landmark",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=150, verbose_name="Patokan rumah"
                    ),
                ),
                (
                    "contact_name",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=100, verbose_name="Siapa yang bisa dihubungi"
                    ),
                ),
                (
                    "contact_phone",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=25, verbose_name="Nomor HP-nya"
                    ),
                ),
                (
                    "wish",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=500, verbose_name="Keinginannya sendiri"
                    ),
                ),
                (
                    "own_part",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=500, verbose_name="Yang ia sanggupi sendiri"
                    ),
                ),
                ("wish_on", models.DateField(blank=True, null=True)),
                (
                    "legal_basis",
                    models.CharField(
                        choices=[
                            ("setuju", "Persetujuan"),
                            ("vital", "Kepentingan vital (keselamatan)"),
                            ("hukum", "Kewajiban hukum"),
                        ],
                        default="setuju",
                        help_text="UU 27/2022 art. 20.",
                        max_length=10,
                        verbose_name="Dasar menyimpan data",
                    ),
                ),
                ("next_visit_on", models.DateField(blank=True, null=True, verbose_name="Kunjungan berikutnya")),
                ("last_visit_on", models.DateField(editable=False, null=True)),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "closing_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("tercapai", "Tujuan tercapai"),
                            ("mandiri", "Sudah mandiri"),
                            ("dialihkan", "Dialihkan ke lembaga lain"),
                            ("pindah", "Pindah"),
                            ("meninggal", "Meninggal"),
                            ("menolak", "Keluarga menolak dibantu lagi"),
                            ("tidak_ditemukan", "Tidak ditemukan"),
                        ],
                        max_length=16,
                        verbose_name="Alasan ditutup",
                    ),
                ),
                (
                    "aftercare_visits",
                    models.PositiveSmallIntegerField(default=0, help_text="Planned after closing, 1 to 3."),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="pmks_cases.family",
                    ),
                ),
                (
                    "joined_to",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joined_cases",
                        to="pmks_cases.case",
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
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later_episodes",
                        to="pmks_cases.case",
                    ),
                ),
                (
                    "psm",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Pendamping",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="pmks_cases.resident",
                    ),
                ),
                (
                    "rt",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.rt",
                        verbose_name="RT",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["network", "-opened_at", "-id"], name="case_newest"),
                    models.Index(fields=["network", "psm", "state"], name="case_of_companion"),
                    models.Index(fields=["network", "rt", "state"], name="case_of_rt"),
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    "verifikasi",
                                    "asesmen",
                                    "musyawarah",
                                    "rencana",
                                    "intervensi",
                                    "monitoring",
                                    "bimbingan_lanjut",
                                ),
                            )
                        ),
                        fields=["network", "next_visit_on"],
                        name="case_due",
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("network", "number"), name="one_case_a_number")],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=wksbm.core.models.scoped.scattered_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("client_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("kunjungan", "Kunjungan"), ("sapaan", "Sapaan")], default="kunjungan", max_length=10
                    ),
                ),
                (
                    "companion",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=100, verbose_name="Ditemani oleh"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="Kapan")),
                ("on", models.DateField(editable=False, help_text="The day of `at` in the network's zone.")),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("rumah", "Di rumah"),
                            ("kantor", "Di sekretariat"),
                            ("telepon", "Lewat telepon"),
                            ("lain", "Di tempat lain"),
                        ],
                        default="rumah",
                        max_length=8,
                        verbose_name="Di mana",
                    ),
                ),
                (
                    "met",
                    models.CharField(
                        choices=[
                            ("dia", "Orangnya"),
                            ("keluarga", "Keluarga"),
                            ("tetangga", "Tetangga"),
                            ("tidak_bertemu", "Tidak bertemu siapa pun"),
                        ],
                        max_length=14,
                        verbose_name="Bertemu siapa?",
                    ),
                ),
                (
                    "food",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "Gawat"), (1, "Kurang"), (2, "Cukup"), (3, "Baik")],
                        null=True,
                        verbose_name="Pangan",
                    ),
                ),
                (
                    "health",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "Gawat"), (1, "Kurang"), (2, "Cukup"), (3, "Baik")],
                        null=True,
                        verbose_name="Kesehatan",
                    ),
                ),
                (
                    "school",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "Gawat"), (1, "Kurang"), (2, "Cukup"), (3, "Baik")],
                        null=True,
                        verbose_name="Sekolah",
                    ),
                ),
                (
                    "housing",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "Gawat"), (1, "Kurang"), (2, "Cukup"), (3, "Baik")],
                        null=True,
                        verbose_name="Tempat tinggal",
                    ),
                ),
                (
                    "safety",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "Gawat"), (1, "Kurang"), (2, "Cukup"), (3, "Baik")],
                        null=True,
                        verbose_name="Keamanan",
                    ),
                ),
                (
                    "effort",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("preventif", "Mencegah"),
                            ("kuratif", "Mengatasi"),
                            ("rehabilitatif", "Memulihkan"),
                            ("developmental", "Mengembangkan"),
                        ],
                        max_length=14,
                        verbose_name="Jenis upaya",
                    ),
                ),
                (
                    "told",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=1000, verbose_name="Catatan"
                    ),
                ),
                (
                    "urgency",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "Rendah"), (2, "Sedang"), (3, "Tinggi"), (4, "Darurat")],
                        null=True,
                        verbose_name="Seberapa mendesak?",
                    ),
                ),
                ("next_visit_on", models.DateField(blank=True, null=True, verbose_name="Kunjungan berikutnya")),
                ("latitude", models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True)),
                ("longitude", models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True)),
                ("received_at", models.DateTimeField(auto_now_add=True)),
                ("kept_on_phone", models.BooleanField(default=False, help_text="It waited on the phone for a signal.")),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="pmks_cases.case",
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
                    "resident",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pmks_cases.resident",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["network", "case", "-at"], name="visit_of_case"),
                    models.Index(fields=["network", "by", "-on"], name="visit_of_volunteer"),
                    models.Index(fields=["network", "resident", "-at"], name="visit_of_resident"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("network", "client_id"), name="one_visit_a_phone_id"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("case__isnull", False),
                            models.Q(("kind", "sapaan"), ("resident__isnull", False)),
                            _connector="OR",
                        ),
                        name="visit_is_of_a_case_or_a_greeting",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Addendum",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=wksbm.core.models.scoped.scattered_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("text", wksbm.core.fields.SealedTextField(editable=True, max_length=1000, verbose_name="Tambahan")),
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
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="addenda", to="pmks_cases.visit"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=wksbm.core.models.scoped.scattered_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("on", models.DateField(verbose_name="Tanggal")),
                (
                    "situation",
                    wksbm.core.fields.SealedTextField(editable=True, max_length=1500, verbose_name="Keadaannya"),
                ),
                (
                    "strengths",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=500, verbose_name="Yang sudah bisa dan dimiliki"
                    ),
                ),
                (
                    "family_support",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=500, verbose_name="Keluarga dan tetangga"
                    ),
                ),
                (
                    "aid_received",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=500, verbose_name="Bantuan yang sudah diterima"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
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
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assessments", to="pmks_cases.case"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["network", "case", "-at"], name="assessment_of_case")],
            },
        ),
        migrations.CreateModel(
            name="AssessmentEvent",
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
                ("on", models.DateField(verbose_name="Tanggal")),
                (
                    "situation",
                    wksbm.core.fields.SealedTextField(editable=True, max_length=1500, verbose_name="Keadaannya"),
                ),
                (
                    "strengths",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=500, verbose_name="Yang sudah bisa dan dimiliki"
                    ),
                ),
                (
                    "family_support",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=500, verbose_name="Keluarga dan tetangga"
                    ),
                ),
                (
                    "aid_received",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=500, verbose_name="Bantuan yang sudah diterima"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
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
                        to="pmks_cases.assessment",
                    ),
                ),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseCategory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_main", models.BooleanField(default=False, verbose_name="Utama")),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("diduga", "Diduga"),
                            ("terverifikasi", "Terverifikasi"),
                            ("ditetapkan", "Ditetapkan"),
                        ],
                        default="diduga",
                        max_length=13,
                    ),
                ),
                (
                    "reason",
                    wksbm.core.fields.SealedTextField(
                        blank=True,
                        editable=True,
                        help_text="Where age or sex speak against it.",
                        max_length=300,
                        verbose_name="Mengapa tetap dipilih",
                    ),
                ),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="categories", to="pmks_cases.case"
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pmks_cases.category"
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
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("network", "case", "category"),
                        name="category_once_a_case",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_main", True), ("removed_at", None)),
                        fields=("network", "case"),
                        name="one_main_category",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseCategoryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("is_main", models.BooleanField(default=False, verbose_name="Utama")),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("diduga", "Diduga"),
                            ("terverifikasi", "Terverifikasi"),
                            ("ditetapkan", "Ditetapkan"),
                        ],
                        default="diduga",
                        max_length=13,
                    ),
                ),
                (
                    "reason",
                    wksbm.core.fields.SealedTextField(
                        blank=True,
                        editable=True,
                        help_text="Where age or sex speak against it.",
                        max_length=300,
                        verbose_name="Mengapa tetap dipilih",
                    ),
                ),
                ("removed_at", models.DateTimeField(null=True)),
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
                    "category",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.category",
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
                        to="pmks_cases.casecategory",
                    ),
                ),
                (
                    "set_by",
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
            name="CaseCriterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "evidence",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=300, verbose_name="Yang menunjukkannya"
                    ),
                ),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pmks_cases.case"
                    ),
                ),
                (
                    "case_category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criteria",
                        to="pmks_cases.casecategory",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pmks_cases.criterion"
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("network", "case_category", "criterion"),
                        name="criterion_once_a_category",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseCriterionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "evidence",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=300, verbose_name="Yang menunjukkannya"
                    ),
                ),
                ("removed_at", models.DateTimeField(null=True)),
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
                    "case_category",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.casecategory",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.criterion",
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
                        to="pmks_cases.casecriterion",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseEvent",
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
                ("number", models.CharField(editable=False, max_length=9, verbose_name="Nomor")),
                (
                    "subject_kind",
                    models.CharField(
                        choices=[
                            ("perseorangan", "Perseorangan"),
                            ("keluarga", "Keluarga"),
                            ("kelompok", "Kelompok"),
                            ("masyarakat", "Masyarakat"),
                        ],
                        default="perseorangan",
                        max_length=12,
                        verbose_name="Tentang siapa",
                    ),
                ),
                (
                    "subject_name",
                    wksbm.core.fields.SealedTextField(blank=True, editable=True, max_length=100, verbose_name="Nama"),
                ),
                (
                    "need",
                    wksbm.core.fields.SealedTextField(
                        editable=True, max_length=300, verbose_name="Apa yang dibutuhkan"
                    ),
                ),
                (
                    "need_kind",
                    models.CharField(
                        choices=[
                            ("pangan", "Pangan"),
                            ("sandang", "Sandang"),
                            ("papan", "Tempat tinggal"),
                            ("pendidikan", "Sekolah dan keterampilan"),
                            ("kesehatan", "Kesehatan dan alat bantu"),
                            ("penghasilan", "Penghasilan"),
                            ("kerja", "Pekerjaan"),
                            ("perawatan", "Perawatan dan teman"),
                            ("perlindungan", "Perlindungan"),
                            ("surat", "Surat dan jaminan"),
                        ],
                        max_length=14,
                        verbose_name="Bidang",
                    ),
                ),
                (
                    "urgency",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Rendah"), (2, "Sedang"), (3, "Tinggi"), (4, "Darurat")],
                        default=2,
                        verbose_name="Seberapa mendesak",
                    ),
                ),
                (
                    "secrecy",
                    models.CharField(
                        choices=[("biasa", "Biasa"), ("terbatas", "Terbatas"), ("rahasia", "Rahasia")],
                        default="biasa",
                        max_length=8,
                        verbose_name="Tingkat kerahasiaan",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("laporan", "Baru dilaporkan"),
                            ("verifikasi", "Sedang diperiksa"),
                            ("asesmen", "Menggali kebutuhan"),
                            ("musyawarah", "Menunggu dirembuk"),
                            ("rencana", "Menyusun rencana"),
                            ("intervensi", "Sedang dibantu"),
                            ("monitoring", "Dipantau"),
                            ("terminasi", "Ditutup"),
                            ("bimbingan_lanjut", "Masih ditengok"),
                            ("selesai", "Selesai"),
                            ("ditolak", "Tidak diteruskan"),
                            ("digabung", "Digabung"),
                        ],
                        default="laporan",
                        editable=False,
                        max_length=20,
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("tangani_sendiri", "Ditangani sendiri"),
                            ("program_bersama", "Program bersama"),
                            ("rujuk", "Dirujuk"),
                            ("pantau", "Dipantau saja"),
                        ],
                        max_length=16,
                        verbose_name="Keputusan",
                    ),
                ),
                (
                    "outside_companion",
                    models.CharField(
                        blank=True,
                        choices=[("psm_desa", "PSM desa"), ("tksk", "TKSK kecamatan"), ("uptd_ppa", "UPTD PPA")],
                        max_length=10,
                        verbose_name="Pendamping dari luar",
                    ),
                ),
                ("visit_in_pairs", models.BooleanField(default=False, verbose_name="Kunjungi berdua")),
                (
                    "landmark",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=150, verbose_name="Patokan rumah"
                    ),
                ),
                (
                    "contact_name",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=100, verbose_name="Siapa yang bisa dihubungi"
                    ),
                ),
                (
                    "contact_phone",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=25, verbose_name="Nomor HP-nya"
                    ),
                ),
                (
                    "wish",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=500, verbose_name="Keinginannya sendiri"
                    ),
                ),
                (
                    "own_part",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=500, verbose_name="Yang ia sanggupi sendiri"
                    ),
                ),
                ("wish_on", models.DateField(blank=True, null=True)),
                (
                    "legal_basis",
                    models.CharField(
                        choices=[
                            ("setuju", "Persetujuan"),
                            ("vital", "Kepentingan vital (keselamatan)"),
                            ("hukum", "Kewajiban hukum"),
                        ],
                        default="setuju",
                        help_text="UU 27/2022 art. 20.",
                        max_length=10,
                        verbose_name="Dasar menyimpan data",
                    ),
                ),
                ("next_visit_on", models.DateField(blank=True, null=True, verbose_name="Kunjungan berikutnya")),
                ("last_visit_on", models.DateField(editable=False, null=True)),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "closing_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("tercapai", "Tujuan tercapai"),
                            ("mandiri", "Sudah mandiri"),
                            ("dialihkan", "Dialihkan ke lembaga lain"),
                            ("pindah", "Pindah"),
                            ("meninggal", "Meninggal"),
                            ("menolak", "Keluarga menolak dibantu lagi"),
                            ("tidak_ditemukan", "Tidak ditemukan"),
                        ],
                        max_length=16,
                        verbose_name="Alasan ditutup",
                    ),
                ),
                (
                    "aftercare_visits",
                    models.PositiveSmallIntegerField(default=0, help_text="Planned after closing, 1 to 3."),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.family",
                    ),
                ),
                (
                    "joined_to",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.case",
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
                    "opened_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        to="pmks_cases.case",
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.case",
                    ),
                ),
                (
                    "psm",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Pendamping",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.resident",
                    ),
                ),
                (
                    "rt",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.rt",
                        verbose_name="RT",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="team", to="pmks_cases.case"
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("network", "case", "user"),
                        name="once_in_a_team",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseMemberEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "added_by",
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
                        to="pmks_cases.casemember",
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
        migrations.CreateModel(
            name="CaseMove",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=wksbm.core.models.scoped.scattered_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "start",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("laporan", "Baru dilaporkan"),
                            ("verifikasi", "Sedang diperiksa"),
                            ("asesmen", "Menggali kebutuhan"),
                            ("musyawarah", "Menunggu dirembuk"),
                            ("rencana", "Menyusun rencana"),
                            ("intervensi", "Sedang dibantu"),
                            ("monitoring", "Dipantau"),
                            ("terminasi", "Ditutup"),
                            ("bimbingan_lanjut", "Masih ditengok"),
                            ("selesai", "Selesai"),
                            ("ditolak", "Tidak diteruskan"),
                            ("digabung", "Digabung"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "end",
                    models.CharField(
                        choices=[
                            ("laporan", "Baru dilaporkan"),
                            ("verifikasi", "Sedang diperiksa"),
                            ("asesmen", "Menggali kebutuhan"),
                            ("musyawarah", "Menunggu dirembuk"),
                            ("rencana", "Menyusun rencana"),
                            ("intervensi", "Sedang dibantu"),
                            ("monitoring", "Dipantau"),
                            ("terminasi", "Ditutup"),
                            ("bimbingan_lanjut", "Masih ditengok"),
                            ("selesai", "Selesai"),
                            ("ditolak", "Tidak diteruskan"),
                            ("digabung", "Digabung"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("tangani_sendiri", "Ditangani sendiri"),
                            ("program_bersama", "Program bersama"),
                            ("rujuk", "Dirujuk"),
                            ("pantau", "Dipantau saja"),
                        ],
                        max_length=16,
                    ),
                ),
                ("why", wksbm.core.fields.SealedTextField(blank=True, editable=True, max_length=500)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="pmks_cases.case"
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
                "indexes": [models.Index(fields=["network", "case", "-at"], name="move_of_case")],
            },
        ),
        migrations.CreateModel(
            name="CaseMoveEvent",
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
                    "start",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("laporan", "Baru dilaporkan"),
                            ("verifikasi", "Sedang diperiksa"),
                            ("asesmen", "Menggali kebutuhan"),
                            ("musyawarah", "Menunggu dirembuk"),
                            ("rencana", "Menyusun rencana"),
                            ("intervensi", "Sedang dibantu"),
                            ("monitoring", "Dipantau"),
                            ("terminasi", "Ditutup"),
                            ("bimbingan_lanjut", "Masih ditengok"),
                            ("selesai", "Selesai"),
                            ("ditolak", "Tidak diteruskan"),
                            ("digabung", "Digabung"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "end",
                    models.CharField(
                        choices=[
                            ("laporan", "Baru dilaporkan"),
                            ("verifikasi", "Sedang diperiksa"),
                            ("asesmen", "Menggali kebutuhan"),
                            ("musyawarah", "Menunggu dirembuk"),
                            ("rencana", "Menyusun rencana"),
                            ("intervensi", "Sedang dibantu"),
                            ("monitoring", "Dipantau"),
                            ("terminasi", "Ditutup"),
                            ("bimbingan_lanjut", "Masih ditengok"),
                            ("selesai", "Selesai"),
                            ("ditolak", "Tidak diteruskan"),
                            ("digabung", "Digabung"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("tangani_sendiri", "Ditangani sendiri"),
                            ("program_bersama", "Program bersama"),
                            ("rujuk", "Dirujuk"),
                            ("pantau", "Dipantau saja"),
                        ],
                        max_length=16,
                    ),
                ),
                ("why", wksbm.core.fields.SealedTextField(blank=True, editable=True, max_length=500)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
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
                        to="pmks_cases.casemove",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EarlyReport",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=wksbm.core.models.scoped.scattered_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "saw",
                    wksbm.core.fields.SealedTextField(
                        editable=True, max_length=1000, verbose_name="Apa yang Anda lihat sendiri"
                    ),
                ),
                ("place", wksbm.core.fields.SealedTextField(editable=True, max_length=150, verbose_name="Di mana")),
                (
                    "about",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=100, verbose_name="Tentang siapa"
                    ),
                ),
                (
                    "urgency",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Rendah"), (2, "Sedang"), (3, "Tinggi"), (4, "Darurat")],
                        default=2,
                        verbose_name="Seberapa mendesak",
                    ),
                ),
                ("danger", models.BooleanField(default=False, verbose_name="Ada kekerasan, ancaman, atau bahaya")),
                (
                    "secrecy",
                    models.CharField(
                        choices=[("biasa", "Biasa"), ("terbatas", "Terbatas"), ("rahasia", "Rahasia")],
                        default="biasa",
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("masuk", "Menunggu diperiksa"),
                            ("dipantau", "Dipantau"),
                            ("jadi_kasus", "Menjadi kasus"),
                            ("digabung", "Digabung ke kasus"),
                            ("tidak_terbukti", "Tidak terbukti"),
                            ("dimusnahkan", "Sudah dimusnahkan"),
                        ],
                        default="masuk",
                        max_length=15,
                    ),
                ),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("check_by", models.DateField()),
                (
                    "answer",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=500, verbose_name="Catatan"
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="pmks_cases.case",
                    ),
                ),
                (
                    "checker",
                    models.ForeignKey(
                        help_text="Who checks it where nobody on the board may know of it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pmks_cases.family",
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
                    "resident",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pmks_cases.resident",
                    ),
                ),
                (
                    "rt",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.rt",
                        verbose_name="RT",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "writer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["network", "-sent_at", "-id"], name="report_newest"),
                    models.Index(
                        condition=models.Q(("state", "masuk")), fields=["network", "check_by"], name="report_to_check"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=wksbm.core.models.scoped.scattered_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("file", models.CharField(help_text="Sealed JPEG, at most 1600 pixels a side.", max_length=100)),
                ("thumbnail", models.CharField(help_text="Sealed JPEG, at most 240 pixels a side.", max_length=100)),
                ("width", models.PositiveSmallIntegerField()),
                ("height", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proofs",
                        to="pmks_cases.case",
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
                    "report",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="pmks_cases.earlyreport",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="pmks_cases.visit",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("case", None), ("report", None), ("visit__isnull", False)),
                            models.Q(("case", None), ("report__isnull", False), ("visit", None)),
                            models.Q(("case__isnull", False), ("report", None), ("visit", None)),
                            _connector="OR",
                        ),
                        name="photo_of_one_thing",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=wksbm.core.models.scoped.scattered_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("data", "Datanya disimpan di jejaring"),
                            ("foto", "Difoto"),
                            ("diberitahukan", "Diceritakan kepada lembaga"),
                            ("disebut", "Namanya disebut di musyawarah"),
                        ],
                        max_length=14,
                    ),
                ),
                ("answer", models.BooleanField()),
                (
                    "given_by",
                    wksbm.core.fields.SealedTextField(
                        editable=True, max_length=100, verbose_name="Siapa yang menjawab"
                    ),
                ),
                (
                    "guardian_relation",
                    models.CharField(blank=True, max_length=60, verbose_name="Hubungannya dengan anak"),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("ttd", "Tanda tangan"),
                            ("cap_jempol", "Foto cap jempol"),
                            ("rekaman", "Rekaman suara"),
                            ("lisan", "Diucapkan di depan saksi"),
                        ],
                        max_length=10,
                        verbose_name="Bagaimana diberikan",
                    ),
                ),
                (
                    "witness",
                    wksbm.core.fields.SealedTextField(blank=True, editable=True, max_length=100, verbose_name="Saksi"),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="pmks_cases.case"
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
                    ),
                ),
                (
                    "proof",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pmks_cases.photo",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["network", "case", "purpose", "-at"], name="consent_of_case")],
            },
        ),
        migrations.CreateModel(
            name="EarlyReportEvent",
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
                    "saw",
                    wksbm.core.fields.SealedTextField(
                        editable=True, max_length=1000, verbose_name="Apa yang Anda lihat sendiri"
                    ),
                ),
                ("place", wksbm.core.fields.SealedTextField(editable=True, max_length=150, verbose_name="Di mana")),
                (
                    "about",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=100, verbose_name="Tentang siapa"
                    ),
                ),
                (
                    "urgency",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Rendah"), (2, "Sedang"), (3, "Tinggi"), (4, "Darurat")],
                        default=2,
                        verbose_name="Seberapa mendesak",
                    ),
                ),
                ("danger", models.BooleanField(default=False, verbose_name="Ada kekerasan, ancaman, atau bahaya")),
                (
                    "secrecy",
                    models.CharField(
                        choices=[("biasa", "Biasa"), ("terbatas", "Terbatas"), ("rahasia", "Rahasia")],
                        default="biasa",
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("masuk", "Menunggu diperiksa"),
                            ("dipantau", "Dipantau"),
                            ("jadi_kasus", "Menjadi kasus"),
                            ("digabung", "Digabung ke kasus"),
                            ("tidak_terbukti", "Tidak terbukti"),
                            ("dimusnahkan", "Sudah dimusnahkan"),
                        ],
                        default="masuk",
                        max_length=15,
                    ),
                ),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("check_by", models.DateField()),
                (
                    "answer",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=500, verbose_name="Catatan"
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.case",
                    ),
                ),
                (
                    "checker",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Who checks it where nobody on the board may know of it.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.family",
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
                        to="pmks_cases.earlyreport",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.resident",
                    ),
                ),
                (
                    "rt",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.rt",
                        verbose_name="RT",
                    ),
                ),
                (
                    "settled_by",
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
                    "writer",
                    models.ForeignKey(
                        db_constraint=False,
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
        migrations.CreateModel(
            name="EmergencyAlert",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=wksbm.core.models.scoped.scattered_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("raised_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("mailed_at", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pmks_cases.case",
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
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pmks_cases.earlyreport",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pmks_cases.visit",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("seen_at", None)), fields=["network", "recipient"], name="alert_unseen"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Errand",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=wksbm.core.models.scoped.scattered_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "subject_name",
                    wksbm.core.fields.SealedTextField(blank=True, editable=True, max_length=100, verbose_name="Siapa"),
                ),
                ("what", wksbm.core.fields.SealedTextField(editable=True, max_length=200, verbose_name="Apa")),
                (
                    "helper",
                    wksbm.core.fields.SealedTextField(editable=True, max_length=100, verbose_name="Siapa membantu"),
                ),
                ("on", models.DateField(verbose_name="Kapan")),
                (
                    "result",
                    wksbm.core.fields.SealedTextField(blank=True, editable=True, max_length=300, verbose_name="Hasil"),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="errands",
                        to="pmks_cases.case",
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
                    "resident",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pmks_cases.resident",
                        verbose_name="Siapa",
                    ),
                ),
                (
                    "rt",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.rt",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["network", "-on", "-id"], name="errand_newest")],
            },
        ),
        migrations.CreateModel(
            name="ErrandEvent",
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
                    "subject_name",
                    wksbm.core.fields.SealedTextField(blank=True, editable=True, max_length=100, verbose_name="Siapa"),
                ),
                ("what", wksbm.core.fields.SealedTextField(editable=True, max_length=200, verbose_name="Apa")),
                (
                    "helper",
                    wksbm.core.fields.SealedTextField(editable=True, max_length=100, verbose_name="Siapa membantu"),
                ),
                ("on", models.DateField(verbose_name="Kapan")),
                (
                    "result",
                    wksbm.core.fields.SealedTextField(blank=True, editable=True, max_length=300, verbose_name="Hasil"),
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
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.case",
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
                        to="pmks_cases.errand",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.resident",
                        verbose_name="Siapa",
                    ),
                ),
                (
                    "rt",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.rt",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Exclusion",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=wksbm.core.models.scoped.scattered_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("disebut", "disebut saat melapor"),
                            ("satu_kk", "satu KK"),
                            ("diduga", "diduga pelaku"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", wksbm.core.fields.SealedTextField(blank=True, editable=True, max_length=200)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exclusions",
                        to="pmks_cases.case",
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
                    "report",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exclusions",
                        to="pmks_cases.earlyreport",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pmks_cases.resident",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("case", None), ("report__isnull", False)),
                            models.Q(("case__isnull", False), ("report", None)),
                            _connector="OR",
                        ),
                        name="exclusion_from_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("resident__isnull", False), ("user", None)),
                            models.Q(("resident", None), ("user__isnull", False)),
                            _connector="OR",
                        ),
                        name="exclusion_of_one_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExclusionEvent",
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
                    "why",
                    models.CharField(
                        choices=[
                            ("disebut", "disebut saat melapor"),
                            ("satu_kk", "satu KK"),
                            ("diduga", "diduga pelaku"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", wksbm.core.fields.SealedTextField(blank=True, editable=True, max_length=200)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "added_by",
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
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.case",
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
                        to="pmks_cases.exclusion",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.earlyreport",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.resident",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
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
        migrations.CreateModel(
            name="Goal",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=wksbm.core.models.scoped.scattered_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "wanted",
                    wksbm.core.fields.SealedTextField(editable=True, max_length=200, verbose_name="Yang ingin dicapai"),
                ),
                ("sign", wksbm.core.fields.SealedTextField(editable=True, max_length=200, verbose_name="Tandanya apa")),
                ("unit", models.CharField(blank=True, max_length=20, verbose_name="Satuan")),
                ("baseline", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="Keadaan sekarang")),
                (
                    "target",
                    models.DecimalField(decimal_places=2, max_digits=10, verbose_name="Yang ingin dicapai, angkanya"),
                ),
                ("due_on", models.DateField(verbose_name="Kapan")),
                ("set_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "dropped_at",
                    models.DateTimeField(help_text="No longer part of the plan; it stays in the story.", null=True),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="goals", to="pmks_cases.case"
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
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["network", "case"], name="goal_of_case")],
            },
        ),
        migrations.CreateModel(
            name="GoalEvent",
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
                    "wanted",
                    wksbm.core.fields.SealedTextField(editable=True, max_length=200, verbose_name="Yang ingin dicapai"),
                ),
                ("sign", wksbm.core.fields.SealedTextField(editable=True, max_length=200, verbose_name="Tandanya apa")),
                ("unit", models.CharField(blank=True, max_length=20, verbose_name="Satuan")),
                ("baseline", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="Keadaan sekarang")),
                (
                    "target",
                    models.DecimalField(decimal_places=2, max_digits=10, verbose_name="Yang ingin dicapai, angkanya"),
                ),
                ("due_on", models.DateField(verbose_name="Kapan")),
                ("set_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "dropped_at",
                    models.DateTimeField(help_text="No longer part of the plan; it stays in the story.", null=True),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
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
                        to="pmks_cases.goal",
                    ),
                ),
                (
                    "set_by",
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
            name="Handover",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=wksbm.core.models.scoped.scattered_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "outside",
                    models.CharField(
                        blank=True,
                        choices=[("psm_desa", "PSM desa"), ("tksk", "TKSK kecamatan"), ("uptd_ppa", "UPTD PPA")],
                        max_length=10,
                    ),
                ),
                (
                    "note",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=500, verbose_name="Yang perlu diketahui penerusnya"
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
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handovers", to="pmks_cases.case"
                    ),
                ),
                (
                    "giver",
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
                    "taker",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["network", "case", "-at"], name="handover_of_case")],
            },
        ),
        migrations.CreateModel(
            name="HandoverEvent",
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
                    "outside",
                    models.CharField(
                        blank=True,
                        choices=[("psm_desa", "PSM desa"), ("tksk", "TKSK kecamatan"), ("uptd_ppa", "UPTD PPA")],
                        max_length=10,
                    ),
                ),
                (
                    "note",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=500, verbose_name="Yang perlu diketahui penerusnya"
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
                    "giver",
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
                        to="pmks_cases.handover",
                    ),
                ),
                (
                    "taker",
                    models.ForeignKey(
                        db_constraint=False,
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
        migrations.CreateModel(
            name="Kinship",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("diri", "Saya sendiri"),
                            ("pasangan", "Suami/istri"),
                            ("anak", "Anak"),
                            ("orang_tua", "Orang tua"),
                            ("saudara", "Saudara kandung"),
                            ("ipar", "Ipar, menantu, mertua"),
                            ("lain", "Keluarga dekat lain"),
                        ],
                        max_length=10,
                        verbose_name="Hubungan",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pmks_cases.resident"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("network", "user", "resident"), name="one_kinship_a_resident")
                ],
            },
        ),
        migrations.CreateModel(
            name="KinshipEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("diri", "Saya sendiri"),
                            ("pasangan", "Suami/istri"),
                            ("anak", "Anak"),
                            ("orang_tua", "Orang tua"),
                            ("saudara", "Saudara kandung"),
                            ("ipar", "Ipar, menantu, mertua"),
                            ("lain", "Keluarga dekat lain"),
                        ],
                        max_length=10,
                        verbose_name="Hubungan",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                        to="pmks_cases.kinship",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.resident",
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
        migrations.CreateModel(
            name="Measurement",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=wksbm.core.models.scoped.scattered_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("value", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="Nilainya")),
                ("on", models.DateField(verbose_name="Tanggal")),
                (
                    "source",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=150, verbose_name="Dari mana diketahui"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="measurements", to="pmks_cases.case"
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="measurements", to="pmks_cases.goal"
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
                "ordering": ["on", "at"],
                "indexes": [models.Index(fields=["network", "case", "on"], name="measurement_of_case")],
            },
        ),
        migrations.CreateModel(
            name="MeasurementEvent",
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
                ("value", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="Nilainya")),
                ("on", models.DateField(verbose_name="Tanggal")),
                (
                    "source",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=150, verbose_name="Dari mana diketahui"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
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
                    "goal",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.goal",
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
                        to="pmks_cases.measurement",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ConsentEvent",
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
                    "purpose",
                    models.CharField(
                        choices=[
                            ("data", "Datanya disimpan di jejaring"),
                            ("foto", "Difoto"),
                            ("diberitahukan", "Diceritakan kepada lembaga"),
                            ("disebut", "Namanya disebut di musyawarah"),
                        ],
                        max_length=14,
                    ),
                ),
                ("answer", models.BooleanField()),
                (
                    "given_by",
                    wksbm.core.fields.SealedTextField(
                        editable=True, max_length=100, verbose_name="Siapa yang menjawab"
                    ),
                ),
                (
                    "guardian_relation",
                    models.CharField(blank=True, max_length=60, verbose_name="Hubungannya dengan anak"),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("ttd", "Tanda tangan"),
                            ("cap_jempol", "Foto cap jempol"),
                            ("rekaman", "Rekaman suara"),
                            ("lisan", "Diucapkan di depan saksi"),
                        ],
                        max_length=10,
                        verbose_name="Bagaimana diberikan",
                    ),
                ),
                (
                    "witness",
                    wksbm.core.fields.SealedTextField(blank=True, editable=True, max_length=100, verbose_name="Saksi"),
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
                        to="pmks_cases.consent",
                    ),
                ),
                (
                    "proof",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.photo",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanStep",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=wksbm.core.models.scoped.scattered_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "effort",
                    models.CharField(
                        choices=[
                            ("preventif", "Mencegah"),
                            ("kuratif", "Mengatasi"),
                            ("rehabilitatif", "Memulihkan"),
                            ("developmental", "Mengembangkan"),
                        ],
                        max_length=14,
                        verbose_name="Jenis upaya",
                    ),
                ),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="pmks_cases.case"
                    ),
                ),
                (
                    "follow_up",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.followup"
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="pmks_cases.goal",
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
                "ordering": ["added_at", "pk"],
                "indexes": [models.Index(fields=["network", "case"], name="step_of_case")],
            },
        ),
        migrations.CreateModel(
            name="PlanStepEvent",
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
                    "effort",
                    models.CharField(
                        choices=[
                            ("preventif", "Mencegah"),
                            ("kuratif", "Mengatasi"),
                            ("rehabilitatif", "Memulihkan"),
                            ("developmental", "Mengembangkan"),
                        ],
                        max_length=14,
                        verbose_name="Jenis upaya",
                    ),
                ),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.goal",
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
                        to="pmks_cases.planstep",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=wksbm.core.models.scoped.scattered_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "target",
                    models.CharField(
                        choices=[
                            ("uptd_ppa", "UPTD PPA / SAPA 129"),
                            ("polisi", "Polisi (110, Unit PPA)"),
                            ("puskesmas", "Puskesmas atau rumah sakit"),
                            ("puskesos", "Puskesos desa"),
                            ("dinsos", "Dinas Sosial"),
                            ("tksk", "TKSK kecamatan"),
                            ("lain", "Lembaga lain"),
                        ],
                        max_length=10,
                        verbose_name="Dirujuk ke",
                    ),
                ),
                ("is_first_step", models.BooleanField(default=False)),
                ("sent_on", models.DateField(null=True, verbose_name="Tanggal dihubungi")),
                (
                    "spoke_with",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=100, verbose_name="Bicara dengan siapa"
                    ),
                ),
                (
                    "explanation",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=300, verbose_name="Mengapa belum dihubungi"
                    ),
                ),
                (
                    "answer",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=500, verbose_name="Jawabannya"
                    ),
                ),
                ("answered_on", models.DateField(null=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="referrals", to="pmks_cases.case"
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
                "indexes": [models.Index(fields=["network", "case", "-at"], name="referral_of_case")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_first_step", True)), fields=("network", "case"), name="one_first_step"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReferralEvent",
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
                    "target",
                    models.CharField(
                        choices=[
                            ("uptd_ppa", "UPTD PPA / SAPA 129"),
                            ("polisi", "Polisi (110, Unit PPA)"),
                            ("puskesmas", "Puskesmas atau rumah sakit"),
                            ("puskesos", "Puskesos desa"),
                            ("dinsos", "Dinas Sosial"),
                            ("tksk", "TKSK kecamatan"),
                            ("lain", "Lembaga lain"),
                        ],
                        max_length=10,
                        verbose_name="Dirujuk ke",
                    ),
                ),
                ("is_first_step", models.BooleanField(default=False)),
                ("sent_on", models.DateField(null=True, verbose_name="Tanggal dihubungi")),
                (
                    "spoke_with",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=100, verbose_name="Bicara dengan siapa"
                    ),
                ),
                (
                    "explanation",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=300, verbose_name="Mengapa belum dihubungi"
                    ),
                ),
                (
                    "answer",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=500, verbose_name="Jawabannya"
                    ),
                ),
                ("answered_on", models.DateField(null=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
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
                        to="pmks_cases.referral",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, verbose_name="Nama daftar")),
                ("query", models.CharField(max_length=300)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("network", "user", "name"), name="one_filter_a_name")],
            },
        ),
        migrations.CreateModel(
            name="SavedFilterEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=40, verbose_name="Nama daftar")),
                ("query", models.CharField(max_length=300)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                        to="pmks_cases.savedfilter",
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
        migrations.CreateModel(
            name="PhotoEvent",
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
                ("file", models.CharField(help_text="Sealed JPEG, at most 1600 pixels a side.", max_length=100)),
                ("thumbnail", models.CharField(help_text="Sealed JPEG, at most 240 pixels a side.", max_length=100)),
                ("width", models.PositiveSmallIntegerField()),
                ("height", models.PositiveSmallIntegerField()),
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
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.case",
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
                        to="pmks_cases.photo",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.earlyreport",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.visit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EmergencyAlertEvent",
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
                ("raised_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("mailed_at", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.case",
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
                        to="pmks_cases.emergencyalert",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.earlyreport",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.visit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AddendumEvent",
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
                ("text", wksbm.core.fields.SealedTextField(editable=True, max_length=1000, verbose_name="Tambahan")),
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
                        to="pmks_cases.addendum",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.visit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="VisitEvent",
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
                ("client_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("kunjungan", "Kunjungan"), ("sapaan", "Sapaan")], default="kunjungan", max_length=10
                    ),
                ),
                (
                    "companion",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=100, verbose_name="Ditemani oleh"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="Kapan")),
                ("on", models.DateField(editable=False, help_text="The day of `at` in the network's zone.")),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("rumah", "Di rumah"),
                            ("kantor", "Di sekretariat"),
                            ("telepon", "Lewat telepon"),
                            ("lain", "Di tempat lain"),
                        ],
                        default="rumah",
                        max_length=8,
                        verbose_name="Di mana",
                    ),
                ),
                (
                    "met",
                    models.CharField(
                        choices=[
                            ("dia", "Orangnya"),
                            ("keluarga", "Keluarga"),
                            ("tetangga", "Tetangga"),
                            ("tidak_bertemu", "Tidak bertemu siapa pun"),
                        ],
                        max_length=14,
                        verbose_name="Bertemu siapa?",
                    ),
                ),
                (
                    "food",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "Gawat"), (1, "Kurang"), (2, "Cukup"), (3, "Baik")],
                        null=True,
                        verbose_name="Pangan",
                    ),
                ),
                (
                    "health",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "Gawat"), (1, "Kurang"), (2, "Cukup"), (3, "Baik")],
                        null=True,
                        verbose_name="Kesehatan",
                    ),
                ),
                (
                    "school",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "Gawat"), (1, "Kurang"), (2, "Cukup"), (3, "Baik")],
                        null=True,
                        verbose_name="Sekolah",
                    ),
                ),
                (
                    "housing",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "Gawat"), (1, "Kurang"), (2, "Cukup"), (3, "Baik")],
                        null=True,
                        verbose_name="Tempat tinggal",
                    ),
                ),
                (
                    "safety",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "Gawat"), (1, "Kurang"), (2, "Cukup"), (3, "Baik")],
                        null=True,
                        verbose_name="Keamanan",
                    ),
                ),
                (
                    "effort",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("preventif", "Mencegah"),
                            ("kuratif", "Mengatasi"),
                            ("rehabilitatif", "Memulihkan"),
                            ("developmental", "Mengembangkan"),
                        ],
                        max_length=14,
                        verbose_name="Jenis upaya",
                    ),
                ),
                (
                    "told",
                    wksbm.core.fields.SealedTextField(
                        blank=True, editable=True, max_length=1000, verbose_name="Catatan"
                    ),
                ),
                (
                    "urgency",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "Rendah"), (2, "Sedang"), (3, "Tinggi"), (4, "Darurat")],
                        null=True,
                        verbose_name="Seberapa mendesak?",
                    ),
                ),
                ("next_visit_on", models.DateField(blank=True, null=True, verbose_name="Kunjungan berikutnya")),
                ("latitude", models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True)),
                ("longitude", models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True)),
                ("received_at", models.DateTimeField(auto_now_add=True)),
                ("kept_on_phone", models.BooleanField(default=False, help_text="It waited on the phone for a signal.")),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
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
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.case",
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
                        to="pmks_cases.visit",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks_cases.resident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_caseevent" ("aftercare_visits", "closed_at", "closing_reason", "contact_name", "contact_phone", "decision", "family_id", "id", "joined_to_id", "landmark", "last_visit_on", "legal_basis", "need", "need_kind", "network_id", "next_visit_on", "number", "opened_at", "opened_by_id", "outside_companion", "own_part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "psm_id", "resident_id", "revision", "rt_id", "secrecy", "state", "subject_kind", "subject_name", "urgency", "visit_in_pairs", "wish", "wish_on") SELECT new_values."aftercare_visits", new_values."closed_at", new_values."closing_reason", new_values."contact_name", new_values."contact_phone", new_values."decision", new_values."family_id", new_values."id", new_values."joined_to_id", new_values."landmark", new_values."last_visit_on", new_values."legal_basis", new_values."need", new_values."need_kind", new_values."network_id", new_values."next_visit_on", new_values."number", new_values."opened_at", new_values."opened_by_id", new_values."outside_companion", new_values."own_part", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."previous_id", new_values."psm_id", new_values."resident_id", new_values."revision", new_values."rt_id", new_values."secrecy", new_values."state", new_values."subject_kind", new_values."subject_name", new_values."urgency", new_values."visit_in_pairs", new_values."wish", new_values."wish_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="cf04c60034f7e68d3efde7541af5284a1e6d3ef9",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_278b6",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pmks_cases_case",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_caseevent" ("aftercare_visits", "closed_at", "closing_reason", "contact_name", "contact_phone", "decision", "family_id", "id", "joined_to_id", "landmark", "last_visit_on", "legal_basis", "need", "need_kind", "network_id", "next_visit_on", "number", "opened_at", "opened_by_id", "outside_companion", "own_part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "psm_id", "resident_id", "revision", "rt_id", "secrecy", "state", "subject_kind", "subject_name", "urgency", "visit_in_pairs", "wish", "wish_on") SELECT new_values."aftercare_visits", new_values."closed_at", new_values."closing_reason", new_values."contact_name", new_values."contact_phone", new_values."decision", new_values."family_id", new_values."id", new_values."joined_to_id", new_values."landmark", new_values."last_visit_on", new_values."legal_basis", new_values."need", new_values."need_kind", new_values."network_id", new_values."next_visit_on", new_values."number", new_values."opened_at", new_values."opened_by_id", new_values."outside_companion", new_values."own_part", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."previous_id", new_values."psm_id", new_values."resident_id", new_values."revision", new_values."rt_id", new_values."secrecy", new_values."state", new_values."subject_kind", new_values."subject_name", new_values."urgency", new_values."visit_in_pairs", new_values."wish", new_values."wish_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="48ce4ee8e1f712047f2c9ba89a1992b217c0885e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7e67e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pmks_cases_case",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_caseevent" ("aftercare_visits", "closed_at", "closing_reason", "contact_name", "contact_phone", "decision", "family_id", "id", "joined_to_id", "landmark", "last_visit_on", "legal_basis", "need", "need_kind", "network_id", "next_visit_on", "number", "opened_at", "opened_by_id", "outside_companion", "own_part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "psm_id", "resident_id", "revision", "rt_id", "secrecy", "state", "subject_kind", "subject_name", "urgency", "visit_in_pairs", "wish", "wish_on") SELECT old_values."aftercare_visits", old_values."closed_at", old_values."closing_reason", old_values."contact_name", old_values."contact_phone", old_values."decision", old_values."family_id", old_values."id", old_values."joined_to_id", old_values."landmark", old_values."last_visit_on", old_values."legal_basis", old_values."need", old_values."need_kind", old_values."network_id", old_values."next_visit_on", old_values."number", old_values."opened_at", old_values."opened_by_id", old_values."outside_companion", old_values."own_part", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."previous_id", old_values."psm_id", old_values."resident_id", old_values."revision", old_values."rt_id", old_values."secrecy", old_values."state", old_values."subject_kind", old_values."subject_name", old_values."urgency", old_values."visit_in_pairs", old_values."wish", old_values."wish_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="64ee58c4f79a7ce6d3ec17ae9c2bae4e514febe3",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f92da",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pmks_cases_case",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_assessmentevent" ("aid_received", "at", "by_id", "case_id", "family_support", "id", "network_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "situation", "strengths") SELECT new_values."aid_received", new_values."at", new_values."by_id", new_values."case_id", new_values."family_support", new_values."id", new_values."network_id", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."situation", new_values."strengths" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="11a4cd62d58af68063a13d0d82d6a1a8a952a68d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e74c8",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pmks_cases_assessment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_assessmentevent" ("aid_received", "at", "by_id", "case_id", "family_support", "id", "network_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "situation", "strengths") SELECT new_values."aid_received", new_values."at", new_values."by_id", new_values."case_id", new_values."family_support", new_values."id", new_values."network_id", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."situation", new_values."strengths" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f13204ef9dc17fa4b0c7702c3bd635d5407ec5c3",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_47e45",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pmks_cases_assessment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_assessmentevent" ("aid_received", "at", "by_id", "case_id", "family_support", "id", "network_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "situation", "strengths") SELECT old_values."aid_received", old_values."at", old_values."by_id", old_values."case_id", old_values."family_support", old_values."id", old_values."network_id", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."situation", old_values."strengths" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="9a913b0fa4e70d0250480c0a3e2f7cb87c650fc4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c506f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pmks_cases_assessment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casecategory",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_casecategoryevent" ("case_id", "category_id", "id", "is_main", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "removed_at", "set_by_id", "standing") SELECT new_values."case_id", new_values."category_id", new_values."id", new_values."is_main", new_values."network_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."removed_at", new_values."set_by_id", new_values."standing" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="87ab8bba48c1f643171201b679b4022966c8a306",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_70d0f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pmks_cases_casecategory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casecategory",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_casecategoryevent" ("case_id", "category_id", "id", "is_main", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "removed_at", "set_by_id", "standing") SELECT new_values."case_id", new_values."category_id", new_values."id", new_values."is_main", new_values."network_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."removed_at", new_values."set_by_id", new_values."standing" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ec68c3b714b7c88e7b44ba34405d44b656f4737f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9eeea",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pmks_cases_casecategory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casecategory",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_casecategoryevent" ("case_id", "category_id", "id", "is_main", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "removed_at", "set_by_id", "standing") SELECT old_values."case_id", old_values."category_id", old_values."id", old_values."is_main", old_values."network_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."removed_at", old_values."set_by_id", old_values."standing" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4db716ea3fdbb57418663458868fc1fd44669f13",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d1f5f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pmks_cases_casecategory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casecriterion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_casecriterionevent" ("case_category_id", "case_id", "criterion_id", "evidence", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at") SELECT new_values."case_category_id", new_values."case_id", new_values."criterion_id", new_values."evidence", new_values."id", new_values."network_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."removed_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="54a1d628d715bb318c3c305ce8ec633b366ff433",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4bd98",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pmks_cases_casecriterion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casecriterion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_casecriterionevent" ("case_category_id", "case_id", "criterion_id", "evidence", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at") SELECT new_values."case_category_id", new_values."case_id", new_values."criterion_id", new_values."evidence", new_values."id", new_values."network_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."removed_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0a2e64a8f862103456148373ee4bd0dba0c9a43f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_38405",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pmks_cases_casecriterion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casecriterion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_casecriterionevent" ("case_category_id", "case_id", "criterion_id", "evidence", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at") SELECT old_values."case_category_id", old_values."case_id", old_values."criterion_id", old_values."evidence", old_values."id", old_values."network_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."removed_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="40acad11bc829298972db12cb80d428416564c4e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4391d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pmks_cases_casecriterion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casemember",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_casememberevent" ("added_at", "added_by_id", "case_id", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "user_id") SELECT new_values."added_at", new_values."added_by_id", new_values."case_id", new_values."id", new_values."network_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."removed_at", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7b6d40228159c940884fa207939552d65e32e972",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0f2d1",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pmks_cases_casemember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casemember",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_casememberevent" ("added_at", "added_by_id", "case_id", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "user_id") SELECT new_values."added_at", new_values."added_by_id", new_values."case_id", new_values."id", new_values."network_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."removed_at", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5290366d362fb7acd647b080fca4e3672cd9690f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_82eef",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pmks_cases_casemember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casemember",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_casememberevent" ("added_at", "added_by_id", "case_id", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "user_id") SELECT old_values."added_at", old_values."added_by_id", old_values."case_id", old_values."id", old_values."network_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."removed_at", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c12f9bd42ae026a9274d9c4bac0034d5a09bb326",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_26b59",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pmks_cases_casemember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casemove",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_casemoveevent" ("at", "by_id", "case_id", "decision", "end", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start", "why") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."decision", new_values."end", new_values."id", new_values."network_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."start", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f42e703fb9ad98650c531cfa0cc02552318276ec",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_421ea",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pmks_cases_casemove",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casemove",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_casemoveevent" ("at", "by_id", "case_id", "decision", "end", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start", "why") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."decision", new_values."end", new_values."id", new_values."network_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."start", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1ba44fda2c08e5dafacaa485f559d188e94facd8",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_76e2b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pmks_cases_casemove",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casemove",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_casemoveevent" ("at", "by_id", "case_id", "decision", "end", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start", "why") SELECT old_values."at", old_values."by_id", old_values."case_id", old_values."decision", old_values."end", old_values."id", old_values."network_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."start", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c29a772251cb22306f5eafb65e75bca0ac0592b7",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b52f7",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pmks_cases_casemove",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="earlyreport",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_earlyreportevent" ("about", "answer", "case_id", "check_by", "checker_id", "danger", "family_id", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "resident_id", "rt_id", "saw", "secrecy", "sent_at", "settled_at", "settled_by_id", "state", "urgency", "writer_id") SELECT new_values."about", new_values."answer", new_values."case_id", new_values."check_by", new_values."checker_id", new_values."danger", new_values."family_id", new_values."id", new_values."network_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."resident_id", new_values."rt_id", new_values."saw", new_values."secrecy", new_values."sent_at", new_values."settled_at", new_values."settled_by_id", new_values."state", new_values."urgency", new_values."writer_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="79c15246981ae980818b90bb333d9ce3461ac4b8",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ac689",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pmks_cases_earlyreport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="earlyreport",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_earlyreportevent" ("about", "answer", "case_id", "check_by", "checker_id", "danger", "family_id", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "resident_id", "rt_id", "saw", "secrecy", "sent_at", "settled_at", "settled_by_id", "state", "urgency", "writer_id") SELECT new_values."about", new_values."answer", new_values."case_id", new_values."check_by", new_values."checker_id", new_values."danger", new_values."family_id", new_values."id", new_values."network_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."resident_id", new_values."rt_id", new_values."saw", new_values."secrecy", new_values."sent_at", new_values."settled_at", new_values."settled_by_id", new_values."state", new_values."urgency", new_values."writer_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5ac333a40128955f485392421dc2e940643df505",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_782fb",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pmks_cases_earlyreport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="earlyreport",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_earlyreportevent" ("about", "answer", "case_id", "check_by", "checker_id", "danger", "family_id", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "resident_id", "rt_id", "saw", "secrecy", "sent_at", "settled_at", "settled_by_id", "state", "urgency", "writer_id") SELECT old_values."about", old_values."answer", old_values."case_id", old_values."check_by", old_values."checker_id", old_values."danger", old_values."family_id", old_values."id", old_values."network_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."resident_id", old_values."rt_id", old_values."saw", old_values."secrecy", old_values."sent_at", old_values."settled_at", old_values."settled_by_id", old_values."state", old_values."urgency", old_values."writer_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f57cb76e2da5978adac65953d509d577fe9a3866",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_110ea",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pmks_cases_earlyreport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="errand",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_errandevent" ("at", "by_id", "case_id", "helper", "id", "network_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "result", "rt_id", "subject_name", "what") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."helper", new_values."id", new_values."network_id", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."resident_id", new_values."result", new_values."rt_id", new_values."subject_name", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f78dbb8c8482c29aa7ff492a7868f51143618821",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d731e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pmks_cases_errand",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="errand",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_errandevent" ("at", "by_id", "case_id", "helper", "id", "network_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "result", "rt_id", "subject_name", "what") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."helper", new_values."id", new_values."network_id", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."resident_id", new_values."result", new_values."rt_id", new_values."subject_name", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9d7bd2c174aaaa8da24e9d486afe63c57408405d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7fe81",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pmks_cases_errand",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="errand",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_errandevent" ("at", "by_id", "case_id", "helper", "id", "network_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "result", "rt_id", "subject_name", "what") SELECT old_values."at", old_values."by_id", old_values."case_id", old_values."helper", old_values."id", old_values."network_id", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."resident_id", old_values."result", old_values."rt_id", old_values."subject_name", old_values."what" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5058f777fc8fb4596b72071bff85161eae61c2c1",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b566c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pmks_cases_errand",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="exclusion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_exclusionevent" ("added_at", "added_by_id", "case_id", "id", "network_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "resident_id", "user_id", "why") SELECT new_values."added_at", new_values."added_by_id", new_values."case_id", new_values."id", new_values."network_id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."report_id", new_values."resident_id", new_values."user_id", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="01eda163760f6be0e3c0329a944c9e841a2f0700",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f3167",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pmks_cases_exclusion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="exclusion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_exclusionevent" ("added_at", "added_by_id", "case_id", "id", "network_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "resident_id", "user_id", "why") SELECT new_values."added_at", new_values."added_by_id", new_values."case_id", new_values."id", new_values."network_id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."report_id", new_values."resident_id", new_values."user_id", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1c141009f711f10d58aa7a0b0517008520c499ec",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_65aa0",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pmks_cases_exclusion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="exclusion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_exclusionevent" ("added_at", "added_by_id", "case_id", "id", "network_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "resident_id", "user_id", "why") SELECT old_values."added_at", old_values."added_by_id", old_values."case_id", old_values."id", old_values."network_id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."report_id", old_values."resident_id", old_values."user_id", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4a98fef7920b5314d27923c403f7f21873406915",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c4c9c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pmks_cases_exclusion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goal",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_goalevent" ("baseline", "case_id", "dropped_at", "due_on", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "set_at", "set_by_id", "sign", "target", "unit", "wanted") SELECT new_values."baseline", new_values."case_id", new_values."dropped_at", new_values."due_on", new_values."id", new_values."network_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."revision", new_values."set_at", new_values."set_by_id", new_values."sign", new_values."target", new_values."unit", new_values."wanted" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="610ee375babedf8dd139c22a7192124b9d4822fb",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b80d8",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pmks_cases_goal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goal",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_goalevent" ("baseline", "case_id", "dropped_at", "due_on", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "set_at", "set_by_id", "sign", "target", "unit", "wanted") SELECT new_values."baseline", new_values."case_id", new_values."dropped_at", new_values."due_on", new_values."id", new_values."network_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."revision", new_values."set_at", new_values."set_by_id", new_values."sign", new_values."target", new_values."unit", new_values."wanted" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6760d15d7d9ab01d5fb52ee19f3740184dd5a1c1",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1226c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pmks_cases_goal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goal",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_goalevent" ("baseline", "case_id", "dropped_at", "due_on", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "set_at", "set_by_id", "sign", "target", "unit", "wanted") SELECT old_values."baseline", old_values."case_id", old_values."dropped_at", old_values."due_on", old_values."id", old_values."network_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."revision", old_values."set_at", old_values."set_by_id", old_values."sign", old_values."target", old_values."unit", old_values."wanted" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="06e6e00467ac2c271762c2e5fa7d0bdbb3db8375",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c9210",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pmks_cases_goal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handover",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_handoverevent" ("at", "by_id", "case_id", "giver_id", "id", "network_id", "note", "outside", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taker_id") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."giver_id", new_values."id", new_values."network_id", new_values."note", new_values."outside", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."taker_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4118980648e3653705d9df6022709e758af575b3",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2b326",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pmks_cases_handover",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handover",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_handoverevent" ("at", "by_id", "case_id", "giver_id", "id", "network_id", "note", "outside", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taker_id") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."giver_id", new_values."id", new_values."network_id", new_values."note", new_values."outside", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."taker_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d7bd5ce797854519467e8f91390ab07644ebbbef",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0d7e7",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pmks_cases_handover",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handover",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_handoverevent" ("at", "by_id", "case_id", "giver_id", "id", "network_id", "note", "outside", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taker_id") SELECT old_values."at", old_values."by_id", old_values."case_id", old_values."giver_id", old_values."id", old_values."network_id", old_values."note", old_values."outside", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."taker_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="0ea9dfbd74606733b7fe6096f2008397f250e903",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d6260",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pmks_cases_handover",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kinship",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_kinshipevent" ("created_at", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "resident_id", "user_id") SELECT new_values."created_at", new_values."id", new_values."network_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."relation", new_values."resident_id", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6882163bacffce11886dd340f597c00bea46a684",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2291d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pmks_cases_kinship",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kinship",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_kinshipevent" ("created_at", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "resident_id", "user_id") SELECT new_values."created_at", new_values."id", new_values."network_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."relation", new_values."resident_id", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e0d248e41d90522955f5fb679e78f44b29da113b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0efbc",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pmks_cases_kinship",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kinship",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_kinshipevent" ("created_at", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "resident_id", "user_id") SELECT old_values."created_at", old_values."id", old_values."network_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."relation", old_values."resident_id", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="46e260e4a3f27dc9b7696d31ee375a35f1a858d1",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_02cba",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pmks_cases_kinship",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measurement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_measurementevent" ("at", "by_id", "case_id", "goal_id", "id", "network_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "value") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."goal_id", new_values."id", new_values."network_id", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6a4235a7f75aae82232d4ef47fc30efd6afcccb4",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b4ab7",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pmks_cases_measurement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measurement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_measurementevent" ("at", "by_id", "case_id", "goal_id", "id", "network_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "value") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."goal_id", new_values."id", new_values."network_id", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8117a92174dcbf15ed1cad0e63e4cbc77df0fa8c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2b023",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pmks_cases_measurement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measurement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_measurementevent" ("at", "by_id", "case_id", "goal_id", "id", "network_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "value") SELECT old_values."at", old_values."by_id", old_values."case_id", old_values."goal_id", old_values."id", old_values."network_id", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="180b7a1d5f679155403c93eba6d20c943956ce9b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_84c4e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pmks_cases_measurement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_consentevent" ("answer", "at", "by_id", "case_id", "given_by", "guardian_relation", "id", "network_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_id", "purpose", "way", "witness") SELECT new_values."answer", new_values."at", new_values."by_id", new_values."case_id", new_values."given_by", new_values."guardian_relation", new_values."id", new_values."network_id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proof_id", new_values."purpose", new_values."way", new_values."witness" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="fb1dbc5ff1dc456a06d0e3e4d7d27062b1fd5e61",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c93fd",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pmks_cases_consent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_consentevent" ("answer", "at", "by_id", "case_id", "given_by", "guardian_relation", "id", "network_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_id", "purpose", "way", "witness") SELECT new_values."answer", new_values."at", new_values."by_id", new_values."case_id", new_values."given_by", new_values."guardian_relation", new_values."id", new_values."network_id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proof_id", new_values."purpose", new_values."way", new_values."witness" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ced52a9296966fa154d76b369966a49b4f0ee0f0",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_12bc3",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pmks_cases_consent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_consentevent" ("answer", "at", "by_id", "case_id", "given_by", "guardian_relation", "id", "network_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_id", "purpose", "way", "witness") SELECT old_values."answer", old_values."at", old_values."by_id", old_values."case_id", old_values."given_by", old_values."guardian_relation", old_values."id", old_values."network_id", old_values."organization_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."proof_id", old_values."purpose", old_values."way", old_values."witness" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="be7ceb90312d796692d61d600c712dbed9f47142",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d605c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pmks_cases_consent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planstep",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_planstepevent" ("added_at", "case_id", "effort", "follow_up_id", "goal_id", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."added_at", new_values."case_id", new_values."effort", new_values."follow_up_id", new_values."goal_id", new_values."id", new_values."network_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7ed7d02330cc026960e295e4ed34d115ba970e4b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2e7e7",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pmks_cases_planstep",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planstep",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_planstepevent" ("added_at", "case_id", "effort", "follow_up_id", "goal_id", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."added_at", new_values."case_id", new_values."effort", new_values."follow_up_id", new_values."goal_id", new_values."id", new_values."network_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="60b02b4a952ba4d4cb478f0a9c280c577166402e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c4ae9",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pmks_cases_planstep",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planstep",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_planstepevent" ("added_at", "case_id", "effort", "follow_up_id", "goal_id", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."added_at", old_values."case_id", old_values."effort", old_values."follow_up_id", old_values."goal_id", old_values."id", old_values."network_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a0de7c17b1e8528b3306a20b541cb00ff425a112",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d5783",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pmks_cases_planstep",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="referral",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_referralevent" ("answer", "answered_on", "at", "by_id", "case_id", "explanation", "id", "is_first_step", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_on", "spoke_with", "target") SELECT new_values."answer", new_values."answered_on", new_values."at", new_values."by_id", new_values."case_id", new_values."explanation", new_values."id", new_values."is_first_step", new_values."network_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."sent_on", new_values."spoke_with", new_values."target" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3c708847ae17b2c65dddae8e23815b4755d38658",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_51efb",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pmks_cases_referral",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="referral",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_referralevent" ("answer", "answered_on", "at", "by_id", "case_id", "explanation", "id", "is_first_step", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_on", "spoke_with", "target") SELECT new_values."answer", new_values."answered_on", new_values."at", new_values."by_id", new_values."case_id", new_values."explanation", new_values."id", new_values."is_first_step", new_values."network_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."sent_on", new_values."spoke_with", new_values."target" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="40a675f5af3dc4ed57d80acc0a90fc306845ae06",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bb349",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pmks_cases_referral",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="referral",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_referralevent" ("answer", "answered_on", "at", "by_id", "case_id", "explanation", "id", "is_first_step", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_on", "spoke_with", "target") SELECT old_values."answer", old_values."answered_on", old_values."at", old_values."by_id", old_values."case_id", old_values."explanation", old_values."id", old_values."is_first_step", old_values."network_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."sent_on", old_values."spoke_with", old_values."target" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="059b3405cfb1ab1f371dcba00356d6e7f6811680",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ed92e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pmks_cases_referral",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="savedfilter",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_savedfilterevent" ("created_at", "id", "name", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "query", "user_id") SELECT new_values."created_at", new_values."id", new_values."name", new_values."network_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."query", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8f6f9a383822d7b35c06573e403cc8faf05bcdf7",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0a05d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pmks_cases_savedfilter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="savedfilter",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_savedfilterevent" ("created_at", "id", "name", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "query", "user_id") SELECT new_values."created_at", new_values."id", new_values."name", new_values."network_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."query", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9171ec8e664f0786cbc1648d61cd7298eb428a13",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a2fb0",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pmks_cases_savedfilter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="savedfilter",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_savedfilterevent" ("created_at", "id", "name", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "query", "user_id") SELECT old_values."created_at", old_values."id", old_values."name", old_values."network_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."query", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="08f730d172a58aa068d24f2f6b91a60349d65e3f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c7137",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pmks_cases_savedfilter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visit",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_visitevent" ("at", "by_id", "case_id", "client_id", "companion", "effort", "food", "health", "housing", "id", "kept_on_phone", "kind", "latitude", "longitude", "met", "network_id", "next_visit_on", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "received_at", "resident_id", "revision", "safety", "school", "told", "urgency") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."client_id", new_values."companion", new_values."effort", new_values."food", new_values."health", new_values."housing", new_values."id", new_values."kept_on_phone", new_values."kind", new_values."latitude", new_values."longitude", new_values."met", new_values."network_id", new_values."next_visit_on", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."received_at", new_values."resident_id", new_values."revision", new_values."safety", new_values."school", new_values."told", new_values."urgency" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6c5facba4bdccaf5f0ca4a35ca5f09d90c2989e5",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d56cc",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pmks_cases_visit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_visitevent" ("at", "by_id", "case_id", "client_id", "companion", "effort", "food", "health", "housing", "id", "kept_on_phone", "kind", "latitude", "longitude", "met", "network_id", "next_visit_on", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "received_at", "resident_id", "revision", "safety", "school", "told", "urgency") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."client_id", new_values."companion", new_values."effort", new_values."food", new_values."health", new_values."housing", new_values."id", new_values."kept_on_phone", new_values."kind", new_values."latitude", new_values."longitude", new_values."met", new_values."network_id", new_values."next_visit_on", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."received_at", new_values."resident_id", new_values."revision", new_values."safety", new_values."school", new_values."told", new_values."urgency" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ec17307118ffb5a3343e591737507d94e8283507",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_61062",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pmks_cases_visit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visit",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_visitevent" ("at", "by_id", "case_id", "client_id", "companion", "effort", "food", "health", "housing", "id", "kept_on_phone", "kind", "latitude", "longitude", "met", "network_id", "next_visit_on", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "received_at", "resident_id", "revision", "safety", "school", "told", "urgency") SELECT old_values."at", old_values."by_id", old_values."case_id", old_values."client_id", old_values."companion", old_values."effort", old_values."food", old_values."health", old_values."housing", old_values."id", old_values."kept_on_phone", old_values."kind", old_values."latitude", old_values."longitude", old_values."met", old_values."network_id", old_values."next_visit_on", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."received_at", old_values."resident_id", old_values."revision", old_values."safety", old_values."school", old_values."told", old_values."urgency" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="45f98d9186caeaaf25d72a8ed71f58061843efb2",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1dcf1",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pmks_cases_visit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="photo",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_photoevent" ("at", "by_id", "case_id", "file", "height", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "thumbnail", "visit_id", "width") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."file", new_values."height", new_values."id", new_values."network_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."report_id", new_values."thumbnail", new_values."visit_id", new_values."width" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="baef404c4dd186a2f838bd5c4c6ce0709b4dd1ca",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5e975",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pmks_cases_photo",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="photo",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_photoevent" ("at", "by_id", "case_id", "file", "height", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "thumbnail", "visit_id", "width") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."file", new_values."height", new_values."id", new_values."network_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."report_id", new_values."thumbnail", new_values."visit_id", new_values."width" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2b17834655172f30b0f0a9f5a5a1b27caedc38fb",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_96499",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pmks_cases_photo",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="photo",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_photoevent" ("at", "by_id", "case_id", "file", "height", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "thumbnail", "visit_id", "width") SELECT old_values."at", old_values."by_id", old_values."case_id", old_values."file", old_values."height", old_values."id", old_values."network_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."report_id", old_values."thumbnail", old_values."visit_id", old_values."width" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="91f3dc334300c5706224afab70650884b0677748",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3e2a7",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pmks_cases_photo",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="emergencyalert",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_emergencyalertevent" ("case_id", "id", "mailed_at", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_at", "recipient_id", "report_id", "seen_at", "visit_id") SELECT new_values."case_id", new_values."id", new_values."mailed_at", new_values."network_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."raised_at", new_values."recipient_id", new_values."report_id", new_values."seen_at", new_values."visit_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="bffd84952abe685bacf19041b3cd880db67aed33",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_362cf",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pmks_cases_emergencyalert",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="emergencyalert",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_emergencyalertevent" ("case_id", "id", "mailed_at", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_at", "recipient_id", "report_id", "seen_at", "visit_id") SELECT new_values."case_id", new_values."id", new_values."mailed_at", new_values."network_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."raised_at", new_values."recipient_id", new_values."report_id", new_values."seen_at", new_values."visit_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ca6ed52fcf0b9ec4da18b1fad532afd4ae5c33a1",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4dc55",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pmks_cases_emergencyalert",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="emergencyalert",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_emergencyalertevent" ("case_id", "id", "mailed_at", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_at", "recipient_id", "report_id", "seen_at", "visit_id") SELECT old_values."case_id", old_values."id", old_values."mailed_at", old_values."network_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."raised_at", old_values."recipient_id", old_values."report_id", old_values."seen_at", old_values."visit_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="d813aa319b13ec3c0dab7dddf95a67b2092b3eca",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9b869",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pmks_cases_emergencyalert",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="addendum",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_addendumevent" ("at", "by_id", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "visit_id") SELECT new_values."at", new_values."by_id", new_values."id", new_values."network_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."text", new_values."visit_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c06875b589903a787c83c14fd6a9671888cb48d8",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_07a17",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pmks_cases_addendum",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="addendum",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_addendumevent" ("at", "by_id", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "visit_id") SELECT new_values."at", new_values."by_id", new_values."id", new_values."network_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."text", new_values."visit_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="53a8c6ffd87cb942dcff622240a8c86b30ae57df",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cf85c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pmks_cases_addendum",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="addendum",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmks_cases_addendumevent" ("at", "by_id", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "visit_id") SELECT old_values."at", old_values."by_id", old_values."id", old_values."network_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."text", old_values."visit_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="0cf8ded4656eca7bde1bd9553148336fb2ae6688",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_23c80",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pmks_cases_addendum",
                    when="AFTER",
                ),
            ),
        ),
    ]
