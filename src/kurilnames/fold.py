"""Text to matching key, offsets kept.

Folded alike are: case, ё and е, stress marks, macrons and other diacritics of Latin letters, old and new kanji,
letters that look alike inside a word of two scripts, hiragana and katakana with their small forms, their long marks
and ヴ, half and full width, hyphens and spaces, apostrophes inside words, soft hyphens and zero-width characters, a
reading in brackets inside a Japanese name.  й and the voiced kana stay what they are, composed or not.  A blank line
becomes paragraph marks (U+2029), so that no name reaches across one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from kurilnames.retracing import compiled, rewritten

if TYPE_CHECKING:
    from kurilnames.retracing import Layer

__all__ = ["PARAGRAPH", "Folded", "fold", "fold_text", "in_one_script", "key", "new_kanji", "squash"]

OLD_KANJI = (
    "擇択國国齒歯蕊蘂嶽岳眞真瀧滝單単釡釜萠萌瑶瑤嶋島嶌島澤沢邊辺邉辺濱浜灣湾條条聯連發発會会舊旧縣県廳庁關関廣広"
)
_KANJI = {ord(old): new for old, new in zip(OLD_KANJI[::2], OLD_KANJI[1::2], strict=True) if old != new}
_SHORT = 64
_AS_CYRILLIC = str.maketrans("aceopxykmthb", "асеорхукмтнв")
_AS_LATIN = str.maketrans("асеорхукмтнв", "aceopxykmthb")
_LONGEST_WORD = 40
PARAGRAPH = "\u2029"
_BLANK_LINES = r"\n[^\S\n]*\n\s*"
_VU = {"ゔ": "ぶ", "ゔあ": "ば", "ゔい": "び", "ゔえ": "べ", "ゔお": "ぼ"}
_SMALL_KANA = dict(zip("ぁぃぅぇぉっゃゅょゎゕゖゐゑ", "あいうえおつやゆよわかけいえ", strict=True))
_SINGLE = {**_SMALL_KANA, "ё": "е"}
_HIRAGANA = {ord(char) + 0x60: _SMALL_KANA.get(char, char) for char in map(chr, range(ord("ぁ"), ord("ゖ") + 1))}
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u02b9\u02ba\u02bb\u02bc\u02be\u02bf\u2033"
_MARKS = "\u0300-\u036f\ufe20-\ufe2f\u3099\u309a\uff9e\uff9f"
_LETTER = (
    rf"[{_INVISIBLE}]+|[\u1100-\u11ff]+"
    rf"|[^\W\d_a-zа-яぁ-ゖ一-鿿][{_MARKS}{_INVISIBLE}]*"
    rf"|[ёぁぃぅぇぉっゃゅょゎゕゖゐゑ０-９\u309b\u309c{''.join(map(chr, _KANJI))}][{_MARKS}{_INVISIBLE}]*"
    rf"|[^\s][{_INVISIBLE}]*[{_MARKS}][{_MARKS}{_INVISIBLE}]*"
)

_AS_SPACES = "\n\r\t\xa0\u3000-\u2010\u2011\u2012\u2013\u2212\u30fb\uff65\u30a0_"
_SPACES = r"\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u202f\u205f\u3000"
_APOSTROPHES = "'`\u00b4\u2018\u2019\u201b\u2032"
_JOINT = (
    rf"(?P<gap>[ {_SPACES}]*[{_SPACES}][ {_SPACES}]*)"
    r"|(?P<twice>[一-鿿])(?P<same>\u3005+)"
    rf"|(?<=\w)(?<![{_APOSTROPHES}]s)[{_APOSTROPHES}](?!s(?!\w)|[\u3005ー])(?=\w)"
    rf"|(?P<mark>[{_APOSTROPHES}])"
    r"|(?<=[аеиоуыэюя]):(?=[а-я])"
    r"|(?P<vu>ゔ[あいえお]?)(?:ー(?![\u3099\u309a]))*|(?P<long>[ぁ-ゖ])(?:ー(?![\u3099\u309a]))+"
    r"|(?<=[一-鿿])[(（《][ぁ-ゖー]+[)）》](?=[一-鿿])"
)

_SMALL = "ぁぃぅぇぉっゃゅょゎゔゕゖゐゑ"


def _range_without(first: str, last: str, others: str) -> str:
    """The characters of a range but for some, as ranges of a regular expression."""
    ends = sorted({ord(first) - 1, *map(ord, others), ord(last) + 1})
    gaps = (pair for pair in pairwise(ends) if pair[1] - pair[0] > 1)
    return "".join(f"{chr(one + 1)}-{chr(two - 1)}" for one, two in gaps)


# A letter to be folded begins at a character that is none of these, or is followed by one; and so with joints.
_ODD_LETTER = (
    rf"[^\x00-\x7fа-я{_range_without('ぁ', 'ゖ', _SMALL)}"
    rf"{_range_without('一', '鿿', ''.join(map(chr, _KANJI)))}、。「」『』（）〈〉《》・…—–«»“”„№°　]"
)
_ODD_JOINT = rf"[{_APOSTROPHES}:ゔー々(（《{_SPACES}]"
_SCRIPTS = bytes(ord("l" if 0x61 <= byte <= 0x7A else "c" if byte >= 0xE0 else " ") for byte in range(256))


class Folded:
    """A folded text that knows where each of its characters stood.

    `text` is the folded text; `start(i)` and `end(j)` turn its offsets into code point offsets of the original, which
    are the same where nothing `moved`; at its `seams` an apostrophe or a reading in brackets has fallen out.
    """

    __slots__ = ("_layers", "seams", "text")

    @property
    def moved(self) -> bool:
        return bool(self._layers)

    def __init__(self, text: str, layers: tuple[Layer, ...], seams: frozenset[int] = frozenset()) -> None:
        self.text = text
        self._layers = layers
        self.seams = seams

    def start(self, index: int) -> int:
        for layer in self._layers:
            index = layer.start(index)
        return index

    def end(self, index: int) -> int:
        for layer in self._layers:
            index = layer.end(index)
        return index


def fold_text(text: str) -> Folded:
    """Fold a text and keep the way back to it.

    Args:
        text: any text.
    Returns:
        `Folded`, with offsets in code points.

    >>> folded = fold_text("на Кунаши\u0301ре")
    >>> folded.text, folded.start(3), folded.end(11)
    ('на кунашире', 3, 12)
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    if len(lower) < _SHORT and all(map(_PLAIN.__getitem__, lower)) and "  " not in lower:
        return Folded(_one_script(lower), ())
    letters, inner = rewritten(_plain_kana(lower), _ODD_LETTER, _LETTER, _letter)
    joined, outer = rewritten(_plain_spaces(letters), _ODD_JOINT, _JOINT, _joint)
    return Folded(_one_script(joined), outer + inner, outer[0].seams if outer else frozenset())


