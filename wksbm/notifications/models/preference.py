"""How a person wants to be reached."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

QUIET_FROM, QUIET_UNTIL = 20, 6
"""No digest leaves between these hours of the network's clock; an emergency does."""
USUAL_HOUR = 7


class PreferenceQuerySet(models.QuerySet):
    def visible_to(self, user) -> "PreferenceQuerySet":
        return self.filter(user=user)


class Preference(models.Model):
    """Without a row the usual holds: one mail a day at seven in the morning, emergencies at once."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="mail_preference"
    )
    daily = models.BooleanField(_("Kirim ringkasan harian lewat email"), default=True)
    urgent = models.BooleanField(_("Kirim kabar darurat lewat email saat itu juga"), default=True)
    hour = models.PositiveSmallIntegerField(
        _("Pukul berapa"),
        default=USUAL_HOUR,
        validators=[MinValueValidator(QUIET_UNTIL), MaxValueValidator(QUIET_FROM - 1)],
    )
    link_version = models.PositiveIntegerField(default=1, help_text="Raised to make the links of older mails void.")

    objects = PreferenceQuerySet.as_manager()
