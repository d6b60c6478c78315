"""One engine for romanization and cyrillization: a scheme in, text out.

A scheme is a table, one file each in data/schemes:

letters   what is read and what is written, singly or in rows: `"か き く" = "ka ki ku"`
sets      names for groups of letters; a rule writes them in braces
rules     letters written otherwise in some company: `text`, `writes`, and `after` or `before`, which list
          what may stand there; `^` is the beginning of a word, `$` its end

The longest text wins; among equals the rules come first, in their order, then the letters.
`|` in kana is a morpheme boundary: `after` does not reach across it, `before` does, and it is not written.
A combining mark in `writes` joins the letter before it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from kurilnames.errors import CannotTransliterate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Scheme"]

_CYRILLIC_WORD = re.compile("[\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f]+")
_KANA = "\u3041-\u3096\u30f7-\u30fa\u31f0-\u31ff"
_KANA_WORD = re.compile(rf"\|*[{_KANA}][|{_KANA}\u309a\u30fc]*")
_KANJI = re.compile("[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_HALF_WIDTH = re.compile("[\uff66-\uff9f]+")
_HIRAGANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
_ITERATED = re.compile("([\u3041-\u3096])([\u309d\u309e])")
_STRESS = re.compile("(?<=[\u0400-\u04ff])[\u0300\u0301]")
_NO_LETTER = "\ufffd"
_MODERN = dict(
    zip(
        "ѣ ѳ ѵ ѕ ѯ ѱ ѡ ѧ ѫ ђ ј љ њ ћ џ ә һ".split(),
        "е ф и з кс пс о я у дж й ль нь ч дж э х".split(),
        strict=True,
    )
)


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
        self._samples: list[tuple[str, str]] = [tuple(sample) for sample in table.get("samples", ())]
        self._letters = dict(_pairs(table["letters"]))
        self._modern = _Modern(self._letters)
        rules = sorted(table.get("rules", ()), key=lambda rule: -len(rule["text"]))
        self._outputs = ["", *(rule["writes"] for rule in rules)]
        self._pattern = _compile(rules, table.get("sets", {}), self._letters)
        self._apply = self._apply_kana if self.reads == "kana" else self._apply_cyrillic

    def apply(self, text: str) -> str:
        """Write a text in this scheme; what is not in its script passes through, composed (NFC).

        Args:
            text: kana, with `|` at morpheme boundaries where they matter, or Cyrillic in any case.

        Returns:
            The written text.  Kana are written small; Cyrillic keeps its capitals, and a word all in
            capitals stays so.  Stress marks are dropped.  A letter abolished in 1918 is read as its successor
            unless the scheme has its own.  A Cyrillic letter without a Russian counterpart becomes U+FFFD, so
            that romanized text holds no Cyrillic.

        Raises:
            CannotTransliterate: kana are asked for and there is a kanji, at its position.

        >>> toy = Scheme({"id": "toy", "reads": "kana", "letters": {"く な し り": "ku na shi ri"}})
        >>> toy.apply("クナシリ 1")
        'kunashiri 1'
        """
        return unicodedata.normalize("NFC", self._apply(text))

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

    def _apply_kana(self, text: str) -> str:
        if kanji := _KANJI.search(text):
            raise CannotTransliterate(text, kanji.start(), self.id)
        return _KANA_WORD.sub(lambda word: self._write(word[0]).replace("|", ""), _to_hiragana(text))

    def _apply_cyrillic(self, text: str) -> str:
        plain = _STRESS.sub("", unicodedata.normalize("NFC", text))
        return _CYRILLIC_WORD.sub(lambda word: self._write_cased(word[0].translate(self._modern)), plain)

    def _write(self, word: str) -> str:
        return self._pattern.sub(self._written, f"^{word}$")[1:-1]

    def _write_cased(self, word: str) -> str:
        small = word.lower()
        if small == word:
            return self._write(word)
        capital = str.upper if len(word) > 1 and word.isupper() else str.capitalize

        def written(match: re.Match[str]) -> str:
            at = match.start() - 1
            return self._written(match) if word[at] == small[at] else capital(self._written(match))

        return self._pattern.sub(written, f"^{small}$")[1:-1]

    def _written(self, match: re.Match[str]) -> str:
        return self._outputs[match.lastindex] if match.lastindex else self._letters[match[0]]


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
    return modern if letters.keys() >= set(modern) else _NO_LETTER


def _namesake(letter: str) -> str:
    """The plain letter of the same name: и for "BYELORUSSIAN-UKRAINIAN I", к for "KA WITH DESCENDER"."""
    name = unicodedata.name(letter, "").partition(" WITH ")[0].rpartition(" ")[2]
    try:
        return unicodedata.lookup(f"CYRILLIC SMALL LETTER {name}")
    except KeyError:
        return _NO_LETTER


def _to_hiragana(text: str) -> str:
    wide = _HALF_WIDTH.sub(lambda kana: unicodedata.normalize("NFKC", kana[0]), text)
    hiragana = unicodedata.normalize("NFC", wide).translate(_HIRAGANA)
    return _ITERATED.sub(_iterate, hiragana)


def _iterate(match: re.Match[str]) -> str:
    kana, mark = match.groups()
    plain = unicodedata.normalize("NFD", kana)[0]
    return kana + (plain if mark == "\u309d" else unicodedata.normalize("NFC", f"{plain}\u3099")[0])


def _pairs(letters: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for read, written in letters.items():
        if " " in read:
            yield from zip(read.split(), written.split(), strict=True)
        else:
            yield read, written


def _compile(
    rules: Iterable[Mapping[str, str]], sets: Mapping[str, str], letters: Mapping[str, str]
) -> re.Pattern[str]:
    ruled = [(len(rule["text"]), f"({_in_company(rule, sets)})") for rule in rules]
    plain = [(len(letter), re.escape(letter)) for letter in letters if len(letter) > 1]
    longest_first = sorted(ruled + plain, key=lambda entry: -entry[0])
    single = "".join(re.escape(letter) for letter in letters if len(letter) == 1)
    return re.compile("|".join([*(pattern for _, pattern in longest_first), f"[{single}]"]))


def _in_company(rule: Mapping[str, str], sets: Mapping[str, str]) -> str:
    text = re.escape(rule["text"])
    after = f"(?<=[{_members(rule['after'], sets)}]{text})" if "after" in rule else ""
    before = rf"(?=\|?[{_members(rule['before'], sets)}])" if "before" in rule else ""
    return text + after + before


def _members(group: str, sets: Mapping[str, str]) -> str:
    return re.escape(group.format_map(sets))
