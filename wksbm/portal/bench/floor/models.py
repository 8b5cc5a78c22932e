"""The registry's tables as a plain Django project would declare them."""

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
