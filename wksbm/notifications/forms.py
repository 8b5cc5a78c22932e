"""How a person wants to be reached."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wksbm.notifications.models import Preference
from wksbm.notifications.models.preference import QUIET_FROM, QUIET_UNTIL


class PreferenceForm(forms.ModelForm):
    """`networks`: those whose clocks the hour is meant of. It may be sent twice: it says how things are to be."""

    hour = forms.TypedChoiceField(label=gettext_lazy("Pukul berapa"), coerce=int)

    class Meta:
        model = Preference
        fields = ("daily", "hour", "urgent")
        labels = {
            "daily": gettext_lazy("Kirim ringkasan sekali sehari"),
            "urgent": gettext_lazy("Kabar darurat langsung dikirim, kapan saja"),
        }
        help_texts = {
            "daily": gettext_lazy(
                "Satu email berisi semua yang menunggu Anda. Tidak ada yang menunggu, tidak ada email."
            ),
            "urgent": gettext_lazy("Kalau dimatikan, keadaan darurat baru Anda ketahui saat membuka portal."),
        }

    def __init__(self, *args, networks, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["hour"].choices = [(hour, spoken_hour(hour)) for hour in range(QUIET_UNTIL, QUIET_FROM)]
        zones = {datetime.now(ZoneInfo(network.time_zone)).tzname() for network in networks}
        clock = zones.pop() if len(zones) == 1 else _("waktu setempat")
        self.fields["hour"].help_text = _("Menurut jam jejaring Anda (%(clock)s). Malam hari tidak ada email.") % {
            "clock": clock
        }


def spoken_hour(hour: int) -> str:
    """`06.00 pagi`, as people say it; the hours between which mails may leave."""
    if hour < 11:
        part = _("pagi")
    elif hour < 15:
        part = _("siang")
    else:
        part = _("sore") if hour < 18 else _("malam")
    return f"{hour:02d}.00 {part}"
