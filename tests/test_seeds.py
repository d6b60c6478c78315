"""The five texts that the project began from: every name in them is found and rightly resolved.

The texts are others' prose and stand beside the repository, in ../shared/seeds; without them the forms are tried alone.
"""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

import kurilnames as kn

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "shared" / "seeds"
FORMS = tomllib.loads((HERE / "corpus" / "seeds.toml").read_text("utf-8"))["form"]
NAMES = [form for form in FORMS if "description" not in form]
SURE = {"document", "place"}
LEAST = 0.95


def core(form):
    return form.get("core", form["text"])


def test_every_form_has_an_entry_or_a_reason():
    assert len(FORMS) == 250
    assert all(form.get("description") or kn.get(form["id"]) for form in FORMS)
    assert all(core(form) in form["text"] for form in FORMS)
    assert len(NAMES) >= 0.9 * len(FORMS)


@pytest.mark.parametrize("form", NAMES, ids=lambda form: f"{form['seed']}: {form['text']}")
def test_each_form_alone_means_its_entry(form):
    """As one name, or, where a short name has several bearers, as one of them."""
    assert form["id"] in {match.id for match in kn.candidates(core(form))}


@pytest.fixture(scope="module")
def found():
    """What find yields for each form: how many times it stands in its text, and how many times it was found."""
    if not SEEDS.is_dir():
        pytest.skip(f"no {SEEDS}: the texts are not part of the repository, only their forms were tried")
    texts = {seed: next(SEEDS.glob(f"{seed:03}_*.txt")).read_text("utf-8") for seed in range(5)}
    mentions = {seed: kn.find(text, nested=True) for seed, text in texts.items()}
    return {name(form): sought(form, texts[form["seed"]], mentions[form["seed"]]) for form in NAMES}


def name(form):
    return form["seed"], form["text"]


def sought(form, text, mentions):
    """(times it stands there, times a mention with its entry alone equals it or lies around it)."""
    places = [place.start() for place in re.finditer(rf"(?<!\w){re.escape(form['text'])}(?!\w)", text)]
    starts = [place + form["text"].index(core(form)) for place in places]
    ours = [m for m in mentions if m.id == form["id"] and not m.candidates]
    return len(starts), sum(any(m.start <= at and at + len(core(form)) <= m.end for m in ours) for at in starts)


@pytest.mark.parametrize("form", [form for form in NAMES if form["kind"] in SURE], ids=lambda form: str(name(form)))
def test_each_place_and_document_is_found_in_its_text(found, form):
    stands, hits = found[name(form)]
    assert stands
    assert hits


def test_the_count(found, capsys):
    """All places and documents, and nineteen of twenty of the rest."""
    total = Counter(form["kind"] for form in NAMES)
    missed = [form for form in NAMES if not found[name(form)][1]]
    good = total - Counter(form["kind"] for form in missed)
    described = Counter(form["kind"] for form in FORMS) - total
    stands, hits = map(sum, zip(*found.values(), strict=True))
    with capsys.disabled():
        for kind in sorted(total):
            print(f"\nseeds: {kind}: {good[kind]}/{total[kind]} forms found, {described[kind]} descriptions", end="")
        print(f"\nseeds: {hits}/{stands} occurrences; missed: {[name(form) for form in missed]}")
    rest = [kind for kind in total if kind not in SURE]
    assert all(good[kind] == total[kind] for kind in SURE)
    assert sum(good[kind] for kind in rest) >= LEAST * sum(total[kind] for kind in rest)
