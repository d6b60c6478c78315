"""The rules for what stands on a page's lines: words of the vocabulary, scripts, readings, dates."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any
from unicodedata import is_normalized

from kurilnames.curation.scripts import mixed_words, strange_words
from kurilnames.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kurilnames.curation.data import Data, Record
    from kurilnames.models import NameLine
    from kurilnames.pages import Page

__all__ = ["wording_faults"]

_CLOSED = {"place": ("type", "types"), "document": ("type", "document_types"), "term": ("category", "categories")}


def wording_faults(record: Record, data: Data) -> Iterator[Problem]:
    """What is wrong with the words, letters and dates of a page.

    Args:
        record: the page.
        data: the folder it stands in: its vocabulary and generics.
    Returns:
        problems with the line of each.
    """
    page, kind = record.page, record.entry.kind
    key, group = _CLOSED[kind]
    if data.vocab and page.table[key] not in data.vocab.get(group, {}):
        yield _unknown(page, page.line(key), key, page.table[key], data.vocab.get(group, {}))
    for number, line in enumerate(record.lines):
        for rule, text in _line_faults(line, data):
            yield Problem(page.path, page.line(name=number), rule, text)
    yield from _letters(page)
    yield from _dates(page)
    for saying, times in Counter(map(_saying, record.lines)).items():
        if times > 1:
            text = f"{saying[1]!r} stands here twice: join the lines, name both sources"
            yield Problem(page.path, page.line("names"), "twice", text)


def _saying(line: NameLine) -> tuple[str | None, ...]:
    return line.lang, line.text, line.generic, line.kana, line.by, line.status


def _unknown(page: Page, line: int, key: str, value: str, words: Iterable[str]) -> Problem:
    return Problem(page.path, line, "word", _unknown_text(key, value, words))


def _unknown_text(key: str, value: str, words: Iterable[str]) -> str:
    return f"{key} {value!r} is not in vocab.toml: it has {', '.join(sorted(words))}"


def _line_faults(line: NameLine, data: Data) -> Iterator[tuple[str, str]]:
    for key, value, group in (("lang", line.lang, "languages"), ("by", line.by, "sides")):
        if value and data.vocab and value not in data.vocab.get(group, {}):
            yield "word", _unknown_text(key, value, data.vocab.get(group, {}))
    if line.generic and not data.generics.knows(line.lang, line.generic):
        yield (
            "generic",
            f"{line.generic!r} is not in generics.toml: add it there with its types, or take it into the name",
        )
    if line.decl and line.lang not in ("ru", "ja-Cyrl"):
        yield "decl", "only a name in Russian text has a declension: take decl out"
    if line.kana and not all(map(_is_hiragana, line.kana)):
        yield "kana", "a reading is hiragana with | at morpheme boundaries"
    for word in strange_words(line.text, line.lang):
        yield "script", f"{word!r} is not in the script of {line.lang!r}: mend the letters, or the tag"
    yield from _in_order("valid_from", line.valid_from, "valid_to", line.valid_to)


def _is_hiragana(char: str) -> bool:
    return "ぁ" <= char <= "ゖ" or char in "ー| "


def _letters(page: Page) -> Iterator[Problem]:
    for line, text in _texts(page):
        if not is_normalized("NFC", text):
            yield Problem(page.path, line, "nfc", f"{text!r} is not composed (NFC): type its letters anew")
        for word in mixed_words(text):
            yield Problem(
                page.path, line, "script", f"{word!r} has Cyrillic and Latin letters: type them all in one script"
            )


def _texts(page: Page) -> Iterator[tuple[int, str]]:
    """Every text of a page with its line."""
    for key, value in page.table.items():
        if key != "names":
            yield from ((page.line(key), text) for text in _strings(value))
    for number, name in enumerate(page.table.get("names", ())):
        yield from ((page.line(name=number), text) for text in _strings(name))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def _dates(page: Page) -> Iterator[Problem]:
    table: Mapping[str, Any] = page.table
    for rule, text in _in_order("signed", table.get("signed"), "in_force", table.get("in_force")):
        yield Problem(page.path, page.line("in_force" if "in_force" in table else "signed"), rule, text)


def _in_order(first: str, begun: str | None, second: str, ended: str | None) -> Iterator[tuple[str, str]]:
    for key, value in ((first, begun), (second, ended)):
        if value and not _is_day(value):
            yield "date", f"{key} {value!r} is no date of the calendar"
    if begun and ended and begun[: len(ended)] > ended[: len(begun)]:
        yield "date", f"{first} {begun} lies after {second} {ended}: mend one of them"


def _is_day(value: str) -> bool:
    year, *rest = value.split("-")
    try:
        date(int(year), *map(int, rest), *[1] * (2 - len(rest)))
    except ValueError:
        return False
    return True
