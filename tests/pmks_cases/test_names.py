from pmks_cases.names import folded, name_key, searched_grams, stored_grams


def finds(typed, name, network_id=7):
    return set(searched_grams(network_id, typed)) <= set(stored_grams(network_id, name))


def test_key_is_plain_letters_in_todays_spelling():
    assert name_key("Soelastri, S.Pd.") == "sulastri spd"
    assert name_key("  Djoko  Tjahjono ") == "joko cahjono"


def test_old_spelling_finds_the_new_and_the_other_way_round():
    assert finds("Soelastri", "Sulastri")
    assert finds("Sulastri", "SOELASTRI")
    assert finds("Jusuf", "Yusuf")
    assert finds("Achmad", "Ahmad")
    assert finds("Mohamad", "Mohammad")


def test_any_part_of_a_name_in_any_order_of_words():
    assert finds("lastri", "Sulastri Ningsih")
    assert finds("ningsih sulas", "Sulastri Ningsih")
    assert not finds("sulastri wati", "Sulastri Ningsih")


def test_one_or_two_letters_mean_the_beginning_of_a_word():
    assert finds("ni", "Sulastri Ningsih")
    assert not finds("tr", "Sulastri Ningsih")


def test_another_network_shares_no_gram():
    assert not set(stored_grams(1, "Sulastri")) & set(stored_grams(2, "Sulastri"))


def test_folding_keeps_words_apart():
    assert folded("Siti Nur-Halimah") == "siti nur halimah"
