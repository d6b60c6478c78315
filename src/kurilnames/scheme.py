"""One engine for romanization and cyrillization: a scheme in, text out.

A scheme is a table, one file each in data/schemes:

letters   what is read and what is written, singly or in rows: `"か き く" = "ka ki ku"`
sets      names for groups of letters; a rule writes them in braces
rules     letters written otherwise in some company: `text`, `writes`, and `after` or `before`, which list
          what may stand there; `^` is the beginning of a word, `$` its end
samples   what is read, what must be written, and the source that says so

The longest text wins; among equals the rules come first, in their order, then the letters.
`|` in kana is a morpheme boundary: `after` does not reach across it, `before` does, and it is not written.
A combining mark in `writes` joins the letter before it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from kurilnames.ruling import NO_LETTER, Rewriting, pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["Scheme"]

_CYRILLIC = "\u0400-\u052f\u1c80-\u1c8f\u1d2b\u1d78\u2de0-\u2dff\ua640-\ua69f\ufe2e\ufe2f"
_OTHERS = "\u0400\u0402-\u040f\u0450\u0452-\u052f\u1c80-\u1c8f\u1d2b\u1d78\u2de0-\u2dff\ua640-\ua69f\ufe2e\ufe2f"
_STRANGE = re.compile(f"[{_OTHERS}]")
_UNUSUAL = re.compile(f"[\u0300-\u036f{_OTHERS}]")
_PLAIN_RUSSIAN = re.compile("[А-ЯЁ]?+[а-яё]*+(?:[\0-\xbf\u2010-\u205e]++[А-ЯЁ]?+[а-яё]*+)*+")
_CAPITALS = "".join(filter(str.isupper, map(chr, range(0x400, 0x530))))
_SMALL = "".join(letter for letter in map(chr, range(0x400, 0x530)) if not letter.isupper()) + NO_LETTER
_ODD_WORD = re.compile(f"(?<![{_CAPITALS}{_SMALL}])[{_CAPITALS}{_SMALL}][{_SMALL}]*[{_CAPITALS}][{_CAPITALS}{_SMALL}]*")
_JOINING = re.compile("[\u0300-\u036f]")
_STRESS = re.compile("(?<=[\u0400-\u04ff])[\u0300\u0301]")
_KANA = "\u3041-\u3096\u30f7-\u30fa\u31f0-\u31ff"
_KANA_WORD = re.compile(rf"\|*[{_KANA}][|{_KANA}\u309a\u30fc]*")
_HIRAGANA_WORD = "[\u3041-\u3096][|\u3041-\u3096\u30fc]*+"
_EASY_HIRAGANA = re.compile(_HIRAGANA_WORD)
_PLAIN_HIRAGANA = re.compile(rf"{_HIRAGANA_WORD}(?:[\0-{{}}-\xbf\u3000-\u3002]++{_HIRAGANA_WORD})*+")
_NO_KANA = re.compile("[\u3005-\u3007\u309f\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U0001b000-\U0003ffff]")
_HALF_WIDTH = re.compile("[\uff66-\uff9f]+")
_HIRAGANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
_ITERATED = re.compile("([\u3041-\u3096])([\u309d\u309e])")
_MODERN = dict(
    zip(
        "ѣ і ѳ ѵ ѕ ѯ ѱ ѡ ѧ ѫ ђ ј љ њ ћ џ ә һ".split(),
        "е и ф и з кс пс о я у дж й ль нь ч дж э х".split(),
        strict=True,
    )
)
_SHORT, _MANY = 64, 4096
_BEFORE_1918 = frozenset("ѣіѳѵ")


class Scheme:
    """A romanization or cyrillization scheme, ready to be applied.

    Args:
        table: the scheme as its TOML file holds it: id, reads, letters; maybe sets, rules and samples.

    >>> table = {"id": "toy", "reads": "Cyrl", "letters": {"щ ю": "shch yu", "е": "e"},
    ...          "rules": [{"text": "е", "after": "^", "writes": "ye"}]}
    >>> Scheme(table).apply("Еще ЮЩЕ")
    'Yeshche YUSHCHE'
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.id: str = table["id"]
        self.reads: str = table["reads"]
        self.writes: str = table.get("writes", "Latn")
        self.reversible: bool = table.get("reversible", False)
        self.scanned: bool = table.get("scanned", True)
        self.letters = dict(pairs(table["letters"]))
        self.rules: tuple[Mapping[str, str], ...] = tuple(table.get("rules", ()))
        self._samples: list[tuple[str, str]] = [(sample[0], sample[1]) for sample in table.get("samples", ())]
        self._modern = _Modern(self.letters)
        self._known: dict[str, str] = {}
        self._prepare(table.get("sets", {}), self.reads == "kana")

    def _prepare(self, sets: Mapping[str, str], kana: bool) -> None:
        """Most words hold no group of letters, or nothing for a rule: for them a smaller pattern will do, or none."""
        single = {letter: written for letter, written in self.letters.items() if len(letter) == 1}
        groups = {letter[-1] for letter in self.letters.keys() - single.keys()}
        self._rewriting = Rewriting(self.rules, sets, self.letters)
        self._rewritten = self._rewriting.sub
        self._is_ruled = re.compile(f"[{''.join(groups)}]").search if groups else self._rewriting.search
        self._simply = Rewriting(self.rules, sets, single).sub if groups else str
        self._single = _single({**single, "|": ""} if kana else single, self._rewriting.outputs)
        self._joins = any(map(_JOINING.search, (*self._rewriting.outputs, *self.letters.values())))
        self._is_plain = (_PLAIN_HIRAGANA if kana else _PLAIN_RUSSIAN).fullmatch
        self._is_easy: Callable[[str], object] = _EASY_HIRAGANA.fullmatch if kana else str.istitle
        self._is_settled: Callable[[str], bool] = bool if kana and not self._joins else str.isascii
        self._finish = self._finish_kana if kana else self._finish_cyrillic

    def apply(self, text: str) -> str:
        """Write a text in this scheme; what is not in its script passes through, composed (NFC).

        Args:
            text: kana, with `|` at morpheme boundaries where they matter, or Cyrillic in any case.

        Returns:
            The written text.  Kana are written small and kanji stay; Cyrillic keeps its capitals, and a word all
            in capitals stays so.  Stress marks are dropped.  A letter abolished in 1918 is read as its successor
            unless the scheme has its own.  A Cyrillic letter without a Russian counterpart becomes U+FFFD, so
            that romanized text holds no Cyrillic.

        >>> toy = Scheme({"id": "toy", "reads": "kana", "letters": {"く な し り": "ku na shi ri"}})
        >>> toy.apply("クナシリ 1")
        'kunashiri 1'
        """
        known = self._known
        if (remembered := known.get(text)) is not None:
            return remembered
        written = ""
        if self._is_easy(text):
            written = (self._rewritten if self._is_ruled(text) else self._simply)(text).translate(self._single)
        if not written or not self._is_settled(written):
            written = self._finish(text, written)
        if len(text) <= _SHORT:
            if len(known) >= _MANY:
                known.clear()
            known[text] = written
        return written

    def forget(self) -> None:
        """Forget the words that were written, which are otherwise kept, a few thousand, for the next time.

        >>> Scheme({"id": "toy", "reads": "kana", "letters": {"く": "ku"}}).forget()
        """
        self._known.clear()

    def unwritable(self, text: str) -> int | None:
        """Where the first letter stands that this scheme has no writing for: kanji, or a letter that is not Russian.

        >>> toy = Scheme({"id": "toy", "reads": "Cyrl", "letters": {"ш": "sh"}})
        >>> toy.unwritable("ш Қ"), toy.unwritable("Ш!")
        (2, None)
        """
        if self.reads == "kana":
            found = _NO_KANA.search(text)
            return found.start() if found else None
        known = self.letters.keys() | _BEFORE_1918
        clusters = re.finditer(f"[{_CYRILLIC}][\u0300-\u036f]*", text)
        return next((found.start() for found in clusters if _plain(found[0]).lower() not in known), None)

    def failures(self) -> list[tuple[str, str, str]]:
        """List the samples that this scheme does not write as its page says.

        Returns:
            (source, expected, got) of each; empty when the scheme proves itself.

        >>> table = {"id": "toy", "reads": "kana", "letters": {"く": "ku"}, "samples": [["く", "qu"]]}
        >>> Scheme(table).failures()
        [('く', 'qu', 'ku')]
        """
        tried = ((source, expected, self.apply(source)) for source, expected in self._samples)
        return [(source, expected, got) for source, expected, got in tried if got != expected]

    def _plainly(self, text: str) -> str:
        return self._rewritten(text).translate(self._single)

    def _finish_kana(self, text: str, written: str) -> str:
        if not written and self._is_plain(text):
            written = self._plainly(text)
        written = written or _KANA_WORD.sub(lambda word: self._plainly(word[0]), _to_hiragana(text))
        return unicodedata.normalize("NFC", written)

    def _finish_cyrillic(self, text: str, written: str) -> str:
        """Of an easy text, a title, only ASCII settles that all its letters were known."""
        if not self._is_plain(text):
            return unicodedata.normalize("NFC", self._read_cyrillic(text))
        written = written or self._plainly(text)
        return unicodedata.normalize("NFC", written) if self._joins else written

    def _read_cyrillic(self, text: str) -> str:
        if _UNUSUAL.search(text):
            text = _STRANGE.sub(lambda letter: self._modern[ord(letter[0])], _plain(text))
        return self._plainly(text if self._is_plain(text) else _ODD_WORD.sub(self._odd_word, text))

    def _odd_word(self, word: re.Match[str]) -> str:
        """A word with a capital inside: all in capitals, or mixed."""
        small = word[0].lower()
        if self.writes == "kana":
            return small
        return self._plainly(small).upper() if word[0].isupper() else self._mixed(word[0], small)

    def _mixed(self, text: str, small: str) -> str:
        parts: list[str] = []
        done = 0
        for match in self._rewriting.pattern.finditer(small):
            start, end = match.span()
            written = self._rewriting.outputs[match.lastindex or 0]
            parts += (text[done:start], written if text[start] == small[start] else written.capitalize())
            done = end
        return ("".join((*parts, text[done:])) if done else text).translate(self._single)


