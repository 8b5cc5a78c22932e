import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import members.models.user
import members.models.volunteer
import members.phones


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Region",
            fields=[
                ("code", models.CharField(max_length=13, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=100)),
                ("name_key", models.CharField(db_collation="C", editable=False, max_length=100)),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Provinsi"), (2, "Kabupaten/kota"), (3, "Kecamatan"), (4, "Desa/kelurahan")]
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="members.region",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["level", "name_key"], name="region_by_name")],
            },
        ),
        migrations.CreateModel(
            name="Network",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=100, verbose_name="Nama WKSBM")),
                (
                    "rw",
                    models.CharField(
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator("^\\d{3}$", "Tulis tiga angka, misalnya 004.")
                        ],
                        verbose_name="Nomor RW",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("persiapan", "Persiapan"),
                            ("sosialisasi", "Sosialisasi"),
                            ("pembentukan", "Pembentukan"),
                            ("pengesahan", "Pengesahan"),
                            ("penguatan", "Penguatan"),
                            ("jejaring", "Berjejaring"),
                            ("mandiri", "Mandiri"),
                            ("vakum", "Sedang vakum"),
                        ],
                        default="persiapan",
                        max_length=20,
                        verbose_name="Tahap",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        choices=[("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")],
                        default="Asia/Jakarta",
                        max_length=20,
                        verbose_name="Zona waktu",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="Alamat sekretariat")),
                ("phone", members.phones.PhoneField(blank=True, max_length=17, verbose_name="Nomor HP")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="Email")),
                ("decree_number", models.CharField(blank=True, max_length=80, verbose_name="Nomor SK pengesahan")),
                ("decree_on", models.DateField(blank=True, null=True, verbose_name="Tanggal SK")),
                ("activities", models.TextField(blank=True, max_length=1000, verbose_name="Jenis kegiatan")),
                (
                    "resident_permit_number",
                    models.CharField(blank=True, max_length=80, verbose_name="Nomor surat izin data warga"),
                ),
                ("resident_permit_on", models.DateField(blank=True, null=True, verbose_name="Tanggal surat izin")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "village",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="networks",
                        to="members.region",
                        verbose_name="Desa/kelurahan",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [models.UniqueConstraint(fields=("village", "rw"), name="one_network_an_rw")],
            },
        ),
        migrations.CreateModel(
            name="Rt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "number",
                    models.CharField(
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator("^\\d{3}$", "Tulis tiga angka, misalnya 004.")
                        ],
                        verbose_name="Nomor RT",
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
                "ordering": ["number"],
                "constraints": [models.UniqueConstraint(fields=("network", "number"), name="one_rt_a_number")],
            },
        ),
        migrations.CreateModel(
            name="Dasawisma",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="Nama dasawisma")),
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
                    "rt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dasawisma",
                        to="members.rt",
                        verbose_name="RT",
                    ),
                ),
            ],
            options={
                "ordering": ["rt__number", "name"],
                "constraints": [models.UniqueConstraint(fields=("network", "rt", "name"), name="one_dasawisma_a_name")],
            },
        ),
        migrations.CreateModel(
            name="DasawismaEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=60, verbose_name="Nama dasawisma")),
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
                        to="members.dasawisma",
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
                    "rt",
                    models.ForeignKey(
                        db_constraint=False,
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
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "username",
                    models.CharField(
                        max_length=30,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[\\w.-]{3,}$", "Pakai huruf, angka, titik, atau garis; paling sedikit 3."
                            ),
                            members.models.user.refuse_all_digits,
                        ],
                        verbose_name="Nama pengguna",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="Nama")),
                (
                    "phone",
                    members.phones.PhoneField(
                        blank=True, max_length=17, null=True, unique=True, verbose_name="Nomor HP"
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, null=True, verbose_name="Email")),
                ("is_active", models.BooleanField(default=True)),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("username"), name="one_account_a_username"
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"), name="one_account_an_email"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Organization",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("rt", "RT"),
                            ("rw", "RW"),
                            ("pkk", "PKK"),
                            ("dasawisma", "Dasawisma"),
                            ("karang_taruna", "Karang Taruna"),
                            ("posyandu", "Posyandu"),
                            ("lpm", "LPM"),
                            ("takmir", "Takmir masjid"),
                            ("remaja_masjid", "Remaja masjid"),
                            ("majelis_taklim", "Majelis taklim"),
                            ("tpa", "TPA"),
                            ("majelis_gereja", "Majelis gereja"),
                            ("other_faith", "Kelompok agama lain"),
                            ("donors", "Kelompok donatur"),
                            ("partner", "Mitra luar (Puskesmas, Dinsos, BAZNAS, …)"),
                            ("other", "Lainnya"),
                        ],
                        max_length=20,
                        verbose_name="Jenis",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="Nama lembaga")),
                (
                    "standing",
                    models.CharField(
                        choices=[("dikenali", "Dikenali"), ("diajak", "Diajak"), ("bergabung", "Bergabung")],
                        default="dikenali",
                        max_length=10,
                        verbose_name="Keadaan",
                    ),
                ),
                (
                    "offers",
                    models.TextField(
                        blank=True,
                        help_text="Satu baris satu layanan.",
                        max_length=1000,
                        verbose_name="Yang bisa dibantu",
                    ),
                ),
                ("contact_name", models.CharField(blank=True, max_length=100, verbose_name="Nama yang dihubungi")),
                ("phone", members.phones.PhoneField(blank=True, max_length=17, verbose_name="Nomor HP")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="Alamat")),
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
            ],
            options={
                "ordering": ["name"],
                "indexes": [models.Index(fields=["network", "name", "id"], name="organization_by_name")],
                "constraints": [
                    models.UniqueConstraint(fields=("network", "kind", "name"), name="one_organization_a_name")
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="Nama")),
                ("phone", members.phones.PhoneField(blank=True, max_length=17, verbose_name="Nomor HP")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("village_head", "Kepala desa (pelindung)"),
                            ("village_operator", "Operator desa"),
                            ("chair", "Ketua"),
                            ("secretary", "Sekretaris"),
                            ("treasurer", "Bendahara"),
                            ("psm", "Relawan PSM"),
                            ("organization_officer", "Pengurus lembaga"),
                            ("rt_head", "Ketua RT"),
                            ("dasawisma_kader", "Kader dasawisma"),
                            ("auditor", "Pemeriksa"),
                            ("supervisor", "Pembina (Dinsos, TKSK, kecamatan)"),
                        ],
                        max_length=25,
                        verbose_name="Peran di portal",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=80, verbose_name="Jabatan")),
                ("starts_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="Mulai")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="Sampai")),
                ("decree_number", models.CharField(blank=True, max_length=80, verbose_name="Nomor SK")),
                ("decree_on", models.DateField(blank=True, null=True, verbose_name="Tanggal SK")),
                ("token_digest", models.BinaryField(max_length=32, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(editable=False, null=True)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                (
                    "dasawisma",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.dasawisma",
                        verbose_name="Dasawisma",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "used_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
                    "village",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.region",
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
            ],
            options={
                "indexes": [models.Index(fields=["network", "-id"], name="invitation_newest")],
            },
        ),
        migrations.CreateModel(
            name="InvitationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=100, verbose_name="Nama")),
                ("phone", members.phones.PhoneField(blank=True, max_length=17, verbose_name="Nomor HP")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("village_head", "Kepala desa (pelindung)"),
                            ("village_operator", "Operator desa"),
                            ("chair", "Ketua"),
                            ("secretary", "Sekretaris"),
                            ("treasurer", "Bendahara"),
                            ("psm", "Relawan PSM"),
                            ("organization_officer", "Pengurus lembaga"),
                            ("rt_head", "Ketua RT"),
                            ("dasawisma_kader", "Kader dasawisma"),
                            ("auditor", "Pemeriksa"),
                            ("supervisor", "Pembina (Dinsos, TKSK, kecamatan)"),
                        ],
                        max_length=25,
                        verbose_name="Peran di portal",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=80, verbose_name="Jabatan")),
                ("starts_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="Mulai")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="Sampai")),
                ("decree_number", models.CharField(blank=True, max_length=80, verbose_name="Nomor SK")),
                ("decree_on", models.DateField(blank=True, null=True, verbose_name="Tanggal SK")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(editable=False, null=True)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                (
                    "dasawisma",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.dasawisma",
                        verbose_name="Dasawisma",
                    ),
                ),
                (
                    "invited_by",
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
                        to="members.invitation",
                    ),
                ),
                (
                    "used_by",
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
                (
                    "network",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
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
                    "village",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.region",
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
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("village_head", "Kepala desa (pelindung)"),
                            ("village_operator", "Operator desa"),
                            ("chair", "Ketua"),
                            ("secretary", "Sekretaris"),
                            ("treasurer", "Bendahara"),
                            ("psm", "Relawan PSM"),
                            ("organization_officer", "Pengurus lembaga"),
                            ("rt_head", "Ketua RT"),
                            ("dasawisma_kader", "Kader dasawisma"),
                            ("auditor", "Pemeriksa"),
                            ("supervisor", "Pembina (Dinsos, TKSK, kecamatan)"),
                        ],
                        max_length=25,
                        verbose_name="Peran di portal",
                    ),
                ),
                (
                    "title",
                    models.CharField(blank=True, help_text="Seperti di SK.", max_length=80, verbose_name="Jabatan"),
                ),
                ("starts_on", models.DateField(verbose_name="Mulai")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="Sampai")),
                ("decree_number", models.CharField(blank=True, max_length=80, verbose_name="Nomor SK")),
                ("decree_on", models.DateField(blank=True, null=True, verbose_name="Tanggal SK")),
                ("removed_at", models.DateTimeField(editable=False, null=True)),
                ("removal_reason", models.CharField(blank=True, editable=False, max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "dasawisma",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.dasawisma",
                        verbose_name="Dasawisma",
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="members.network",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="members.organization",
                        verbose_name="Lembaga",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.region",
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
            ],
            options={
                "indexes": [
                    models.Index(fields=["user", "starts_on"], name="membership_of_user"),
                    models.Index(fields=["network", "role", "starts_on"], name="membership_of_network"),
                    models.Index(fields=["village", "role", "starts_on"], name="membership_of_village"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("network__isnull", False),
                                (
                                    "role__in",
                                    [
                                        "auditor",
                                        "chair",
                                        "dasawisma_kader",
                                        "organization_officer",
                                        "psm",
                                        "rt_head",
                                        "secretary",
                                        "supervisor",
                                        "treasurer",
                                    ],
                                ),
                                ("village__isnull", True),
                            ),
                            models.Q(
                                ("network__isnull", True),
                                ("role__in", ["village_head", "village_operator"]),
                                ("village__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="office_is_held_somewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                        name="term_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MembershipEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("village_head", "Kepala desa (pelindung)"),
                            ("village_operator", "Operator desa"),
                            ("chair", "Ketua"),
                            ("secretary", "Sekretaris"),
                            ("treasurer", "Bendahara"),
                            ("psm", "Relawan PSM"),
                            ("organization_officer", "Pengurus lembaga"),
                            ("rt_head", "Ketua RT"),
                            ("dasawisma_kader", "Kader dasawisma"),
                            ("auditor", "Pemeriksa"),
                            ("supervisor", "Pembina (Dinsos, TKSK, kecamatan)"),
                        ],
                        max_length=25,
                        verbose_name="Peran di portal",
                    ),
                ),
                (
                    "title",
                    models.CharField(blank=True, help_text="Seperti di SK.", max_length=80, verbose_name="Jabatan"),
                ),
                ("starts_on", models.DateField(verbose_name="Mulai")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="Sampai")),
                ("decree_number", models.CharField(blank=True, max_length=80, verbose_name="Nomor SK")),
                ("decree_on", models.DateField(blank=True, null=True, verbose_name="Tanggal SK")),
                ("removed_at", models.DateTimeField(editable=False, null=True)),
                ("removal_reason", models.CharField(blank=True, editable=False, max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "dasawisma",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.dasawisma",
                        verbose_name="Dasawisma",
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
                        to="members.membership",
                    ),
                ),
                (
                    "removed_by",
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
                (
                    "network",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
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
                    "village",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.region",
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
            name="NetworkEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("slug", models.SlugField(db_index=False)),
                ("name", models.CharField(max_length=100, verbose_name="Nama WKSBM")),
                (
                    "rw",
                    models.CharField(
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator("^\\d{3}$", "Tulis tiga angka, misalnya 004.")
                        ],
                        verbose_name="Nomor RW",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("persiapan", "Persiapan"),
                            ("sosialisasi", "Sosialisasi"),
                            ("pembentukan", "Pembentukan"),
                            ("pengesahan", "Pengesahan"),
                            ("penguatan", "Penguatan"),
                            ("jejaring", "Berjejaring"),
                            ("mandiri", "Mandiri"),
                            ("vakum", "Sedang vakum"),
                        ],
                        default="persiapan",
                        max_length=20,
                        verbose_name="Tahap",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        choices=[("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")],
                        default="Asia/Jakarta",
                        max_length=20,
                        verbose_name="Zona waktu",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="Alamat sekretariat")),
                ("phone", members.phones.PhoneField(blank=True, max_length=17, verbose_name="Nomor HP")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="Email")),
                ("decree_number", models.CharField(blank=True, max_length=80, verbose_name="Nomor SK pengesahan")),
                ("decree_on", models.DateField(blank=True, null=True, verbose_name="Tanggal SK")),
                ("activities", models.TextField(blank=True, max_length=1000, verbose_name="Jenis kegiatan")),
                (
                    "resident_permit_number",
                    models.CharField(blank=True, max_length=80, verbose_name="Nomor surat izin data warga"),
                ),
                ("resident_permit_on", models.DateField(blank=True, null=True, verbose_name="Tanggal surat izin")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                        to="members.network",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.region",
                        verbose_name="Desa/kelurahan",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OrganizationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("rt", "RT"),
                            ("rw", "RW"),
                            ("pkk", "PKK"),
                            ("dasawisma", "Dasawisma"),
                            ("karang_taruna", "Karang Taruna"),
                            ("posyandu", "Posyandu"),
                            ("lpm", "LPM"),
                            ("takmir", "Takmir masjid"),
                            ("remaja_masjid", "Remaja masjid"),
                            ("majelis_taklim", "Majelis taklim"),
                            ("tpa", "TPA"),
                            ("majelis_gereja", "Majelis gereja"),
                            ("other_faith", "Kelompok agama lain"),
                            ("donors", "Kelompok donatur"),
                            ("partner", "Mitra luar (Puskesmas, Dinsos, BAZNAS, …)"),
                            ("other", "Lainnya"),
                        ],
                        max_length=20,
                        verbose_name="Jenis",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="Nama lembaga")),
                (
                    "standing",
                    models.CharField(
                        choices=[("dikenali", "Dikenali"), ("diajak", "Diajak"), ("bergabung", "Bergabung")],
                        default="dikenali",
                        max_length=10,
                        verbose_name="Keadaan",
                    ),
                ),
                (
                    "offers",
                    models.TextField(
                        blank=True,
                        help_text="Satu baris satu layanan.",
                        max_length=1000,
                        verbose_name="Yang bisa dibantu",
                    ),
                ),
                ("contact_name", models.CharField(blank=True, max_length=100, verbose_name="Nama yang dihubungi")),
                ("phone", members.phones.PhoneField(blank=True, max_length=17, verbose_name="Nomor HP")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="Alamat")),
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
                        to="members.organization",
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
            name="RtEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "number",
                    models.CharField(
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator("^\\d{3}$", "Tulis tiga angka, misalnya 004.")
                        ],
                        verbose_name="Nomor RT",
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
                        to="members.rt",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SignInLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "forget_second_factors",
                    models.BooleanField(default=False, verbose_name="HP-nya hilang: lupakan kunci kedua"),
                ),
                ("token_digest", models.BinaryField(max_length=32, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(editable=False, null=True)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.network"
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
                "indexes": [models.Index(fields=["network", "-id"], name="sign_in_link_newest")],
            },
        ),
        migrations.CreateModel(
            name="SignInLinkEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "forget_second_factors",
                    models.BooleanField(default=False, verbose_name="HP-nya hilang: lupakan kunci kedua"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(editable=False, null=True)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                (
                    "made_by",
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
                        to="members.signinlink",
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
            name="Volunteer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hours_a_week", models.PositiveSmallIntegerField(default=4, verbose_name="Jam seminggu")),
                ("since_on", models.DateField(blank=True, null=True, verbose_name="Menjadi PSM sejak")),
                ("skills", models.CharField(blank=True, max_length=200, verbose_name="Keterampilan")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="volunteer",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Training",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("dasar", "Dasar"),
                            ("lanjutan", "Lanjutan"),
                            ("pemantapan", "Pemantapan"),
                            ("tot", "Pelatih (TOT)"),
                            ("bimtek", "Bimtek"),
                            ("lainnya", "Lainnya"),
                        ],
                        max_length=12,
                        verbose_name="Jenjang",
                    ),
                ),
                ("organizer", models.CharField(max_length=100, verbose_name="Penyelenggara")),
                ("held_on", models.DateField(verbose_name="Tanggal")),
                ("hours", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Lama (jam)")),
                ("certificate_number", models.CharField(blank=True, max_length=80, verbose_name="Nomor sertifikat")),
                (
                    "proof",
                    models.FileField(
                        blank=True,
                        upload_to=members.models.volunteer.proof_path,
                        verbose_name="Foto atau PDF sertifikat",
                    ),
                ),
                (
                    "volunteer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="trainings", to="members.volunteer"
                    ),
                ),
            ],
            options={
                "ordering": ["-held_on"],
            },
        ),
        migrations.CreateModel(
            name="TrainingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("dasar", "Dasar"),
                            ("lanjutan", "Lanjutan"),
                            ("pemantapan", "Pemantapan"),
                            ("tot", "Pelatih (TOT)"),
                            ("bimtek", "Bimtek"),
                            ("lainnya", "Lainnya"),
                        ],
                        max_length=12,
                        verbose_name="Jenjang",
                    ),
                ),
                ("organizer", models.CharField(max_length=100, verbose_name="Penyelenggara")),
                ("held_on", models.DateField(verbose_name="Tanggal")),
                ("hours", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Lama (jam)")),
                ("certificate_number", models.CharField(blank=True, max_length=80, verbose_name="Nomor sertifikat")),
                (
                    "proof",
                    models.FileField(
                        blank=True,
                        upload_to=members.models.volunteer.proof_path,
                        verbose_name="Foto atau PDF sertifikat",
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
                        to="members.training",
                    ),
                ),
                (
                    "volunteer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.volunteer",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="UserEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "username",
                    models.CharField(
                        max_length=30,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[\\w.-]{3,}$", "Pakai huruf, angka, titik, atau garis; paling sedikit 3."
                            ),
                            members.models.user.refuse_all_digits,
                        ],
                        verbose_name="Nama pengguna",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="Nama")),
                ("phone", members.phones.PhoneField(blank=True, max_length=17, null=True, verbose_name="Nomor HP")),
                ("email", models.EmailField(blank=True, max_length=254, null=True, verbose_name="Email")),
                ("is_active", models.BooleanField(default=True)),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
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
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="VolunteerArea",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "rt",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.rt"),
                ),
                (
                    "volunteer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.volunteer"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("network", "volunteer", "rt"), name="one_area_once")],
            },
        ),
        migrations.CreateModel(
            name="VolunteerAreaEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
                        to="members.volunteerarea",
                    ),
                ),
                (
                    "rt",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.rt",
                    ),
                ),
                (
                    "volunteer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.volunteer",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="VolunteerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("hours_a_week", models.PositiveSmallIntegerField(default=4, verbose_name="Jam seminggu")),
                ("since_on", models.DateField(blank=True, null=True, verbose_name="Menjadi PSM sejak")),
                ("skills", models.CharField(blank=True, max_length=200, verbose_name="Keterampilan")),
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
                        to="members.volunteer",
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
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_userevent" ("email", "id", "is_active", "joined_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "username") VALUES (NEW."email", NEW."id", NEW."is_active", NEW."joined_at", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."username"); RETURN NULL;',
                    hash="20760169df5ac24d2faca0c971711be89e515203",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ad80e",
                    table="members_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."joined_at" IS DISTINCT FROM (NEW."joined_at") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."username" IS DISTINCT FROM (NEW."username"))',
                    func='INSERT INTO "members_userevent" ("email", "id", "is_active", "joined_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "username") VALUES (NEW."email", NEW."id", NEW."is_active", NEW."joined_at", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."username"); RETURN NULL;',
                    hash="5a01082b56512fdcb3e4647b2e287af5d6d11a34",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3d12e",
                    table="members_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_userevent" ("email", "id", "is_active", "joined_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "username") VALUES (OLD."email", OLD."id", OLD."is_active", OLD."joined_at", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."username"); RETURN NULL;',
                    hash="154f458e0aa302cfc5a5b2d65015a05036f6223a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d335d",
                    table="members_user",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="volunteer",
            name="areas",
            field=models.ManyToManyField(
                related_name="volunteers",
                through="members.VolunteerArea",
                to="members.rt",
                verbose_name="RT yang didampingi",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="network",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_networkevent" ("activities", "address", "created_at", "decree_number", "decree_on", "email", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "resident_permit_number", "resident_permit_on", "rw", "slug", "stage", "time_zone", "village_id") VALUES (NEW."activities", NEW."address", NEW."created_at", NEW."decree_number", NEW."decree_on", NEW."email", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."resident_permit_number", NEW."resident_permit_on", NEW."rw", NEW."slug", NEW."stage", NEW."time_zone", NEW."village_id"); RETURN NULL;',
                    hash="b35a4536b812742668327dda52caa2ba38e754de",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f306f",
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
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "members_networkevent" ("activities", "address", "created_at", "decree_number", "decree_on", "email", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "resident_permit_number", "resident_permit_on", "rw", "slug", "stage", "time_zone", "village_id") VALUES (NEW."activities", NEW."address", NEW."created_at", NEW."decree_number", NEW."decree_on", NEW."email", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."resident_permit_number", NEW."resident_permit_on", NEW."rw", NEW."slug", NEW."stage", NEW."time_zone", NEW."village_id"); RETURN NULL;',
                    hash="34da1aff8c69421cef78727bbeace858dd88e36f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_88909",
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
                    func='INSERT INTO "members_networkevent" ("activities", "address", "created_at", "decree_number", "decree_on", "email", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "resident_permit_number", "resident_permit_on", "rw", "slug", "stage", "time_zone", "village_id") VALUES (OLD."activities", OLD."address", OLD."created_at", OLD."decree_number", OLD."decree_on", OLD."email", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."resident_permit_number", OLD."resident_permit_on", OLD."rw", OLD."slug", OLD."stage", OLD."time_zone", OLD."village_id"); RETURN NULL;',
                    hash="8824627188b64c4b16e5dede85172c163a2789bb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ff5aa",
                    table="members_network",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rt",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_rtevent" ("id", "network_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."network_id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="92edc4bbf637217f49b35759264162815f57d74c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_07c56",
                    table="members_rt",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rt",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "members_rtevent" ("id", "network_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."network_id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="759f84866548828bb92b3802b38cb261b9872e45",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f5c6a",
                    table="members_rt",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rt",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_rtevent" ("id", "network_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."network_id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="aa1d208582f66a44884890bc8cac7595ae3850c7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5422a",
                    table="members_rt",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organization",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_organizationevent" ("address", "contact_name", "id", "kind", "name", "network_id", "offers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "rt_id", "standing") VALUES (NEW."address", NEW."contact_name", NEW."id", NEW."kind", NEW."name", NEW."network_id", NEW."offers", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."rt_id", NEW."standing"); RETURN NULL;',
                    hash="c52da2aaa124826f05d0071d99e1f6be5dde7594",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5fbf2",
                    table="members_organization",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organization",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "members_organizationevent" ("address", "contact_name", "id", "kind", "name", "network_id", "offers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "rt_id", "standing") VALUES (NEW."address", NEW."contact_name", NEW."id", NEW."kind", NEW."name", NEW."network_id", NEW."offers", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."rt_id", NEW."standing"); RETURN NULL;',
                    hash="4208dee1c988c6035266330e44be6c75dfadd6f2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_af66e",
                    table="members_organization",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organization",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_organizationevent" ("address", "contact_name", "id", "kind", "name", "network_id", "offers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "rt_id", "standing") VALUES (OLD."address", OLD."contact_name", OLD."id", OLD."kind", OLD."name", OLD."network_id", OLD."offers", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."rt_id", OLD."standing"); RETURN NULL;',
                    hash="a995c261159ef2bf33615ac06740538f13b06b5d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e843d",
                    table="members_organization",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_membershipevent" ("created_at", "dasawisma_id", "decree_number", "decree_on", "ends_on", "id", "network_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removal_reason", "removed_at", "removed_by_id", "role", "rt_id", "starts_on", "title", "user_id", "village_id") VALUES (NEW."created_at", NEW."dasawisma_id", NEW."decree_number", NEW."decree_on", NEW."ends_on", NEW."id", NEW."network_id", NEW."organization_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."removal_reason", NEW."removed_at", NEW."removed_by_id", NEW."role", NEW."rt_id", NEW."starts_on", NEW."title", NEW."user_id", NEW."village_id"); RETURN NULL;',
                    hash="42362971f6d2ab51e039301f725e7150782bf536",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_20243",
                    table="members_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "members_membershipevent" ("created_at", "dasawisma_id", "decree_number", "decree_on", "ends_on", "id", "network_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removal_reason", "removed_at", "removed_by_id", "role", "rt_id", "starts_on", "title", "user_id", "village_id") VALUES (NEW."created_at", NEW."dasawisma_id", NEW."decree_number", NEW."decree_on", NEW."ends_on", NEW."id", NEW."network_id", NEW."organization_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."removal_reason", NEW."removed_at", NEW."removed_by_id", NEW."role", NEW."rt_id", NEW."starts_on", NEW."title", NEW."user_id", NEW."village_id"); RETURN NULL;',
                    hash="4f2ad0ac17216646f94a0da9cb1b774c5f43c41b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f5071",
                    table="members_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_membershipevent" ("created_at", "dasawisma_id", "decree_number", "decree_on", "ends_on", "id", "network_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removal_reason", "removed_at", "removed_by_id", "role", "rt_id", "starts_on", "title", "user_id", "village_id") VALUES (OLD."created_at", OLD."dasawisma_id", OLD."decree_number", OLD."decree_on", OLD."ends_on", OLD."id", OLD."network_id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."removal_reason", OLD."removed_at", OLD."removed_by_id", OLD."role", OLD."rt_id", OLD."starts_on", OLD."title", OLD."user_id", OLD."village_id"); RETURN NULL;',
                    hash="f6e917a17273b9e6167c97e43369e2c7f0b8ce24",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_84b9f",
                    table="members_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="invitation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_invitationevent" ("created_at", "dasawisma_id", "decree_number", "decree_on", "ends_on", "expires_at", "id", "invited_by_id", "name", "network_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "role", "rt_id", "starts_on", "title", "used_at", "used_by_id", "village_id", "withdrawn_at") VALUES (NEW."created_at", NEW."dasawisma_id", NEW."decree_number", NEW."decree_on", NEW."ends_on", NEW."expires_at", NEW."id", NEW."invited_by_id", NEW."name", NEW."network_id", NEW."organization_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."role", NEW."rt_id", NEW."starts_on", NEW."title", NEW."used_at", NEW."used_by_id", NEW."village_id", NEW."withdrawn_at"); RETURN NULL;',
                    hash="a6ca825e1ced39b65ffe105afab97600ef9e6a0e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_df347",
                    table="members_invitation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="invitation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."dasawisma_id" IS DISTINCT FROM (NEW."dasawisma_id") OR OLD."decree_number" IS DISTINCT FROM (NEW."decree_number") OR OLD."decree_on" IS DISTINCT FROM (NEW."decree_on") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."invited_by_id" IS DISTINCT FROM (NEW."invited_by_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."network_id" IS DISTINCT FROM (NEW."network_id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."rt_id" IS DISTINCT FROM (NEW."rt_id") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."used_at" IS DISTINCT FROM (NEW."used_at") OR OLD."used_by_id" IS DISTINCT FROM (NEW."used_by_id") OR OLD."village_id" IS DISTINCT FROM (NEW."village_id") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at"))',
                    func='INSERT INTO "members_invitationevent" ("created_at", "dasawisma_id", "decree_number", "decree_on", "ends_on", "expires_at", "id", "invited_by_id", "name", "network_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "role", "rt_id", "starts_on", "title", "used_at", "used_by_id", "village_id", "withdrawn_at") VALUES (NEW."created_at", NEW."dasawisma_id", NEW."decree_number", NEW."decree_on", NEW."ends_on", NEW."expires_at", NEW."id", NEW."invited_by_id", NEW."name", NEW."network_id", NEW."organization_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."role", NEW."rt_id", NEW."starts_on", NEW."title", NEW."used_at", NEW."used_by_id", NEW."village_id", NEW."withdrawn_at"); RETURN NULL;',
                    hash="6a83450caba31551e9fd369460e836ae9ab7de14",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_34c15",
                    table="members_invitation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="invitation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_invitationevent" ("created_at", "dasawisma_id", "decree_number", "decree_on", "ends_on", "expires_at", "id", "invited_by_id", "name", "network_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "role", "rt_id", "starts_on", "title", "used_at", "used_by_id", "village_id", "withdrawn_at") VALUES (OLD."created_at", OLD."dasawisma_id", OLD."decree_number", OLD."decree_on", OLD."ends_on", OLD."expires_at", OLD."id", OLD."invited_by_id", OLD."name", OLD."network_id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."role", OLD."rt_id", OLD."starts_on", OLD."title", OLD."used_at", OLD."used_by_id", OLD."village_id", OLD."withdrawn_at"); RETURN NULL;',
                    hash="4340fcb4a69ae562896e0ba1a1d76b582994852b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1089f",
                    table="members_invitation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dasawisma",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_dasawismaevent" ("id", "name", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rt_id") VALUES (NEW."id", NEW."name", NEW."network_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rt_id"); RETURN NULL;',
                    hash="eecf6d325665f22bc8a3d5ec134986ed82ab32f1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_01a27",
                    table="members_dasawisma",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dasawisma",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "members_dasawismaevent" ("id", "name", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rt_id") VALUES (NEW."id", NEW."name", NEW."network_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rt_id"); RETURN NULL;',
                    hash="2588de5f5596bbe317d2fcffbb0e796f2780a156",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3c4c1",
                    table="members_dasawisma",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dasawisma",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_dasawismaevent" ("id", "name", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rt_id") VALUES (OLD."id", OLD."name", OLD."network_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rt_id"); RETURN NULL;',
                    hash="1e3aa71bcb301eeada7b24f815dbb2c7fdb1b047",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_28d11",
                    table="members_dasawisma",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signinlink",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_signinlinkevent" ("created_at", "expires_at", "forget_second_factors", "id", "made_by_id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "used_at", "user_id", "withdrawn_at") VALUES (NEW."created_at", NEW."expires_at", NEW."forget_second_factors", NEW."id", NEW."made_by_id", NEW."network_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."used_at", NEW."user_id", NEW."withdrawn_at"); RETURN NULL;',
                    hash="63563e989868166bc6a9aa3541594d95328deba7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9e7e9",
                    table="members_signinlink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signinlink",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."forget_second_factors" IS DISTINCT FROM (NEW."forget_second_factors") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."network_id" IS DISTINCT FROM (NEW."network_id") OR OLD."used_at" IS DISTINCT FROM (NEW."used_at") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at"))',
                    func='INSERT INTO "members_signinlinkevent" ("created_at", "expires_at", "forget_second_factors", "id", "made_by_id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "used_at", "user_id", "withdrawn_at") VALUES (NEW."created_at", NEW."expires_at", NEW."forget_second_factors", NEW."id", NEW."made_by_id", NEW."network_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."used_at", NEW."user_id", NEW."withdrawn_at"); RETURN NULL;',
                    hash="16550d57a2afad5c0d2676414ed7c901af8c2e5e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9a1d0",
                    table="members_signinlink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signinlink",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_signinlinkevent" ("created_at", "expires_at", "forget_second_factors", "id", "made_by_id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "used_at", "user_id", "withdrawn_at") VALUES (OLD."created_at", OLD."expires_at", OLD."forget_second_factors", OLD."id", OLD."made_by_id", OLD."network_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."used_at", OLD."user_id", OLD."withdrawn_at"); RETURN NULL;',
                    hash="bb137dd0c3daaddc0fa62fb8a2ec40e60834db33",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_76d03",
                    table="members_signinlink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="training",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_trainingevent" ("certificate_number", "held_on", "hours", "id", "level", "organizer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof", "volunteer_id") VALUES (NEW."certificate_number", NEW."held_on", NEW."hours", NEW."id", NEW."level", NEW."organizer", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proof", NEW."volunteer_id"); RETURN NULL;',
                    hash="8c905ac51d7af1d87593006c12fc1c1c421ab17c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cccdb",
                    table="members_training",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="training",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "members_trainingevent" ("certificate_number", "held_on", "hours", "id", "level", "organizer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof", "volunteer_id") VALUES (NEW."certificate_number", NEW."held_on", NEW."hours", NEW."id", NEW."level", NEW."organizer", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proof", NEW."volunteer_id"); RETURN NULL;',
                    hash="185c5978a7203f126c7ea8f04225191e75a3fdc8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_436df",
                    table="members_training",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="training",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_trainingevent" ("certificate_number", "held_on", "hours", "id", "level", "organizer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof", "volunteer_id") VALUES (OLD."certificate_number", OLD."held_on", OLD."hours", OLD."id", OLD."level", OLD."organizer", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proof", OLD."volunteer_id"); RETURN NULL;',
                    hash="5bace063fc6b91cd478ca4b3add3e3abcb308e8d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8972f",
                    table="members_training",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="volunteerarea",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_volunteerareaevent" ("id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rt_id", "volunteer_id") VALUES (NEW."id", NEW."network_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rt_id", NEW."volunteer_id"); RETURN NULL;',
                    hash="ef2041bf79541b5e73bb89dd989431f97b0f7037",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6bb2f",
                    table="members_volunteerarea",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="volunteerarea",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "members_volunteerareaevent" ("id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rt_id", "volunteer_id") VALUES (NEW."id", NEW."network_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rt_id", NEW."volunteer_id"); RETURN NULL;',
                    hash="de638fcc312ba142153e7bc0a5fe2b7fef9c7f4b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6ca6a",
                    table="members_volunteerarea",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="volunteerarea",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_volunteerareaevent" ("id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rt_id", "volunteer_id") VALUES (OLD."id", OLD."network_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rt_id", OLD."volunteer_id"); RETURN NULL;',
                    hash="4f99b51ec0fe099479767cbc2e7f0e5069ba8fb7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_55f40",
                    table="members_volunteerarea",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="volunteer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_volunteerevent" ("hours_a_week", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since_on", "skills", "user_id") VALUES (NEW."hours_a_week", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."since_on", NEW."skills", NEW."user_id"); RETURN NULL;',
                    hash="1b4a08e01ee061a4a8899aa16a46f6789f982327",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0bc53",
                    table="members_volunteer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="volunteer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "members_volunteerevent" ("hours_a_week", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since_on", "skills", "user_id") VALUES (NEW."hours_a_week", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."since_on", NEW."skills", NEW."user_id"); RETURN NULL;',
                    hash="9c039c9ca5087bf0ec1bcf1ba6607c745abd03f0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_54816",
                    table="members_volunteer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="volunteer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_volunteerevent" ("hours_a_week", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since_on", "skills", "user_id") VALUES (OLD."hours_a_week", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."since_on", OLD."skills", OLD."user_id"); RETURN NULL;',
                    hash="254706fbd793ffae9fc1fbb17cef6f192a6b124c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8b325",
                    table="members_volunteer",
                    when="AFTER",
                ),
            ),
        ),
    ]
