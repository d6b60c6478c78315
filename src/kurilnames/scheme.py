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
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

__all__ = ["NO_LETTER", "Scheme"]

NO_LETTER = "\ufffd"
_CYRILLIC = "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f"
_OTHERS = "\u0400\u0402-\u040f\u0450\u0452-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f"
_STRANGE = re.compile(f"[{_OTHERS}]")
_UNUSUAL = re.compile(f"[\u0300-\u036f{_OTHERS}]")
_CAPITALS = "".join(filter(str.isupper, map(chr, range(0x400, 0x530))))
_SMALL = "".join(letter for letter in map(chr, range(0x400, 0x530)) if not letter.isupper()) + NO_LETTER
_INNER_CAPITAL = re.compile(f"[{_CAPITALS}{_SMALL}][{_CAPITALS}]")
_ODD_WORD = re.compile(f"(?<![{_CAPITALS}{_SMALL}])[{_CAPITALS}{_SMALL}][{_SMALL}]*[{_CAPITALS}][{_CAPITALS}{_SMALL}]*")
_STRESS = re.compile("(?<=[\u0400-\u04ff])[\u0300\u0301]")
_KANA = "\u3041-\u3096\u30f7-\u30fa\u31f0-\u31ff"
_KANA_WORD = re.compile(rf"\|*[{_KANA}][|{_KANA}\u309a\u30fc]*")
_NO_KANA = re.compile("[\u3005-\u3007\u309f\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U0001b000-\U0003ffff]")
_UNLIKE_HIRAGANA = re.compile("[^\u3041-\u3096\u30fc|]")
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
        self.letters = dict(_pairs(table["letters"]))
        self.rules: tuple[Mapping[str, str], ...] = tuple(table.get("rules", ()))
        self._samples: list[tuple[str, str]] = [(sample[0], sample[1]) for sample in table.get("samples", ())]
        self._modern = _Modern(self.letters)
        self._pattern, self._outputs = _compile(self.rules, table.get("sets", {}), self.letters)
        self._written = partial(_written, self._outputs)
        self._ruled = len(self._outputs) > 1
        single = {letter: written for letter, written in self.letters.items() if len(letter) == 1}
        capitals = {letter.upper(): written.capitalize() for letter, written in single.items()}
        self._single = str.maketrans({**capitals, **single, **({"|": ""} if self.reads == "kana" else {})})
        self._known: dict[str, str] = {}
        self._apply = self._apply_kana if self.reads == "kana" else self._apply_cyrillic

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
        written = self._known.get(text)
        if written is None:
            written = self._apply(text)
            written = written if written.isascii() else unicodedata.normalize("NFC", written)
            if len(text) <= _SHORT:
                if len(self._known) >= _MANY:
                    self._known.clear()
                self._known[text] = written
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

    def _apply_kana(self, text: str) -> str:
        if not _UNLIKE_HIRAGANA.search(text):
            if "\u3041" <= text[:1] <= "\u3096":
                return self._plainly(text)
            return _KANA_WORD.sub(self._kana_word, text)
        return _KANA_WORD.sub(self._kana_word, _to_hiragana(text))

    def _kana_word(self, word: re.Match[str]) -> str:
        return self._plainly(word[0])

    def _apply_cyrillic(self, text: str) -> str:
        if not _INNER_CAPITAL.search(text):
            written = self._plainly(text)
            if written.isascii() or not _UNUSUAL.search(text):
                return written
        if _UNUSUAL.search(text):
            text = _STRANGE.sub(lambda letter: self._modern[ord(letter[0])], _plain(text))
        return self._plainly(_ODD_WORD.sub(self._odd_word, text))

    def _odd_word(self, word: re.Match[str]) -> str:
        """A word with a capital inside: all in capitals, or mixed."""
        small = word[0].lower()
        return self._plainly(small).upper() if word[0].isupper() else self._mixed(word[0], small)

    def _plainly(self, text: str) -> str:
        if self._ruled:
            text = self._pattern.sub(self._written, text)
        return text.translate(self._single)

    def _mixed(self, text: str, small: str) -> str:
        parts: list[str] = []
        done = 0
        for match in self._pattern.finditer(small):
            start, end = match.span()
            written = self._outputs[match.lastindex or 0]
            parts += (text[done:start], written if text[start] == small[start] else written.capitalize())
            done = end
        return ("".join((*parts, text[done:])) if done else text).translate(self._single)


def _written(outputs: list[str], match: re.Match[str]) -> str:
    return outputs[match.lastindex or 0]


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


def _pairs(letters: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for read, written in letters.items():
        if " " in read:
            yield from zip(read.split(), written.split(), strict=True)
        else:
            yield read, written


def _compile(
    rules: Iterable[Mapping[str, str]], sets: Mapping[str, str], letters: Mapping[str, str]
) -> tuple[re.Pattern[str], list[str]]:
    """All that is not one letter alone, as one pattern, and what its groups write.

    Every branch begins with a letter, so that the scan skips at once what begins none.
    """
    alphabet = "".join({*"".join(letters), NO_LETTER})
    cases = sorted(_cases(rules, sets, letters, alphabet), key=lambda case: -len(case[0]))
    branches: dict[str, list[tuple[str, str]]] = {}
    for text, company, written in cases:
        for first in dict.fromkeys((text[0], text[0].upper())):
            branches.setdefault(first, []).append((f"{re.escape(text[1:])}{company(first)}()", written))
    outputs, parts = [""], []
    for first, inner in branches.items():
        outputs += (written.capitalize() if first.isupper() else written for _, written in inner)
        parts.append(f"{re.escape(first)}(?:{'|'.join(pattern for pattern, _ in inner)})")
    return re.compile("|".join(parts) or "(?!)"), outputs


def _cases(
    rules: Iterable[Mapping[str, str]], sets: Mapping[str, str], letters: Mapping[str, str], alphabet: str
) -> Iterator[tuple[str, Callable[[str], str], str]]:
    """Each rule and each group of letters: its text, what must stand about it as a pattern, what it writes."""
    for rule in rules:
        yield rule["text"], partial(_company, rule, sets, alphabet), rule["writes"]
    yield from ((letter, lambda _: "", written) for letter, written in letters.items() if len(letter) > 1)


def _company(rule: Mapping[str, str], sets: Mapping[str, str], alphabet: str, first: str) -> str:
    """What must stand about a rule's text, which begins with a small letter or a capital, as a pattern."""
    company = ""
    if "after" in rule:
        wanted, members = _members(rule["after"].format_map(sets), "^", alphabet)
        company += f"(?<{wanted}[{members}]{re.escape(first + rule['text'][1:])})"
    if "before" in rule:
        wanted, members = _members(rule["before"].format_map(sets), "$", alphabet)
        company += rf"(?{wanted}\|?[{members}])"
    return company


def _members(group: str, edge: str, alphabet: str) -> tuple[str, str]:
    """Whether a letter of a class must stand there or must not: at the edge of a word there is none."""
    wanted, members = ("!", set(alphabet) - set(group)) if edge in group else ("=", set(group))
    return wanted, re.escape("".join(sorted({case for letter in members for case in (letter, letter.upper())})))
