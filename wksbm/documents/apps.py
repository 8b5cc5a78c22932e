from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "wksbm.documents"
    label = "documents"
    verbose_name = "Dokumen"
