"""Every name of every page leads home: bare, with its generic, in its cases, by its reading, and written anew."""

import tomllib
from itertools import groupby
from pathlib import Path

import pytest

import kurilnames as kn
from kurilnames.decline import decline
from kurilnames.errors import LookupFailed
from kurilnames.gazetteer import default
from kurilnames.reading import scheme, scheme_ids
from kurilnames.writing import with_generic

COLLECTIONS = {"places": kn.places, "documents": kn.documents, "terms": kn.terms}
ENTRIES = [entry for collection in COLLECTIONS.values() for entry in collection]
HEADLINE = """
etorofu-iturup kunashir-kunashiri shikotan habomai shibotsu-zelyony yuri-yury akiyuri-anuchina suisho-tanfilyeva
polonskogo-taraku kurilsk-shana furukamappu-yuzhno-kurilsk malokurilskoye-shakotan anama-krabozavodskoye rubetsu
shibetoro bettobu-reydovo kunashiri-yekateriny etorofu-friza kunashirsky-nemuro goyomai-sovetsky chacha-tyatya
hitokappu-kasatka kuril-islands lesser-kuril-chain northern-territories-southern-kurils urup-uruppu
shimushiru-simushir matsuwa-matua paramushir-paramushiru shumshu-shumushu araido-atlasova onekotan-onnekotan
shasukotan-shiashkotan rashowa-rasshua ketoi-ketoy kashiwabara-severo-kurilsk sakhalin hokkaido nemuro
joint-declaration-1956 shimoda-1855 st-petersburg-1875 portsmouth-1905 san-francisco-1951 tokyo-declaration-1993
""".split()
SCHEMES = [scheme(id, default()) for id in scheme_ids(default())]
GENERICS = tomllib.loads((Path(__file__).parents[1] / "data" / "generics.toml").read_text("utf-8"))["generics"]
TO = ["id", "ja", "ja-Hira", "ja-Latn", "ru", "ru-Latn", "en"]

by_id = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)


def meant(text):
    """The ids that a text may mean, namesakes that were set aside included."""
    return {id for match in kn.candidates(text) for id in (match.id, *match.also)}


def whole(name):
    """A name with its generic."""
    return with_generic(default(), name)


def lost(entry, texts):
    return [text for text in texts if entry.id not in meant(text)]


def test_ids_are_unique_and_lead_to_one_object():
    ids = [entry.id for entry in ENTRIES]
    assert len(set(ids)) == len(ids) > 1000
    assert all(kn.get(entry.id) is entry for entry in ENTRIES)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_collections_are_in_order_and_know_their_own(name):
    collection = COLLECTIONS[name]
    ids = [entry.id for entry in collection]
    assert ids == sorted(ids)
    assert len(ids) == len(collection)
    assert all(entry.kind == name.removesuffix("s") for entry in collection)
    assert all(collection[id] is kn.get(id) and id in collection for id in ids)
    assert "nowhere" not in collection


@by_id
def test_every_name_leads_home(entry):
    """Bare or with its generic; a name that needs its generic may lead home by that alone."""
    assert [
        name.text for name in entry.names if not {name.text, whole(name)} - set(lost(entry, [name.text, whole(name)]))
    ] == []


@by_id
def test_every_name_with_its_generic_leads_home(entry):
    assert lost(entry, [whole(name) for name in entry.names if name.generic]) == []


@by_id
def test_every_case_form_leads_home(entry):
    """Unless another entry bears the form as its name: Головнина is a bay before it is a form of Головнино."""
    names = [name for name in entry.names if name.lang == "ru" and name.text not in lost(entry, [name.text])]
    forms = {form for name in names for forms in decline(name.text, name.decl).values() for form in forms}
    assert [form for form in lost(entry, forms) if not borne(form)] == []


def borne(text):
    return any(match.how in ("exact", "folded", "historic") for match in kn.candidates(text))


@by_id
def test_every_reading_leads_home(entry):
    kana = [name.kana.replace("|", "") for name in entry.names if name.kana]
    katakana = [
        "".join(chr(ord(char) + 0x60) if "ぁ" <= char <= "ゖ" else char for char in reading) for reading in kana
    ]
    assert lost(entry, kana + katakana) == []


@by_id
def test_every_name_leads_home_as_every_scheme_writes_it(entry):
    """Into Latin and Cyrillic letters: readings whole, Russian names bare or with their generic."""
    read = {"kana": [], "Cyrl": []}
    for name in entry.names:
        if name.kana and name.by != "russia":
            read["kana"].append([name.kana])
        elif name.lang == "ru":
            read["Cyrl"].append([name.text, whole(name)])
    for each in SCHEMES:
        spelled = [list(map(each.apply, texts)) for texts in read[each.reads] if each.writes != "kana"]
        assert (each.id, [texts for texts in spelled if not home_by_one(entry, texts)]) == (each.id, [])


