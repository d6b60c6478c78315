"""The way back through a scheme: what may have been written so.

A scheme is read back by its own table: every letter and rule that writes a piece of the text is tried, the longest
piece first, and what is found is written again: only what gives the same text counts.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from kurilnames.errors import CannotTransliterate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kurilnames.scheme import Scheme

__all__ = ["Inverse"]

_RARE = frozenset("っぁぃぅぇぉゃゅょゎゕゖゐゑをヷヸヹヺѣіѳѵ")
_BOUNDED = {vowel: (f"|{vowel}",) for vowel in "あいうえお"}
_AINU = re.compile("[\u31f0-\u31ff\u309a]")
_SIGNS = "'’ʹʺ`\"”·:"
_STEPS = 3000
_WORD = re.compile(rf"(?:[^\W\d_][\u0300-\u036f]*)(?:[^\W\d_]|[\u0300-\u036f{_SIGNS}])*")


class Inverse:
    """A scheme read backwards.

    >>> from kurilnames.scheme import Scheme
    >>> scheme = Scheme({"id": "toy", "reads": "Cyrl", "letters": {"щ ш ь": "shch sh ’", "ч": "ch"}})
    >>> list(Inverse(scheme).words("Shch’"))
    ['Щь', 'Шчь']
    """

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme

    def text(self, text: str, errors: str = "keep") -> str:
        """A text read back, word by word; a word that the scheme cannot have written stays as it is.

        Args:
            text: as the scheme writes.
            errors: `strict` raises where `keep` lets a word stand.
        Raises:
            CannotTransliterate: under `strict`, at the first word that the scheme cannot have written.
        """

        def read(word: re.Match[str]) -> str:
            found = self._cut(word[0])
            if found is not None:
                return found
            if errors == "strict":
                raise CannotTransliterate(text, word.start(), self._scheme.id)
            return word[0]

        return _WORD.sub(read, text)

    def words(self, word: str) -> Iterator[str]:
        """What may have been written so, the likeliest first; each once, each written to the very same word.

        Kana have `|` where only a morpheme boundary explains the writing.
        """
        plain = unicodedata.normalize("NFD", word)
        wanted = unicodedata.normalize("NFC", word)
        seen: set[str] = set()
        for found in self._search(plain, plain.isupper() and len(plain) > 1):
            back = self._scheme.apply(found)
            if found not in seen and (back == wanted or (self._scheme.reads == "kana" and back == wanted.lower())):
                seen.add(found)
                yield found

    def _cut(self, word: str) -> str | None:
        """The reading of a word; a quotation mark that ends it is no sign of the scheme when it reads only without."""
        for end in (len(word), len(word.rstrip(_SIGNS))):
            found = next(self.words(word[:end]), None)
            if found is not None:
                return found + word[end:]
        return None

    @cached_property
    def _pieces(self) -> dict[str, list[str]]:
        """Each written piece, decomposed and small, with the letters that may have been read."""
        pieces: dict[str, list[str]] = {}
        rules = [(rule["writes"], rule["text"]) for rule in self._scheme.rules]
        letters = [(written, letter) for letter, written in self._scheme.letters.items()]
        common = {written for written, letter in letters if letter not in _RARE and not _AINU.search(letter)}
        for written, letter in letters + rules:
            if written and not _AINU.search(letter) and not (letter in _RARE and written in common):
                known = pieces.setdefault(unicodedata.normalize("NFD", written), [])
                known += (each for each in (letter, *_BOUNDED.get(letter, ())) if each not in known)
        return pieces

    def _search(self, word: str, capitals: bool) -> Iterator[str]:
        """All ways to cut a word into pieces, depth first; given up after a number of steps."""
        small = word.lower()
        if len(small) != len(word):
            return
        longest = max(map(len, self._pieces), default=0)
        stack = [(0, "")]
        for _ in islice(iter(int, 1), _STEPS):
            if not stack:
                return
            at, done = stack.pop()
            if at == len(word):
                yield done
                continue
            upper = capitals or word[at].isupper()
            for size in range(1, min(longest, len(word) - at) + 1):
                for letter in reversed(self._pieces.get(small[at : at + size], ())):
                    stack.append((at + size, done + (letter.upper() if upper else letter)))
