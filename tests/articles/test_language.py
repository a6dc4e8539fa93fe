"""Only what is plainly another language is left out."""

import pytest

from tallybook.articles.language import detect_language

ENGLISH = [
    "Police said 17 people were killed and 42 wounded in Korra on Tuesday.",
    "3 dead, 14 hurt in Lima blast",
    "TOLL RISES TO 45 IN QUAKE",
    "GUERRILLAS ATTACKED THE GARRISON IN SAN MIGUEL, KILLING 12 SOLDIERS, RADIO CADENA YSKL REPORTED.",
    "Bogotá, Medellín, Córdoba: 12 muertos",
    "Quake: 22 dead",
    "17",
    "… — !",
    "Ataque en San Salvador, FMLN, ARENA, Jose Napoleon Duarte, Roberto D'Aubuisson: four killed, army says.",
    "Dhaka floods: 1.2 mn affected; 40 dead; 3,000 homeless - BDRCS",
]
OTHERS = [
    (
        "es",
        "La policía informó que 17 personas murieron y 42 resultaron heridas el martes en un atentado en la ciudad.",
    ),
    (
        "fr",
        "La police a annoncé que dix-sept personnes ont été tuées et quarante-deux blessées mardi dans une attaque.",
    ),
    ("de", "Die Polizei teilte mit, dass am Dienstag bei einem Anschlag 17 Menschen getötet und 42 verletzt wurden."),
    (
        "id",
        "Polisi mengatakan tujuh belas orang tewas dan empat puluh dua orang terluka dalam ledakan pada hari Selasa. "
        "Para korban dibawa ke rumah sakit terdekat, sementara warga setempat mengatakan bahwa mereka masih mencari "
        "anggota keluarga yang hilang di bawah reruntuhan bangunan.",
    ),
    ("ru", "Полиция сообщила, что во вторник погибли 17 человек."),
    ("ar", "قالت الشرطة إن سبعة عشر شخصا قتلوا يوم الثلاثاء"),
    ("zh", "警方说，周二有17人死亡，42人受伤。"),
]


@pytest.mark.parametrize("text", ENGLISH)
def test_short_capital_and_name_ridden_english_is_english(text: str) -> None:
    assert detect_language(text) == "en"


@pytest.mark.parametrize(("code", "text"), OTHERS)
def test_other_languages_are_told(code: str, text: str) -> None:
    assert detect_language(text) == code


def test_a_foreign_quotation_does_not_make_an_article_foreign() -> None:
    assert (
        detect_language(f"{ENGLISH[0]} The mayor told a crowd of them: {OTHERS[0][1]} He was not asked again.") == "en"
    )
