"""Entries as concepts: every name once, and the standing that a convention gives it."""

import pytest

from kurilnames.conventions import Convention
from kurilnames.export.concepts import STANDINGS, concepts
from kurilnames.gazetteer import default
from kurilnames.matching import Filter

SHIPPED = ("dual", "japan", "russia")


def all_of(convention, langs=(), **only):
    home = default()
    return {each.entry.id: each for each in concepts(home, Convention.read(convention, home), langs, Filter(**only))}


def standings(concept, lang):
    return {term.text: term.standing for term in concept.of(lang)}


@pytest.mark.parametrize("convention", SHIPPED)
def test_every_name_of_every_entry_is_a_term(convention):
    found = all_of(convention)
    home = default()
    assert set(found) == {id for id, entry in home.numbers.items() if home.names(entry)}
    for id, concept in found.items():
        assert {term.name for term in concept.terms} == set(home.names(home.number(id)))
        own = [term for term in concept.terms if term.lang == term.name.lang]
        assert len(own) == len(set(home.names(home.number(id))))


@pytest.mark.parametrize("convention", SHIPPED)
def test_the_best_stands_first(convention):
    for concept in all_of(convention).values():
        for lang in {term.lang for term in concept.terms}:
            ranks = [STANDINGS.index(term.standing) for term in concept.of(lang)]
            assert ranks == sorted(ranks)


def test_a_side_prefers_its_own_and_deprecates_the_other():
    assert standings(all_of("russia", ["en"])["kunashir-kunashiri"], "en")["Kunashir"] == "preferred"
    assert standings(all_of("russia", ["en"])["kunashir-kunashiri"], "en")["Kunashiri"] == "deprecated"
    assert standings(all_of("japan", ["en"])["kunashir-kunashiri"], "en")["Kunashiri"] == "preferred"
    assert standings(all_of("japan", ["ru"])["kunashir-kunashiri"], "ru")["Кунасири"] == "preferred"


def test_both_sides_stand_alike_under_dual():
    found = standings(all_of("dual", ["en"])["kunashir-kunashiri"], "en")
    assert found["Kunashir"] == found["Kunashiri"] == "preferred"


def test_a_name_that_alone_is_another_entrys_has_its_generic():
    assert "пролив Екатерины" in standings(all_of("dual", ["ru"])["kunashiri-yekateriny"], "ru")
    assert "Кунашир" in standings(all_of("dual", ["ru"])["kunashir-kunashiri"], "ru")


def test_a_term_that_a_convention_avoids_is_deprecated_whole():
    concept = all_of("dual", ["en", "ja", "ru"])["illegal-occupation"]
    assert {term.standing for term in concept.terms} == {"deprecated"}
    assert concept.texts("en") == {}


@pytest.mark.parametrize("convention", SHIPPED)
def test_a_text_has_one_standing_in_a_language(convention):
    for concept in all_of(convention).values():
        texts = {(term.lang, term.text) for term in concept.terms}
        assert len({(term.lang, term.text, term.standing) for term in concept.terms}) == len(texts)


def test_two_preferred_names_are_written_as_one():
    assert all_of("dual", ["en"])["kunashir-kunashiri"].written("en") == "Kunashir/Kunashiri"
    assert all_of("russia", ["en"])["kunashir-kunashiri"].written("en") == "Kunashir"


def test_a_language_in_which_few_have_a_name():
    found = all_of("dual", ["zh-Hans"])
    assert 50 < len(found) < len(all_of("dual"))
    assert all(concept.of("zh-Hans") for concept in found.values())


def test_a_term_with_its_generic_declines_by_its_own_ending():
    forms = {form for term in all_of("russia", ["ru"])["akiyuri-anuchina"].of("ru") for form in term.forms}
    assert "острова Анучина" in forms


def test_only_what_is_asked_for():
    capes = all_of("dual", ["ru"], within="shikotan", type="cape")
    assert capes
    assert {concept.entry.type for concept in capes.values()} == {"cape"}
    assert {term.lang for concept in capes.values() for term in concept.terms} == {"ru"}
