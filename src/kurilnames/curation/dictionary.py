"""docs/data-dictionary.md: what each field and word means, how much there is, and what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kurilnames.curation.counts import counts
from kurilnames.curation.data import Data
from kurilnames.curation.doubts import DOUBTS, doubts
from kurilnames.export.flat import read_package

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = ["COUNTS", "dictionary", "meanings"]

COUNTS = "## How much there is"
_HEAD = """\
# Data dictionary

Made by `make data` from `data/datapackage.json`, `data/vocab.toml` and the pages. Edit those, not this page.

What a page looks like is in [data/README.md](../data/README.md); how to work on pages, in \
[howto-curator.md](howto-curator.md).
"""
_FIELDS = """
## Fields of the tables

`kurilnames data export` writes five CSV files that join on ids. The fields bear the names that pages use, with these \
exceptions: `point` is parted into `lat` and `lon`, `admin` into `admin_ja` and `admin_ru`, `source` of a name is \
`sources`. A list is parted by semicolons; an array or object is JSON.
"""
_WORDS = """
## Words

The closed lists of `data/vocab.toml`.
"""
_WARNINGS = """
## Warnings

`kurilnames data check` prints errors, which a page must not have, and warnings, which may be right. A warning is \
answered by a note, on the name or on the page, that has the name of its rule in it.
"""
_TOP = 20


def dictionary(folder: Path) -> str:
    """The page as text.

    Args:
        folder: the data folder.
    Returns:
        Markdown: what does not change with every name, then from the line `COUNTS` on what does.
    Raises:
        UnreadableFile: no readable `datapackage.json`.

    >>> from kurilnames.curation.checkout import DATA
    >>> from pathlib import Path
    >>> COUNTS in dictionary(Path(DATA))
    True
    """
    data = Data(folder)
    return meanings(data) + "\n" + "".join(_counts(data)) + "".join(_open(data))


def meanings(data: Data) -> str:
    """The part of the page that does not change with every name."""
    package = read_package(data.folder / "datapackage.json")
    rules = _table(("rule", "meaning"), ((f"`{rule}`", text) for rule, text in DOUBTS.items()))
    return "".join([_HEAD, _FIELDS, *map(_fields, package["resources"]), _WORDS, *_words(data.vocab), _WARNINGS, rules])


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = tuple(head)
    lines = (head, ["---"] * len(head), *rows)
    return "\n" + "".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |\n" for line in lines)


def _fields(resource: Mapping[str, Any]) -> str:
    schema = resource["schema"]
    leads = {
        key["fields"][0]: key["reference"].get("resource", resource["name"]) for key in schema.get("foreignKeys", ())
    }
    rows = (
        (f"`{field['name']}`", field["type"], field["description"] + _leads(leads.get(field["name"])))
        for field in schema["fields"]
    )
    return f"\n### {resource['path']}\n" + _table(("field", "type", "meaning"), rows)


def _leads(table: str | None) -> str:
    return f" (a row of {table})" if table else ""


def _words(vocab: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    for group, words in vocab.items():
        yield f"\n### {group.replace('_', ' ').capitalize()}\n" + _table(
            ("word", "meaning"), ((f"`{w}`", m) for w, m in words.items())
        )


def _counts(data: Data) -> Iterator[str]:
    yield f"{COUNTS}\n"
    for title, table in counts(data).items():
        rows = list(table.items())[: _TOP if title == "names by source" else None]
        yield f"\n### {title.capitalize()}\n" + _table((title, "count"), ((word, str(count)) for word, count in rows))


def _open(data: Data) -> Iterator[str]:
    found = doubts(data)
    unsourced = [
        f"{record.entry.id}: {line.text} ({line.lang})"
        for record in data.records
        for line in record.lines
        if "?" in line.source
    ]
    yield "\n## Open questions\n"
    yield _list("Names without a source", unsourced)
    for rule, meaning in DOUBTS.items():
        ours = [doubt for doubt in found if doubt.rule == rule]
        noted = [f"{_page(doubt.path)}: {doubt.text} (note: {doubt.answer})" for doubt in ours if doubt.answer]
        bare = [f"{_page(doubt.path)}: {doubt.text}" for doubt in ours if not doubt.answer]
        yield _list(f"{rule.capitalize()}: {meaning}", [*bare, *noted])


def _page(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".toml")


def _list(title: str, lines: list[str]) -> str:
    return f"\n### {title} ({len(lines)})\n\n" + ("".join(f"- {line}\n" for line in lines) or "None.\n")