def _plain_kana(text: str) -> str:
    """Letters that become one other letter wherever they stand: what is left to the patterns is seldom met."""
    if text.isascii():
        return text
    text = compiled("[ァ-ヶ][ァ-ヶ]*").sub(lambda run: run[0].translate(_HIRAGANA), text)
    for old, new in _SINGLE.items():
        text = text.replace(old, new)
    return text


def _plain_spaces(text: str) -> str:
    """Hyphens and line ends as spaces, blank lines as paragraph marks; of several spaces each second is a tab."""
    text = compiled(_BLANK_LINES).sub(lambda gap: PARAGRAPH * len(gap[0]), text)
    for char in _AS_SPACES:
        text = text.replace(char, " ")
    return text.replace("  ", " \t")


def in_one_script(text: str) -> str:
    """A text whose words of two scripts are in one: letters from the other become those they look like, case kept.

    Args:
        text: any text.

    >>> in_one_script("КУHАШИР, Кунaшира").isascii(), in_one_script("Kunаshiri").isascii()
    (False, True)
    """
    lower = text.lower()
    if len(lower) != len(text):
        return text
    pairs = zip(text, lower, _one_script(lower), strict=True)
    return "".join(old if new == low else new.upper() if old.isupper() else new for old, low, new in pairs)


