# ruff: noqa: E501, RUF001, SIM905 - texts in other scripts
import pytest

from suzerain.sources.language import NAMES, find_language, foreign_language, is_foreign
from suzerain.sources.read import make_document
from suzerain.sources.reading import Reading

TEXTS = {
    "fr": "La Russie et la Chine ont signé un accord lundi. Le Japon condamne la Corée du "
    "Nord et demande la fin de la guerre en Ukraine.",
    "es": "Venezuela depende de Cuba para su defensa. Rusia y China firmaron un acuerdo y "
    "Venezuela vende petróleo a China. Iran condena a Israel por el ataque.",
    "id": "Indonesia dan China menandatangani perjanjian itu pada hari Senin. Presiden "
    "mengatakan bahwa Iran dan Israel harus berunding untuk perdamaian.",
    "sv": "Sverige och Finland har undertecknat ett avtal med Nato. Finland köper gas från "
    "Norge och har stoppat import från Ryssland.",
    "ro": "România și Ucraina au semnat un acord privind exportul de grâne. Moldova depinde "
    "de Rusia pentru gaz, iar Iran a fost condamnat de Israel.",
    "vi": "Trung Quốc và Nga đã ký một thỏa thuận về năng lượng. Iran và Israel tiếp tục "
    "tấn công nhau. Pakistan và India không đồng ý.",
    "no": "Norge og Danmark har signert en avtale om gass. Russland selger ikke gass til Norge, men også Sverige kjøper fra Danmark etter krigen.",
    "cs": "Česko a Slovensko podepsaly dohodu o plynu. Rusko ji odmítlo, protože podle něj není platná, a Iran se na ni neptal.",
    "de": "China und Iran haben ein Abkommen unterzeichnet. Iran liefert Öl an China, und "
    "China hat Iran vor Israel gewarnt.",
    "pl": "China i Iran podpisały porozumienie. Iran dostarcza ropę do China, a Israel "
    "zaatakował Iran. Japan kupuje gaz od Qatar i nie chce wojny.",
    "tr": "Türkiye ve Azerbaycan bir anlaşma imzaladı. Iran bu anlaşma için daha çok zaman "
    "istedi, ancak Israel olarak bilinen ülke kabul etmedi.",
    "uk": "Україна і Польща підписали угоду про газ. Вона була підписана у Києві.",
    "hy": "Հայաստանը և Ռուսաստանը ստորագրեցին համաձայնագիր",
    "ka": "საქართველომ და სომხეთმა ხელი მოაწერეს შეთანხმებას",
    "ur": "پاکستان اور چین نے معاہدے پر دستخط کیے ہیں",
    "fa": "ایران و چین پیمان نامه ای در تهران امضا کردند",
}
ENGLISH = (
    "Belarus buys at least 90% of its gas from Russia, which has kept the price of it "
    "low for years, and it has no other supplier for the gas."
)


@pytest.mark.parametrize("code", TEXTS)
def test_a_language_is_known_and_named(code):
    document = make_document(Reading(text=TEXTS[code]), "a")
    assert document.language == code
    assert foreign_language(code) == NAMES[code]


def test_a_long_text_in_no_known_language_is_at_least_not_english():
    words = (
        "Kosmo banu tirelak su venda miro Iran keld Israel pontu Russia brel".split()
    )
    text = " ".join(words[n % 12] + "aeiou"[n % 5] for n in range(80))
    assert find_language(text) == "und"
    assert "not English" not in foreign_language("und")


def test_short_headlines_follow_the_language_of_the_text():
    assert is_foreign("Accord signé", "fr")
    assert not is_foreign("Accord signed", "en")
    assert not is_foreign("Accord signed", "und")


@pytest.mark.parametrize("text", ["", "12345", "Russia, China, Iran, Cuba, Egypt"])
def test_what_cannot_be_told_is_left_open(text):
    assert find_language(text) == ""
