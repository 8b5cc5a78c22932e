"""What goes wrong with a service, told in one sentence."""

import errno


class ServiceError(Exception):
    """A service cannot run. The message is one Indonesian sentence that says what to do."""


def from_os_error(error: OSError, place: object) -> ServiceError:
    """Tell an error of the file system in a sentence; `place` is the folder that was to be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ServiceError(
            f"Ruang penyimpanan untuk {place} habis; kosongkan sebagian lalu jalankan perintah ini lagi."
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ServiceError(
            f"Folder {place} tidak dapat ditulisi; jalankan sebagai pemilik folder itu atau perbaiki izinnya."
        )
    return ServiceError(f"Folder {place} tidak dapat dipakai ({error.strerror}); periksa cakramnya lalu coba lagi.")
