from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "wksbm.documents"
    label = "documents"
    verbose_name = "Dokumen"

    def ready(self):
        from wksbm.documents import books, due  # noqa: F401  each registers itself
