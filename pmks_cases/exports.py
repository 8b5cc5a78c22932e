"""Files that leave the portal: the list of residents as a spreadsheet.

Every cell is written as text or number, never as a formula or link, and identity numbers are masked. The file says on
its first lines whose it is, who took it when, and what was filtered; its name says nothing personal.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from pmks_cases import codes
from wksbm.core.templatetags.portal_tags import NBSP, moment

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class ExportColumn:
    """One column: its heading, its width in letters, and what stands in it for a resident."""

    heading: str
    width: int
    value: Callable
    whole: bool = False


def _word(code_list) -> Callable:
    labels = {member.value: member.label for member in code_list}
    return lambda stored: str(labels.get(stored, ""))


def _day(day) -> str:
    return day.strftime("%d-%m-%Y") if day else ""


def _columns(today, whole: bool) -> list[ExportColumn]:
    """The columns that the role may see; masks are made once a family, because opening a seal costs."""
    sex, level, status = _word(codes.Sex), _word(codes.KkLevel), _word(codes.BasicStatus)
    marital, education, occupation = _word(codes.MaritalStatus), _word(codes.Education), _word(codes.Occupation)
    disability, insurance = _word(codes.Disability), _word(codes.Insurance)
    masks: dict[int, str] = {}

    def kk_mask(resident) -> str:
        if resident.family_id is None:
            return ""
        if resident.family_id not in masks:
            masks[resident.family_id] = str(resident.family.kk_number or "")
        return masks[resident.family_id]

    def age(resident):
        years = resident.age_on(today)
        return "" if years is None else years

    column = ExportColumn
    columns = [
        column(_("Nama"), 30, lambda r: r.name),
        column(_("NIK"), 19, lambda r: str(r.nik or ""), whole=True),
        column(_("No. KK"), 19, kk_mask, whole=True),
        column(_("Hubungan keluarga"), 18, lambda r: level(r.kk_level)),
        column(_("Jenis kelamin"), 13, lambda r: sex(r.sex)),
        column(_("Umur"), 7, age),
        column(_("Tempat lahir"), 18, lambda r: r.birth_place, whole=True),
        column(_("Tanggal lahir"), 13, lambda r: _day(r.birth_on), whole=True),
        column(_("RT"), 6, lambda r: r.rt.number if r.rt else ""),
        column(_("Alamat sekarang"), 30, lambda r: r.present_address),
        column(_("Alamat di KTP"), 30, lambda r: r.address),
        column(_("Status kawin"), 14, lambda r: marital(r.marital_status), whole=True),
        column(_("Pendidikan"), 24, lambda r: education(r.education), whole=True),
        column(_("Pekerjaan"), 24, lambda r: occupation(r.occupation), whole=True),
        column(_("Disabilitas"), 14, lambda r: disability(r.disability), whole=True),
        column(_("Jaminan kesehatan"), 18, lambda r: insurance(r.insurance), whole=True),
        column(_("Keadaan"), 12, lambda r: status(r.status)),
        column(_("Sejak"), 12, lambda r: _day(r.status_on)),
    ]
    return [each for each in columns if whole or not each.whole]


def residents_file(rows, *, by, network, filters) -> tuple[bytes, int]:
    """(the content of the file, how many residents are in it). `rows` are what the person may see."""
    whole = by.has_perm("pmks_cases.view_whole_resident", network)
    columns = _columns(network.today(), whole)
    people = list(rows.select_related("rt", "family").defer("search_grams").order_by("name_key", "pk"))
    file = BytesIO()
    # A name that begins with "=" stays a name, a web address stays text; each row leaves memory as it is written.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, options) as book:
        book.set_properties({"title": _("Daftar warga"), "author": "", "company": network.name})
        sheet = book.add_worksheet(_("Warga"))
        bold = book.add_format({"bold": True})
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
        taken_at = moment(timezone.now().astimezone(ZoneInfo(network.time_zone))).replace(NBSP, " ")
        heading = (
            (_("Jejaring"), network.name),
            (_("Diunduh oleh"), by.display_name),
            (_("Waktu"), taken_at),
            (_("Saringan"), filters.in_words().replace(NBSP, " ")),
            (_("Jumlah"), _("%(count)d warga") % {"count": len(people)}),
        )
        for line, (label, text) in enumerate(heading):
            sheet.write_string(line, 0, f"{label}: {text}", bold if line == 0 else None)
        top = len(heading) + 1
        for number, column in enumerate(columns):
            sheet.write_string(top, number, column.heading, bold)
        for line, resident in enumerate(people, start=top + 1):
            for number, column in enumerate(columns):
                value = column.value(resident)
                if isinstance(value, int):
                    sheet.write_number(line, number, value)
                elif value:
                    sheet.write_string(line, number, value)
    return file.getvalue(), len(people)


def file_name(network) -> str:
    """`warga-guyub-rukun-2026-11-21.xlsx`: the network and the day, nothing of a person."""
    return f"warga-{network.slug}-{network.today():%Y-%m-%d}.xlsx"
