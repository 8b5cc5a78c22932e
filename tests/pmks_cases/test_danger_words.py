"""Words that make a report rahasia, and everyday words that must not: sentences as neighbours write them."""

import re

import pytest

from pmks_cases.danger_words import DANGER_PATTERN, ORDINARY_PATTERN, speaks_of_danger

DANGER = """
Ibu RW memarahi anak angkatnya, bapaknya suka main tangan
Anaknya dipukuli bapaknya
Ia memukul istrinya
sering dipukul
dipukulin suami
anaknya di pukul terus
dipkul sama bapaknya tiap malam
dpukul suaminya
dipukuuul
bekas pukulan
dipukul 3 kali pakai sapu
dipukul-pukul
mukul anak
mukulin istrinya kalau mabuk
suka mukul
dianiaya pamannya
penganiayaan
teraniaya
menganiaya
disiksa
penyiksaan
menyiksa
nyiksa pembantunya
nampar istrinya
ditampar
di tampar ibu tirinya
digampar
suka gampar anak
ditonjok
nonjok mukanya
dibanting
ngebanting anaknya ke lantai
dijambak
njambak rambut anaknya
diseret
nyeret anaknya ke kamar mandi
kakinya diseret bapaknya keluar rumah
babak belur
mukanya bonyok
matanya lebam
tangannya lebam
biru-biru badannya
pulang dengan muka memar
memar, katanya jatuh
jatuh dari tangga lagi, mukanya lebam
digebuki
digebuk pakai sapu
digebukin bapaknya
ngegebukin adiknya
ngebukin anak
dikeplak
nabok anaknya
ditabokin
dijotos
ditempeleng
dikaplok
diantemi bapake
dipilara ibu tirine
dijenggut rambutna
dicubit sampai biru
dihajar
menendang
ditendang sampai jatuh
dikeroyok
disundut rokok
bekas sundutan di lengan
ada bekas rokok di punggungnya
disiram air panas sama majikannya
dilempar piring
digigit suaminya
bapaknya ringan tangan
kasar sama istrinya
suaminya main kasar
mabuk dan ngamuk
bapaknya ngamuk2 tiap malam
KDRT!
K.D.R.T
Kekerasan
dibacok
ditusuk
dicekik
nyekik istrinya
nyekek
digorok
diancam
diancam mau dibunuh
ngancem mau bakar rumah
ancaman
mengancam tetangga
bawa golok ke rumah mantan istrinya
diteror mantan suaminya
diculik
anak itu takut pulang
anaknya takut sama bapak tirinya
tiap malam ibunya teriak minta tolong
anaknya nangis ketakutan
kabur dari rumah karena takut
minggat dari rumah
diusir suaminya malam-malam
dibentak-bentak terus
dibully teman sekelasnya
diperkosa
diprkosa
pemerkosaan
memperkosa
diperkosa pamannya
dicabuli
nyabuli anak tetangga
pencabulan
mencabuli
dilecehkan
ngelecehin
pelecehan seksual
melecehkan
disetubuhi
disodomi
diraba-raba
digerayangi
digrepe-grepe
disentuh pamannya
disentuh sama om nya
dipegang-pegang
dipegang2 gurunya
dipegang payudaranya
dicium paksa
diintip waktu mandi
ngintip anak gadis mandi
ditelanjangi
disuruh buka baju
fotonya bugil disebar
dihamili pacar ibunya
diapa-apain sama kakeknya
diajak tidur sama majikan
disekap di kamar
menyekap
dikurung
dikurung di kamar
mengurung anaknya
dikunci di kamar
dikunciin seharian
anaknya dikunci dari luar
dirantai
dipasung
masih dipasung di belakang rumah
tangannya diikat
diikat di tempat tidur
ga dikasih makan
gak di kasih makan dua hari
tidak diberi makan
jarang dikasih makan sama ibu tirinya
ora diwei mangan
tidak boleh keluar rumah
ditelantarkan
anaknya ditelantarin
bayinya dibuang
dipaksa ngemis
dipaksa mengemis
dipaksa menikah
dipaksa kerja
disuruh ngemis di lampu merah
diperdagangkan
trafficking
perdagangan orang
anaknya mau dijual
dijual ke luar kota
dijual ke luar negeri
dilacurkan
dinikahkan umur 13
dinikahin umur 15 thn
umur 14 mau dikawinkan
anak smp mau dinikahkan
pernikahan dini
kawin paksa
gantung diri
melukai diri
mau bunuh diri
bundir
nyilet tangan
tangannya disayat-sayat
minum racun
minum baygon
pengen mati aja
mau mengakhiri hidup
Anak itu DIPUKULI.
Td mlm sy dgr anaknya dipukul lg
wonten lare digebugi bapake
budakna ditampiling ku bapana
"""
EVERYDAY = """
memukul bedug
bedugnya dipukul waktu magrib
pukul 07.00
acara di pukul 7 malam
rapat pukul tujuh
datang pukul 19.30
pukul lima sore
sekitar pukul setengah tujuh
datang pukul 8an
dipukul rata
kaki memar karena jatuh
memar di lutut karena jatuh
demam berdarah
batuk berdarah
sentuhan terapi
belum tersentuh bantuan
belum pernah disentuh bantuan pemerintah
tangan kanan lumpuh
jalannya menyeret kaki
kakinya diseret sejak stroke
rantai sepeda
sepedanya dirantai di pagar
jual gorengan
ibu menjual pisang
rumahnya dijual
keripiknya dijual ke luar kota
menikah umur 25
anaknya menikah bulan depan
main di lapangan
main bola
tendang bola
Atapnya terancam roboh
terancam putus sekolah
rumah terancam longsor
ancaman banjir
anak terlantar
lansia terlantar, tidak punya keluarga
anak tidak sekolah
lansia sendiri, sakit
kerja keras
banting tulang cari makan
suaranya keras
keras kepala
ayamnya dikurung
terkurung banjir
pintunya dikunci, orangnya ke pasar
tusuk sate
tertusuk paku
kambingnya diikat di pohon
hutang
bahagia
kurang makan
jarang makan, berasnya habis
makan sehari sekali
terpaksa berutang ke warung
terpaksa berhenti sekolah
diusir dari kontrakan karena nunggak
kursi rodanya didorong anaknya
kursi roda rusak
tunanetra, berjalan meraba dinding
susah jalan, dipegangi kalau ke kamar mandi
sakit-sakitan sudah lama
nenek pikun, suka lupa pulang
suaminya meninggal tahun lalu
ditinggal suami, anaknya tiga
bapaknya di PHK
rumahnya bocor
terhantam ombak perahunya
rumahnya dihantam banjir
mengidap penyakit yang mengancam jiwa
janda muda, belum bekerja
anak yatim, belum punya seragam
ngemplang utang
usianya menginjak 70
gatal-gatal, digigit nyamuk
luka bakar karena kompor meledak
tersiram air panas waktu masak
tuli sejak lahir
gizi buruk
anaknya mengajar di TK
ngajar ngaji anak-anak
ngorok kalau tidur
sumur digali bersama
sepakat bergotong royong
didorong semangat ikut kursus
pemulung, tidur di gerobak
belum punya KTP
hamil besar, belum periksa
takut jarum suntik
dipijat tetangga
diantar ke puskesmas
dicat ulang rumahnya
dikirim ke kampung
ODGJ, obatnya habis
bicara sendiri di jalan
jualan sampai malam
"""
DANGER, EVERYDAY = DANGER.strip().splitlines(), EVERYDAY.strip().splitlines()


@pytest.mark.parametrize("text", DANGER)
def test_words_of_violence_and_danger_are_heard(text):
    assert speaks_of_danger(text)


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_words_are_not_taken_for_danger(text):
    assert not speaks_of_danger(text)


def test_any_of_several_texts_is_enough():
    assert speaks_of_danger("tidak sekolah", "", "katanya dipukul")
    assert not speaks_of_danger("", "")


def test_an_everyday_phrase_hides_no_danger_beside_it():
    assert speaks_of_danger("memukul bedug, lalu memukul istrinya")
    assert speaks_of_danger("kaki memar karena jatuh didorong-dorong suaminya")


@pytest.mark.parametrize("pattern", [DANGER_PATTERN, ORDINARY_PATTERN])
def test_no_pattern_is_met_by_nothing(pattern):
    """An alternative left empty would take every text for danger, or take every text out."""
    assert re.search(pattern, "rumah itu hijau") is None
    assert re.search(pattern, "") is None