def _single(letters: Mapping[str, str], outputs: Iterable[str]) -> dict[int, str]:
    """What `str.translate` takes: each letter alone, small and capital; what is written already stays."""
    written = {char: char for char in "".join(outputs)}
    capitals = {letter.upper(): written.capitalize() for letter, written in letters.items()}
    return str.maketrans({**written, **capitals, **letters})


def _plain(text: str) -> str:
    """Composed, without stress marks."""
    return _STRESS.sub("", unicodedata.normalize("NFC", text))


class _Modern(dict[int, str]):
    """Cyrillic code points to letters that a scheme knows, worked out as they are met."""

    def __init__(self, letters: Mapping[str, str]) -> None:
        self._letters = letters

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        small = letter.lower()
        known = small if small in self._letters else _modern(small, self._letters)
        self[code] = known if letter == small else known.upper()
        return self[code]


def _modern(letter: str, letters: Mapping[str, str]) -> str:
    if unicodedata.category(letter).startswith("M"):
        return ""
    base = unicodedata.normalize("NFD", letter)[0]
    modern = _MODERN.get(base) or _namesake(base)
    return modern if letters.keys() >= set(modern) else NO_LETTER


def _namesake(letter: str) -> str:
    """The plain letter of the same name: и for "BYELORUSSIAN-UKRAINIAN I", к for "KA WITH DESCENDER"."""
    name = unicodedata.name(letter, "").partition(" WITH ")[0].rpartition(" ")[2]
    try:
        return unicodedata.lookup(f"CYRILLIC SMALL LETTER {name}")
    except KeyError:
        return NO_LETTER


def _to_hiragana(text: str) -> str:
    wide = _HALF_WIDTH.sub(lambda kana: unicodedata.normalize("NFKC", kana[0]), text)
    hiragana = unicodedata.normalize("NFC", wide).translate(_HIRAGANA)
    return _ITERATED.sub(_iterate, hiragana)


def _iterate(match: re.Match[str]) -> str:
    kana, mark = match.groups()
    plain = unicodedata.normalize("NFD", kana)[0]
    return kana + (plain if mark == "\u309d" else unicodedata.normalize("NFC", f"{plain}\u3099")[0])
