"""Addresses of issued papers: one for everybody who holds one, the others inside a network."""

from django.urls import path

from wksbm.documents.views import books, check, documents, issuing, signing, stationery

app_name = "documents"
urlpatterns = [
    path("dokumen/<str:code>/", check.check, name="check"),
    path("<slug:network>/dokumen/", documents.document_list, name="documents"),
    path("<slug:network>/dokumen/<int:pk>/", documents.document, name="document"),
    path("<slug:network>/dokumen/<int:pk>/berkas/", documents.document_file, name="file"),
    path("<slug:network>/dokumen/<int:pk>/batalkan/", documents.Withdraw.as_view(), name="withdraw"),
    path("<slug:network>/dokumen/terbitkan/<slug:kind>/", issuing.Issue.as_view(), name="issue"),
    path("<slug:network>/dokumen/terbitkan/<slug:kind>/<int:origin>/", issuing.Issue.as_view(), name="issue_about"),
    path("<slug:network>/dokumen/pesanan/<int:pk>/", issuing.order, name="order"),
    path("<slug:network>/dokumen/buku/<slug:name>/", books.book, name="book"),
    path("<slug:network>/dokumen/buku/<slug:name>/tabel.xlsx", books.book_file, name="book_file"),
    path("<slug:network>/kop-surat/", stationery.ChangeStationery.as_view(), name="stationery"),
    path("<slug:network>/kop-surat/contoh.pdf", stationery.sample, name="sample"),
    path("<slug:network>/menunggu-tanda-tangan/", signing.to_sign, name="to_sign"),
    path("<slug:network>/menunggu-tanda-tangan/<int:pk>/berkas/", signing.file_to_sign, name="file_to_sign"),
    path("<slug:network>/menunggu-tanda-tangan/<int:pk>/", signing.NoteSigned.as_view(), name="note_signed"),
]
