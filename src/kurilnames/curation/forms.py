"""Every surface form of a name: case forms, bare stems, readings, romanizations, cyrillizations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from kurilnames.curation.respelling import respelled
from kurilnames.decline import decline
from kurilnames.fold import fold, key
from kurilnames.namesakes import HEADLINE, INSTITUTIONS
from kurilnames.sounding import sound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kurilnames.models import NameLine
    from kurilnames.scheme import Scheme

__all__ = ["Form", "Generic", "Generics", "surface_forms"]

_KANA = re.compile(r"[ぁ-ゖァ-ヶー・゠ \u3099\u309a|]+")
_RECORDED = {"ja-Cyrl": "cyrillized", "ja-Latn": "romanized", "ru-Latn": "romanized"}
_SHORT_LATIN = 5
_SHORT_KATAKANA = 4
_SHORTEST = 3
_LIKE_SURNAME = re.compile("(ов|ев|ёв|ин|ын)о$")
_ADJECTIVE = re.compile("([иы]й|ой|ая|яя|[оеи]е|ые)$")
_NUMERALS = "一二三四五六七八九"
_NUMERAL = re.compile(f"(?<=第)[{_NUMERALS}]|[{_NUMERALS}](?=島)")
# A register's name of several places at once, or one turned about: a text that says the same means each.
_LISTING = re.compile("[,;、，]")
_GENITIVES = (("ского", "ский"), ("ой", "ая"), ("ы", "а"), ("и", "я"), ("а", ""), ("я", "й"))


class Form(NamedTuple):
    """A form as text, and what it takes to count.

    `how` is a word of `results.HOWS`, `case` a grammatical case; a `stem` counts only with a generic, a `complete` form
    has its generic and takes no other, a `bare` one has lost its own; `needs` is what a running text must bring; a text
    is searched only for what is `scanned`; what is `sounded` is looked up by its sound (see `sounding`), and by its
    letters only if it is scanned too.
    """

    text: str
    how: str
    case: str | None = None
    stem: bool = False
    needs: str | None = None
    complete: bool = False
    bare: bool = False
    scanned: bool = True
    sounded: bool = False


class Generic(NamedTuple):
    """A word for a kind of feature: 島, остров, Island; a `link` ties it to the name: île de, Stretto di."""

    lang: str
    text: str
    types: tuple[str, ...]
    kana: tuple[str, ...] = ()
    abbr: tuple[str, ...] = ()
    plural: str | None = None
    place: str = "after"
    link: tuple[str, ...] = ()

    @classmethod
    def read(cls, line: Mapping[str, Any]) -> Generic:
        lists = {field: tuple(line[field]) for field in ("types", "kana", "abbr", "link") if field in line}
        return cls(**{**line, **lists})

    def unlinked(self, text: str) -> str:
        """Vries of di Vries, the text behind Stretto."""
        links = sorted((link if link.endswith("'") else f"{link} " for link in self.link), key=len, reverse=True)
        return next((text[len(link) :] for link in links if text.startswith(link)), text)


class Generics:
    """The generics of all languages, and how to take one off a name."""

    def __init__(self, lines: Iterable[Mapping[str, Any]]) -> None:
        self.all = tuple(map(Generic.read, lines))
        self._japanese = sorted((g for g in self.all if g.lang == "ja"), key=lambda g: -len(g.text))
        self._spoken = sorted(((kana, g) for g in self._japanese for kana in g.kana), key=lambda pair: -len(pair[0]))
        self._words = {(g.lang, fold(word)): g for g in self.all for word in (g.text, g.plural) if word}

    def knows(self, lang: str, word: str) -> bool:
        return (lang, fold(word)) in self._words

    def japanese_stem(self, text: str) -> str | None:
        """国後 of 国後島; None where no generic ends the text."""
        ends = (g.text for g in self._japanese if text.endswith(g.text) and len(text) > len(g.text))
        return next((text[: -len(end)] for end in ends), None)

    def spoken_stem(self, kana: str) -> str | None:
        """くなしり of くなしり|とう: the last part must be the reading of a generic."""
        stem, _, last = kana.rpartition("|")
        return stem if stem and any(last == spoken for spoken, _ in self._spoken) else None

    def word_stem(self, lang: str, text: str) -> tuple[str, str] | None:
        """The text without a generic that begins or ends it, and where it stood (`before`, `after`)."""
        words = text.split(" ")
        for size in (2, 1):
            if len(words) <= size:
                continue
            if (lang, fold(" ".join(words[-size:]))) in self._words:
                return " ".join(words[:-size]), "after"
            if generic := self._words.get((lang, fold(" ".join(words[:size])))):
                return generic.unlinked(" ".join(words[size:])), "before"
        return None

    def holds(self, lang: str, text: str) -> bool:
        """Whether one of several words is a generic."""
        words = text.split(" ")
        return len(words) > 1 and any((lang, fold(word)) in self._words for word in words)


def surface_forms(
    line: NameLine,
    kind: str,
    type_: str | None,
    generics: Generics,
    schemes: Sequence[Scheme],
    *,
    namesake: bool = False,
) -> Iterator[Form]:
    """Every form under which a name may be met.

    Args:
        line: the name as its page writes it.
        kind, type_: those of its entry.
        namesake: whether the entry is named after another.
        generics: the words for kinds of features.
        schemes: the schemes whose output is to be recognized.
    Returns:
        forms, the recorded text first; the same text may come twice.
    """
    how = "historic" if line.status in ("former", "etymon") else _RECORDED.get(line.lang, "exact")
    if line.lang == "ja":
        forms = _with_digits(_japanese(line, how, type_, generics, schemes))
    elif line.lang in ("ru", "ja-Cyrl"):
        forms = _russian(line, how, type_, generics, schemes)
    else:
        forms = _latin(line, how, kind, type_, generics)
    hidden = type_ == "lookalike" and not line.bare
    headless = type_ in INSTITUTIONS and not namesake
    listing = kind == "place" and _LISTING.search(line.text) is not None
    for form in forms:
        bare = form.bare or line.generic is not None
        stem = form.stem or (bare and (hidden or headless))
        yield form._replace(stem=stem, needs=_needed(line, form), scanned=form.scanned and not listing, bare=bare)


def _with_digits(forms: Iterator[Form]) -> Iterator[Form]:
    """Newspapers write 北方4島 and 第1クリル海峡 for 北方四島 and 第一クリル海峡."""
    for form in forms:
        yield form
        if _NUMERAL.search(form.text):
            yield form._replace(text=_NUMERAL.sub(lambda hit: str("〇一二三四五六七八九".index(hit[0])), form.text))


def _needed(line: NameLine, form: Form) -> str | None:
    """A form with its generic has met the need of one."""
    if form.complete and line.needs == "generic":
        return form.needs
    return line.needs or form.needs


def _japanese(
    line: NameLine, how: str, type_: str | None, generics: Generics, schemes: Sequence[Scheme]
) -> Iterator[Form]:
    stem = generics.japanese_stem(line.text) if type_ else None
    if stem and stem[-1] in _NUMERALS:
        stem = None
    yield Form(line.text, how, needs="generic" if len(line.text) == 1 else None, complete=bool(stem))
    former = how == "historic"
    needs = None if type_ in HEADLINE else "generic"
    if stem and not former:
        yield Form(stem, how, stem=len(stem) == 1, needs=needs, bare=True)
    if line.by == "russia" and _KANA.fullmatch(stem or line.text):
        foreign = stem or line.text
        yield Form(foreign, how, stem=_is_short(foreign), bare=bool(stem), scanned=False, sounded=True)
    kana = line.kana or (line.text if _KANA.fullmatch(line.text) else None)
    if not kana:
        return
    spoken = generics.spoken_stem(kana) if stem and not former else None
    if line.kana:
        yield Form(kana.replace("|", ""), how, complete=bool(stem))
        if spoken:
            yield Form(spoken.replace("|", ""), how, needs=needs, stem=len(spoken) < _SHORTEST, bare=True)
    elif "・" in line.text:
        yield Form(line.text.replace("・", ""), how)
    if line.by == "russia":
        return
    for form in _written(spoken or kana, "kana", schemes, needs if spoken else None):
        yield form._replace(how="historic" if former else form.how, bare=bool(spoken))
    for form in _written(kana, "kana", schemes, None) if spoken else ():
        yield form._replace(scanned=False)


def _written(text: str, reads: str, schemes: Sequence[Scheme], needs: str | None) -> Iterator[Form]:
    seen: set[str] = set()
    for scheme in sorted(schemes, key=lambda scheme: not scheme.scanned):
        if scheme.reads != reads or scheme.writes == "kana":
            continue
        written = scheme.apply(text)
        how = "cyrillized" if scheme.writes == "Cyrl" else "romanized"
        if written not in seen:
            seen.add(written)
            short = needs or ("company" if len(written) < _SHORT_LATIN else None)
            yield Form(written, how, needs=short, stem=len(written) < _SHORTEST, scanned=scheme.scanned)


def _in_katakana(text: str, schemes: Sequence[Scheme], needs: str | None, common: bool) -> Iterator[Form]:
    """A Russian name as Japanese writes it: クナシル, ユジノクリリスク; a short one is an everyday word too often."""
    for spelled in dict.fromkeys((text, text.replace("ё", "е"))):
        for dotted in sorted({scheme.apply(spelled) for scheme in schemes if scheme.writes == "kana"}):
            for written in dict.fromkeys((dotted, dotted.replace("・", ""))):
                short = _is_short(written)
                yield Form(written, "folded", needs=needs, stem=short, scanned=common and not short, sounded=True)


def _is_short(katakana: str) -> bool:
    return len(sound(key(katakana))) < _SHORT_KATAKANA


def _russian(
    line: NameLine, how: str, type_: str | None, generics: Generics, schemes: Sequence[Scheme]
) -> Iterator[Form]:
    found = generics.word_stem("ru", line.text) if type_ and not line.generic else None
    complete = bool(found) or (bool(type_) and generics.holds("ru", line.text))
    needs = _frozen_needs(line, type_)
    adjective = bool(line.generic and _ADJECTIVE.search(line.text)) and type_ not in HEADLINE | {"rock"}
    for case, texts in decline(line.text, line.decl).items():
        for text in texts:
            same = case == "nom" or text == line.text
            surname = None if same or not _LIKE_SURNAME.search(line.text) else "company"
            yield Form(
                text, how if same else "inflected", case, stem=adjective, needs=needs or surname, complete=complete
            )
            split = generics.word_stem("ru", text) if found else None
            if found and split is None:
                split = _cut(text, found[1], len(line.text.split(" ")) - len(found[0].split(" ")))
            if split:
                yield Form(split[0], how if case == "nom" else "inflected", case, stem=True)
    for text in dict.fromkeys((line.text, line.text.replace("ё", "е"))):
        yield from (form._replace(complete=complete, stem=adjective) for form in _written(text, "Cyrl", schemes, needs))
    stems = [found[0]] if found else [_personal(line.text)] if line.decl == "frozen" and type_ else []
    for stem in filter(None, stems):
        derived = (*_written(stem, "Cyrl", schemes, None), *_in_katakana(stem, schemes, None, False))
        yield from (form._replace(stem=True) for form in derived)
    if type_:
        common = type_ in HEADLINE and how == "exact" and not complete
        for form in _in_katakana(line.text, schemes, needs, common):
            yield form._replace(stem=not complete and (adjective or form.stem), complete=complete)


def _cut(text: str, where: str, size: int) -> tuple[str, str] | None:
    words = text.split(" ")
    if len(words) <= size:
        return None
    return (" ".join(words[:-size]), where) if where == "after" else (" ".join(words[size:]), where)


def _personal(text: str) -> str | None:
    """The nominative of a person's name, as English writes it: Фриза to Фриз, Полонского to Полонский."""
    for ending, instead in _GENITIVES:
        if text.endswith(ending) and " " not in text:
            return text[: -len(ending)] + instead
    return None


def _frozen_needs(line: NameLine, type_: str | None) -> str | None:
    """A genitive (Екатерины, Анучина) is a person's name too, so a running text must bring more than it."""
    if line.decl != "frozen" or not line.generic:
        return None
    return "company" if type_ in ("island", "islet", "rock", "island-group") else "generic"


def _latin(line: NameLine, how: str, kind: str, type_: str | None, generics: Generics) -> Iterator[Form]:
    found = generics.word_stem(line.lang, line.text) if type_ and not line.generic else None
    yield Form(line.text, how, complete=bool(found))
    if found:
        yield Form(found[0], how, stem=True)
    yield Form(respelled(line.lang, line.text), how, complete=bool(found))
    if line.lang == "en" and kind == "term" and re.search(r"[a-z]{3}$", line.text):
        yield Form(_other_number(line.text), "inflected")


def _other_number(text: str) -> str:
    """The plural of an English singular, the singular of a plural."""
    if re.search(r"[^s]s$", text):
        return re.sub(r"ies$", "y", text) if text.endswith("ies") else text[:-1]
    if re.search(r"[^aeiou]y$", text):
        return text[:-1] + "ies"
    return text + ("es" if re.search(r"(ch|sh|x|z)$", text) else "s")
