"""docs/schemes.md: every scheme, what it rests on, and the islands' names in all of them side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kurilnames.curation.data import Data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from kurilnames.scheme import Scheme

__all__ = ["schemes_page"]

_HEAD = """\
# Schemes

Made from `data/schemes/` by `kurilnames data docs`. Edit the schemes, not this page.

`kn.transliterate(text, scheme)` and `kurilnames translit TEXT --to SCHEME` write in any of these; `reverse=True` and
`--reverse` read back what a scheme marked *reversible* wrote. `kn.readings(text)` guesses for the others.
A scheme marked *experimental* rests on something else than its standard or a published table: its note says on what.
"""
_CUSTOMARY = """
## Customary Russian spellings

They break Polivanov's rule and are kept apart from it: no scheme writes them, `kn.readings` reads them.
"""
_KANA = tuple("くなしり えとろふ しこたん はぼま|い すいしょう|とう しゅむしゅ おっちし おんあねのぼり".split())
_RUSSIAN = (
    *("Кунашир", "Итуруп", "Шикотан", "Зелёный", "Юрий", "Танфильева", "Хабомаи", "Атласова"),
    *("Южно-Курильск", "ЮЖНО-КУРИЛЬСК", "Малокурильское", "Щетининой", "Горячий Пляж", "Подъяпольск"),
)


def schemes_page(folder: Path) -> str:
    """The page as text.

    Args:
        folder: the data folder.
    Returns:
        Markdown.

    >>> from kurilnames.curation.checkout import DATA
    >>> from pathlib import Path
    >>> "кунасири" in schemes_page(Path(DATA))
    True
    """
    data = Data(folder)
    tables = data.scheme_tables
    schemes = {scheme.id: scheme for scheme in data.schemes}
    parts = [_HEAD]
    for reads, title, words in (("kana", "Japanese", _KANA), ("Cyrl", "Russian", _RUSSIAN)):
        chosen = [schemes[id] for id in sorted(schemes) if schemes[id].reads == reads]
        parts.append(f"\n## {title}\n\n{_lines(_described(chosen, tables))}\n{_lines(_side_by_side(chosen, words))}")
    customary = tables["polivanov-plain"]["exceptions"]
    listed = [["kana", "customary", "by the rule"], ["---"] * 3]
    listed += [[kana, text, schemes["polivanov-plain"].apply(kana)] for kana, text in customary.items()]
    return "".join((*parts, _CUSTOMARY, "\n", _lines(listed)))


def _described(schemes: Iterable[Scheme], tables: Mapping[str, Mapping[str, Any]]) -> Iterator[list[str]]:
    yield ["scheme", "what it is", "edition", "samples", "sources"]
    yield ["---"] * 5
    for scheme in schemes:
        table = tables[scheme.id]
        marks = [mark for mark in ("reversible", "experimental") if table.get(mark)]
        what = "; ".join((table["title"], *(f"*{mark}*" for mark in marks)))
        edition = "; ".join(filter(None, (table["edition"], table.get("note"))))
        yield [f"`{scheme.id}`", f"[{what}]({table['url']})", edition, str(len(table["samples"])), _keys(table)]


def _keys(table: Mapping[str, Any]) -> str:
    return ", ".join(f"`{key}`" for key in table["source"])


def _side_by_side(schemes: Iterable[Scheme], words: tuple[str, ...]) -> Iterator[list[str]]:
    yield ["scheme", *(word.replace("|", "\\|") for word in words)]
    yield ["---"] * (len(words) + 1)
    for scheme in schemes:
        yield [f"`{scheme.id}`", *(scheme.apply(word).replace("`", "\\`") for word in words)]


def _lines(rows: Iterable[list[str]]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)