def _one_script(text: str) -> str:
    """A folded text whose words of two scripts have letters of one, where the others look like letters of it."""
    if text.isascii() or not _is_mixed(text):
        return text
    parts, done = [], 0
    for junction in compiled("[a-z][а-я]|[а-я][a-z]").finditer(text):
        if junction.start() < done:
            continue
        first = compiled("[a-zа-я]*$").search(text, max(done, junction.start() - _LONGEST_WORD), junction.start())
        last = compiled("[a-zа-я]*").match(text, junction.end(), junction.end() + _LONGEST_WORD)
        begin, end = first.start() if first else junction.start(), last.end() if last else junction.end()
        parts += [text[done:begin], _unmixed(text[begin:end])]
        done = end
    return "".join((*parts, text[done:]))


def _is_mixed(text: str) -> bool:
    """Whether a Latin and a Cyrillic letter stand side by side."""
    scripts = text.encode("cp1251", "ignore").translate(_SCRIPTS)
    return b"lc" in scripts or b"cl" in scripts


def _unmixed(word: str) -> str:
    cyrillic = word.translate(_AS_CYRILLIC)
    return cyrillic if not compiled("[a-z]").search(cyrillic) else word.translate(_AS_LATIN)


class _Plain(dict[str, bool]):
    """Whether neither rewriting ever touches a character: most names need not wait for the patterns to be compiled."""

    def __missing__(self, char: str) -> bool:
        ideograph = "一" <= char <= "鿿" and ord(char) not in _KANJI
        plain = ideograph or "a" <= char <= "z" or "а" <= char <= "я" or char in " .,0123456789"
        return self.setdefault(char, plain)


_PLAIN = _Plain()


def fold(text: str) -> str:
    """Fold a text without keeping offsets.

    >>> fold("Étorofu-Tō"), fold("國後島"), fold("ｼｺﾀﾝ"), fold("Зелёный")
    ('etorofu to', '国後島', 'しこたん', 'зеленый')
    """
    return fold_text(text).text


def key(text: str) -> str:
    """The key under which a name is looked up: folded, without separators.

    >>> key(" Yuzhno-Kuril’sk ")
    'yuzhnokurilsk'
    """
    return squash(fold(text))


def new_kanji(text: str) -> str:
    """A text with new forms of its old kanji, and nothing else changed.

    >>> new_kanji("國後嶽のラウス")
    '国後岳のラウス'
    """
    return text.translate(_KANJI)


def squash(folded: str) -> str:
    """The key of a text that is folded already.

    >>> squash("u.s.")
    'u.s'
    """
    return folded.replace(" ", "").replace(PARAGRAPH, "").strip(".,:;'’")


def _joint(hit: re.Match[str]) -> str:
    match hit.lastgroup:
        case "gap":
            return " "
        case "mark":
            return "'"
        case "vu":
            return _VU[hit["vu"]]
        case "long":
            return hit["long"]
        case "same":
            return hit["twice"] * (1 + len(hit["same"]))
        case _:
            return ""


def _letter(hit: re.Match[str]) -> str:
    """One letter with its marks, folded: marks fall, but not those that make another letter of Cyrillic or kana."""
    return _fold_letter(hit.group())


@lru_cache(maxsize=4096)
def _fold_letter(cluster: str) -> str:
    out: list[str] = []
    for char in unicodedata.normalize("NFKC", cluster.translate(_DROP)).translate(_DROP).lower():
        if "\u0400" <= char <= "\u052f":
            out.append("е" if char == "ё" else char)
        elif "\u3041" <= char <= "\u30ff":
            out.append(_kana(char))
        elif "\u3400" <= char <= "\u9fff":
            out.append(_KANJI.get(ord(char), char))
        else:
            out.extend(base for base in unicodedata.normalize("NFKD", char) if not unicodedata.combining(base))
    return unicodedata.normalize("NFC", "".join(out))


def _kana(char: str) -> str:
    if "ァ" <= char <= "ヶ":
        char = chr(ord(char) - 0x60)
    return _SMALL_KANA.get(char, char)


_DROP = dict.fromkeys(map(ord, _INVISIBLE))
