"""Spreadsheet files made for tests: the smallest that a reader takes for real ones. All people are invented."""

import io
import re
import struct
import zipfile
from datetime import date
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter

OPENSID_COLUMNS = re.findall(
    r"\w+",
    "alamat dusun rw rt nama no_kk nik sex tempatlahir tanggallahir agama_id pendidikan_kk_id pendidikan_sedang_id "
    "pekerjaan_id status_kawin kk_level warganegara_id ayah_nik nama_ayah ibu_nik nama_ibu golongan_darah_id "
    "akta_lahir dokumen_pasport tanggal_akhir_paspor dokumen_kitas akta_perkawinan tanggalperkawinan akta_perceraian "
    "tanggalperceraian cacat_id cara_kb_id hamil ktp_el status_rekam alamat_sekarang status_dasar suku tag_id_card "
    "id_asuransi no_asuransi lat lng",
)

PERSON = {
    "alamat": "Blok C No. 7",
    "dusun": "Karangrejo",
    "rw": "004",
    "rt": "003",
    "nama": "SITI RAHAYU",
    "no_kk": "9901011205080001",
    "nik": "9901015003960003",
    "sex": "2",
    "tempatlahir": "KUDUS",
    "tanggallahir": "1996-03-10",
    "agama_id": "1",
    "pendidikan_kk_id": "5",
    "pekerjaan_id": "2",
    "status_kawin": "2",
    "kk_level": "3",
    "ayah_nik": "9901011001600001",
    "nama_ayah": "RAHASIA AYAH",
    "golongan_darah_id": "13",
    "cacat_id": "7",
    "status_dasar": "1",
    "id_asuransi": "2",
}


def opensid_row(**changes) -> list:
    """One row of the 43-column layout."""
    return [(PERSON | changes).get(column, "") for column in OPENSID_COLUMNS]


def xlsx(sheets: dict[str, list[list]] | list[list]) -> bytes:
    """An .xlsx by XlsxWriter. Text stays text, numbers numbers, dates become date cells."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in (sheets if isinstance(sheets, dict) else {"Data": sheets}).items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, day)
                elif isinstance(cell, int | float):
                    sheet.write_number(number, column, cell)
                elif cell:
                    sheet.write_string(number, column, cell)
    book.close()
    return out.getvalue()


def xlsm(rows: list[list]) -> bytes:
    """An .xlsm: an .xlsx whose workbook part has the content type with macros."""
    out = io.BytesIO()
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    with zipfile.ZipFile(io.BytesIO(xlsx(rows))) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(
                entry.filename, content.replace(plain, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
            )
    return out.getvalue()


def ods(rows: list[list], sheet: str = "Data", repeated_blank_rows: int = 0, locked: bool = False) -> bytes:
    """A minimal OpenDocument spreadsheet; ``locked`` as LibreOffice saves it with a password."""

    def cell(value) -> str:
        if value == "":
            return "<table:table-cell/>"
        if isinstance(value, date):
            return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
        if isinstance(value, int | float):
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'

    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    if repeated_blank_rows:
        body += (
            f'<table:table-row table:number-rows-repeated="{repeated_blank_rows}">'
            '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3">'
        f"<office:body><office:spreadsheet><table:table table:name={quoteattr(sheet)}>{body}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        '<manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
        f"{'<manifest:encryption-data/>' if locked else ''}</manifest:file-entry></manifest:manifest>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED
        )
        archive.writestr("content.xml", bytes(range(256)) if locked else content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def xls(rows: list[list], sheet: str = "Data", locked: bool = False) -> bytes:
    """A minimal Excel 97 workbook (BIFF8 records, MS-XLS) in the old container; ``locked`` says it is encrypted."""

    def record(kind: int, data: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def bof(kind: int) -> bytes:
        return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))

    def cell(row: int, column: int, value) -> bytes:
        place = struct.pack("<HHH", row, column, 0)
        if isinstance(value, int | float):
            return record(0x0203, place + struct.pack("<d", value))
        return record(0x0204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))

    cells = b"".join(
        cell(number, column, value)
        for number, row in enumerate(rows)
        for column, value in enumerate(row)
        if value != ""
    )
    name = sheet.encode("latin-1")
    start = bof(0x0005) + (record(0x002F, bytes(54)) if locked else b"") + record(0x0042, struct.pack("<H", 1200))
    bound = struct.pack("<IHBB", 0, 0, len(name), 0) + name
    offset = len(start) + len(record(0x0085, bound)) + len(record(0x000A))
    bound = struct.pack("<I", offset) + bound[4:]
    return ole("Workbook", start + record(0x0085, bound) + record(0x000A) + bof(0x0010) + cells + record(0x000A))


def password_protected_xlsx() -> bytes:
    """What Excel makes of an .xlsx with a password: the old container with the parts of MS-OFFCRYPTO."""
    return ole("EncryptedPackage", bytes(range(256)) * 32)


def ole(stream_name: str, stream: bytes) -> bytes:
    """A compound file (MS-CFB, 512-byte sectors) with one stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    fat_sectors = 1
    while fat_sectors * 128 < sectors + 1 + fat_sectors:
        fat_sectors += 1
    # Order of the sectors: FAT, directory, stream.
    chain = [0xFFFFFFFD] * fat_sectors + [0xFFFFFFFE]
    first = fat_sectors + 1
    chain += [first + number + 1 for number in range(sectors - 1)] + [0xFFFFFFFE]
    chain += [0xFFFFFFFF] * (fat_sectors * 128 - len(chain))

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        encoded = name.encode("utf-16-le") + b"\0\0" if name else b""
        length = len(encoded)
        return (
            encoded.ljust(64, b"\0")
            + struct.pack("<HBBIII", length, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
            + bytes(16 + 4 + 16)
            + struct.pack("<IQ", start, size)
        )

    directory = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry(stream_name, 2, 0xFFFFFFFF, first, len(stream))
    directory += entry("", 0, 0xFFFFFFFF, 0, 0) * 2
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
        + struct.pack("<IIIIIIIII", 0, fat_sectors, fat_sectors, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
        + struct.pack("<109I", *range(fat_sectors), *[0xFFFFFFFF] * (109 - fat_sectors))
    )
    return header + struct.pack(f"<{len(chain)}I", *chain) + directory + stream
