"""What a field says that was left empty: one law for every form, kinder than the framework's `tidak boleh kosong`.

A form may say it better of a field of its own (`error_messages`). Fields take these words when they are made, so this
is imported before the first form is.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    forms.Field: _("Isi dahulu bagian ini."),
    forms.ChoiceField: _("Pilih dahulu salah satu."),
    forms.DateField: _("Pilih dahulu tanggalnya."),
    forms.TimeField: _("Pilih dahulu jamnya."),
    forms.FileField: _("Pilih dahulu berkasnya."),
    forms.BooleanField: _("Beri tanda dahulu di sini."),
}

for field, empty in SENTENCES.items():
    field.default_error_messages = {**vars(field).get("default_error_messages", {}), "required": empty}
