"""The registry's tables as a plain Django project would declare them."""

import uuid

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.db import models


class User(AbstractBaseUser):
    username = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=100)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "members_user"


class Network(models.Model):
    slug = models.SlugField()
    name = models.CharField(max_length=100)
    village = models.CharField(max_length=13, db_column="village_id")

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "members_network"


class Rt(models.Model):
    network = models.ForeignKey(Network, on_delete=models.PROTECT)
    number = models.CharField(max_length=3)

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "members_rt"

    def __str__(self) -> str:
        return self.number


class Family(models.Model):
    network = models.ForeignKey(Network, on_delete=models.PROTECT)
    kk_number = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "pmks_cases_family"


class Resident(models.Model):
    network = models.ForeignKey(Network, on_delete=models.PROTECT)
    name = models.CharField(max_length=100)
    name_key = models.CharField(max_length=100, default="")
    search_grams = ArrayField(models.TextField(), default=list)
    nik = models.BinaryField(null=True)
    nik_digest = models.BinaryField(null=True)
    without_nik = models.CharField(max_length=20, blank=True)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, null=True, blank=True)
    kk_level = models.PositiveSmallIntegerField(null=True, blank=True)
    sex = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_place = models.CharField(max_length=100, blank=True)
    birth_on = models.DateField(null=True, blank=True)
    rt = models.ForeignKey(Rt, on_delete=models.PROTECT, null=True, blank=True)
    hamlet = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=200, blank=True)
    present_address = models.CharField(max_length=200, blank=True)
    education = models.PositiveSmallIntegerField(null=True, blank=True)
    occupation = models.PositiveSmallIntegerField(null=True, blank=True)
    marital_status = models.PositiveSmallIntegerField(null=True, blank=True)
    status = models.PositiveSmallIntegerField(default=1)
    status_on = models.DateField(null=True, blank=True)
    disability = models.CharField(max_length=12, blank=True)
    insurance = models.PositiveSmallIntegerField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "pmks_cases_resident"


class Case(models.Model):
    id = models.BigIntegerField(primary_key=True)
    network = models.ForeignKey(Network, on_delete=models.PROTECT)
    number = models.CharField(max_length=9)
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, null=True)
    rt = models.ForeignKey(Rt, on_delete=models.PROTECT, null=True)
    psm = models.ForeignKey(User, on_delete=models.PROTECT, null=True)
    need = models.BinaryField()
    need_kind = models.CharField(max_length=14)
    urgency = models.PositiveSmallIntegerField()
    secrecy = models.CharField(max_length=8)
    state = models.CharField(max_length=20)
    landmark = models.BinaryField()
    contact_name = models.BinaryField()
    contact_phone = models.BinaryField()
    wish = models.BinaryField()
    own_part = models.BinaryField()
    next_visit_on = models.DateField(null=True)
    last_visit_on = models.DateField(null=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "pmks_cases_case"


class Visit(models.Model):
    id = models.BigIntegerField(primary_key=True)
    network = models.ForeignKey(Network, on_delete=models.PROTECT)
    client_id = models.UUIDField(default=uuid.uuid4)
    kind = models.CharField(max_length=10, default="kunjungan")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="visits")
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    companion = models.BinaryField(default=b"")
    alone_why = models.BinaryField(default=b"")
    at = models.DateTimeField()
    on = models.DateField()
    place = models.CharField(max_length=8, default="rumah")
    met = models.CharField(max_length=14)
    food = models.PositiveSmallIntegerField(null=True)
    health = models.PositiveSmallIntegerField(null=True)
    school = models.PositiveSmallIntegerField(null=True)
    housing = models.PositiveSmallIntegerField(null=True)
    safety = models.PositiveSmallIntegerField(null=True)
    effort = models.CharField(max_length=14, default="", blank=True)
    told = models.BinaryField(default=b"")
    urgency = models.PositiveSmallIntegerField(null=True)
    next_visit_on = models.DateField(null=True, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)
    kept_on_phone = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "pmks_cases_visit"


class Notification(models.Model):
    recipient = models.ForeignKey(User, on_delete=models.CASCADE)
    network = models.ForeignKey(Network, on_delete=models.PROTECT)
    kind = models.CharField(max_length=30)
    written_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "notifications_notification"


class Meeting(models.Model):
    network = models.ForeignKey(Network, on_delete=models.PROTECT)
    kind = models.CharField(max_length=12)
    held_on = models.DateField()
    place = models.CharField(max_length=120)
    chair = models.ForeignKey(User, on_delete=models.PROTECT)
    state = models.CharField(max_length=12)

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "programs_meeting"


class AgendaItem(models.Model):
    network = models.ForeignKey(Network, on_delete=models.PROTECT)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True)
    kind = models.CharField(max_length=14)
    place = models.CharField(max_length=10)
    order = models.PositiveSmallIntegerField()
    title = models.BinaryField()
    reason = models.CharField(max_length=200)
    discussion = models.BinaryField()

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "programs_agendaitem"


class Attendance(models.Model):
    network = models.ForeignKey(Network, on_delete=models.PROTECT)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    name = models.CharField(max_length=100)
    element = models.CharField(max_length=16)
    is_present = models.BooleanField()

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "programs_attendance"


class Organization(models.Model):
    name = models.CharField(max_length=100)

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "members_organization"


class Program(models.Model):
    network = models.ForeignKey(Network, on_delete=models.PROTECT)
    lead = models.ForeignKey(Organization, on_delete=models.PROTECT)
    title = models.CharField(max_length=100)
    state = models.CharField(max_length=10)
    target_count = models.PositiveIntegerField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "programs_program"


class Document(models.Model):
    id = models.BigIntegerField(primary_key=True)
    network = models.ForeignKey(Network, on_delete=models.PROTECT)
    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=120)
    called = models.BinaryField()
    addressee = models.BinaryField()
    issued_on = models.DateField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT)
    pages = models.PositiveIntegerField()

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "documents_issueddocument"
