"""A file that is too large is answered with a sentence, not with a broken connection."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class LimitedUploadHandler(FileUploadHandler):
    """Passes chunks on until `UPLOAD_LIMIT_BYTES`, then drops the file and reads the rest of the form.

    `request.oversized_uploads` lists the form fields whose file was dropped; `PortalForm` says so beside them.
    """

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_LIMIT_BYTES:
            self.request.oversized_uploads = [*getattr(self.request, "oversized_uploads", []), self.field_name]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size):
        return None