@by_id
def test_every_russian_name_of_a_place_in_katakana_leads_home(entry):
    """Bare, or with a Japanese generic of its type: a short one needs it, as an adjective does; 港 is a bay too."""
    type_ = getattr(entry, "type", None)
    if type_ == "port":
        return
    generics = [generic["text"] for generic in GENERICS if generic["lang"] == "ja" and type_ in generic["types"]]
    names = [name.text for name in entry.names if generics and name.lang == "ru" and " " not in name.text]
    for id in ("katakana", "katakana-plain"):
        spelled = [kn.transliterate(name, id) for name in names]
        assert [text for text in spelled if not home_by_one(entry, [text, *(text + each for each in generics)])] == []


@by_id
def test_every_foreign_name_leads_home_behind_its_own_generics(entry):
    """île Itouroup, isla de Iturup, wyspa Iturup: what the words of its language make of a name without one."""
    type_ = getattr(entry, "type", None)
    for name in entry.names:
        if name.lang in ("en", "ja", "ru") or " " in name.text or "-" in name.text or name.generic:
            continue
        words = [each for each in GENERICS if each["lang"] == name.lang and type_ == each["types"][0]]
        made = [f"{each['text']} {link}{name.text}" for each in words for link in ("", *links(each, name.text))]
        assert lost(entry, made if name.lang != "ko" else [name.text + each["text"] for each in words]) == []


def links(generic, name):
    """The links of a generic as they stand before a name: d' before a vowel."""
    vowel = name[0] in "AEIOU"
    return [link if link.endswith("'") else f"{link} " for link in generic.get("link", ()) if link[-1] != "'" or vowel]


def home_by_one(entry, texts):
    return len(lost(entry, texts)) < len(texts)


@by_id
def test_every_name_is_found_in_a_text(entry):
    """What resolves to this entry alone, and needs no more than company, is found beside the name of an island.

    Look-alikes are left out on purpose; so are a register's names of several places: a text means each.
    """
    names = [name for name in entry.names if name.needs in (None, "company") and name.lang in ("en", "ja", "ru")]
    names = [name for name in names if entry.kind != "place" or not set(",;、，") & set(name.text)]
    sure = [text for text in map(whole, names) if [match.id for match in kn.candidates(text)] == [entry.id]]
    if getattr(entry, "type", None) == "lookalike":
        return
    assert [text for text in sure if len(text) > 1 and entry.id not in found_beside_an_island(text)] == []


def found_beside_an_island(text):
    """What a text may mean that begins with it."""
    mentions = [m for m in kn.find(f"{text}; Кунашир") if m.start < len(text)]
    return {entry.id for m in mentions for entry in (m.entry, *m.candidates)}


@pytest.mark.parametrize("to", TO)
@pytest.mark.parametrize("id", HEADLINE)
def test_what_normalize_writes_leads_home(id, to):
    entry = kn.get(id)
    for convention in ("dual", "japan", "russia"):
        for generic in ("always", "never"):
            try:
                written = kn.normalize(names_of(entry), to=to, convention=convention, generic=generic)
            except LookupFailed:
                continue
            assert written == id if to == "id" else id in meant(written), (convention, generic, written)


def names_of(entry):
    """A name that means this entry alone."""
    return next(
        text
        for name in entry.names
        for text in (whole(name), name.text)
        if [m.id for m in kn.candidates(text)] == [entry.id]
    )


@pytest.mark.parametrize("id", HEADLINE)
def test_headline_names_can_be_written_in_each_language(id):
    """An inferred name is not written: no source attests it."""
    entry = kn.get(id)
    attested = [name for name in entry.names if name.certainty != "inferred"]
    langs = {name.lang for name in attested if name.status in ("official", "used")}
    for to in langs & {"ja", "ru", "en"}:
        assert kn.normalize(names_of(entry), to=to)


def test_every_source_of_a_name_is_described():
    sources = {source for entry in ENTRIES for name in entry.names for source in name.sources}
    assert all(source.title and source.seen for source in sources)
    assert [
        list(group)
        for _, group in groupby(sorted(sources, key=lambda s: s.id), key=lambda s: s.id)
        if len(set(group)) > 1
    ] == []


@by_id
def test_links_lead_somewhere(entry):
    keys = ("part_of", "overlaps", "related", "not_same_as", "parties", "islands")
    linked = {id for key in keys for id in getattr(entry, key, ())}
    assert {id for id in linked if kn.get(id) is None} == set()


@by_id
def test_an_entry_as_plain_data_keeps_its_names(entry):
    plain = entry.to_dict()
    assert (plain["id"], plain["kind"]) == (entry.id, entry.kind)
    assert [name["text"] for name in plain["names"]] == [name.text for name in entry.names]
    assert all(isinstance(id, str) for name in plain["names"] for id in name["sources"])
