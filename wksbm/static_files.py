"""Static files: compressed, named by what is in them, and each address worked out once."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Remembers its addresses: a page names a hundred pictures, and Django looks up, quotes and joins each anew.

    The manifest is read once a process as well, so nothing is shown longer than without it.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._addresses: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        if name not in self._addresses:
            self._addresses[name] = super().url(name, force)
        return self._addresses[name]
