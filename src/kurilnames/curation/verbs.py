"""The curators' verbs: `kurilnames data check | fmt | new | import | stats | export | docs | sample`."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from kurilnames.errors import BadData, UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["add_verbs"]

_STATUSES = ("official", "used", "former", "variant", "misprint", "discouraged", "etymon")
_VERBS: dict[str, Callable[[argparse.Namespace], int]] = {}


def add_verbs(data: argparse.ArgumentParser) -> None:
    """Give the parser of `kurilnames data` its verbs; each sets `run`."""
    verbs = data.add_subparsers(required=True, metavar="VERB")
    parsers = {}
    for name, run in _VERBS.items():
        parsers[name] = verbs.add_parser(name, help=run.__doc__, description=run.__doc__)
        parsers[name].set_defaults(run=run)
        parsers[name].add_argument("--data", metavar="FOLDER", help="the data folder; the checkout's by default")
    parsers["check"].add_argument("--strict", action="store_true", help="warnings count as errors")
    parsers["check"].add_argument("--all", action="store_true", help="print the warnings that a note answers too")
    parsers["stats"].add_argument("--format", choices=("text", "json"), default="text")
    parsers["export"].add_argument("--output", "-o", metavar="FOLDER", default="build")
    parsers["docs"].add_argument("--output", "-o", metavar="FOLDER", help="docs/ beside the data by default")
    parsers["sample"].add_argument("--count", type=int, default=300)
    parsers["sample"].add_argument(
        "--seed", type=int, required=True, help="the lot: the same seed draws the same names"
    )
    parsers["import"].add_argument(
        "file", metavar="FILE", help="a table of names, - for standard input; or a TBX, CSV or XLSX that was exported"
    )
    parsers["import"].add_argument("--encoding", default="utf-8")
    parsers["import"].add_argument("--write", action="store_true", help="write the new pages, all or none")
    _new_options(parsers["new"])


def _new_options(new: argparse.ArgumentParser) -> None:
    new.add_argument("kind", choices=("place", "document", "term"))
    new.add_argument("group", nargs="?", help="the folder of a place: etorofu, kunashiri, ...")
    new.add_argument("--type", required=True, help="its type; the category of a term")
    new.add_argument("--ja", metavar="NAME", help="the Japanese name with its generic")
    new.add_argument("--kana", help="the reading, as the source gives it")
    new.add_argument("--ru", metavar="NAME")
    new.add_argument("--en", metavar="NAME")
    new.add_argument("--source", action="append", required=True, metavar="KEY", dest="sources")
    new.add_argument("--point", nargs=2, type=float, metavar=("LAT", "LON"))
    new.add_argument("--point-source", metavar="KEY")
    new.add_argument("--signed", metavar="DATE")
    new.add_argument("--status", choices=_STATUSES, default="used")
    new.add_argument("--note")
    new.add_argument("--id", help="another id than the rule makes")


def _verb(name: str) -> Callable[[Callable[[argparse.Namespace], int]], Callable[[argparse.Namespace], int]]:
    def keep(run: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
        _VERBS[name] = run
        return run

    return keep


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _folder(given: argparse.Namespace) -> Path:
    from pathlib import Path

    from kurilnames.curation.checkout import DATA

    folder = Path(given.data or DATA)
    if not folder.is_dir():
        raise UnreadableFile(str(folder), None, "no data folder: run this in a checkout, or give --data FOLDER")
    if not (folder / "sources.toml").is_file():
        raise UnreadableFile(str(folder), None, "no data folder: it has no sources.toml")
    return folder


@_verb("check")
def _check(given: argparse.Namespace) -> int:
    """hold every page to the rules of the house"""
    from kurilnames.curation.counts import counts
    from kurilnames.curation.data import Data
    from kurilnames.curation.doubts import doubts
    from kurilnames.curation.rules import faults

    data = Data(_folder(given))
    problems = faults(data)
    warnings = doubts(data)
    unanswered = [warning for warning in warnings if warning.answer is None]
    for line in (*problems, *(warnings if given.all else unanswered)):
        print(line)
    counted = counts(data)
    _say(
        f"{counted['pages']['all']} pages, {counted['names']['all']} names, "
        f"{counted['names']['not sourced']} of them not sourced; {len(problems)} problems, "
        f"{len(unanswered)} warnings, {len(warnings) - len(unanswered)} more that a note answers"
    )
    return int(bool(problems or (given.strict and unanswered)))


@_verb("fmt")
def _fmt(given: argparse.Namespace) -> int:
    """write pages in their canonical form"""
    from kurilnames.curation.intake import format_pages

    return _listing(lambda: format_pages(_folder(given)))


@_verb("new")
def _new(given: argparse.Namespace) -> int:
    """write a new page from a few words"""
    from kurilnames.curation.drafts import Wish
    from kurilnames.curation.intake import new_page

    words: dict[str, Any] = {key: value for key, value in vars(given).items() if key in Wish._fields}
    words |= {"sources": tuple(given.sources), "point": tuple(given.point) if given.point else None}
    return _listing(lambda: [new_page(_folder(given), Wish(**words)).path])


def _listing(paths: Callable[[], Any]) -> int:
    """Print the paths that were written, or the problems because of which none was."""
    try:
        for path in paths():
            print(path)
    except BadData as error:
        print(error)
        return 1
    return 0


@_verb("import")
def _import(given: argparse.Namespace) -> int:
    """compare a table, or an export that came back, with the pages; new rows become pages"""
    from kurilnames.curation.returning import import_export
    from kurilnames.curation.sheets import import_table
    from kurilnames.export.returned import is_export

    if is_export(given.file, given.encoding):
        verdicts = import_export(_folder(given), given.file, encoding=given.encoding, write=given.write)
    else:
        verdicts = import_table(_folder(given), given.file, encoding=given.encoding, write=given.write)
    for verdict in verdicts:
        print(verdict)
    words = [verdict.word for verdict in verdicts]
    new, bad = words.count("new"), words.count("bad")
    written = new if given.write and not bad else 0
    _say(
        f"{new} new, {written} written; {words.count('adds')} additions, "
        f"{words.count('conflict')} conflicts, {bad} bad rows"
    )
    return int(bool(bad or words.count("conflict")))


@_verb("stats")
def _stats(given: argparse.Namespace) -> int:
    """count pages, names and what is not sourced"""
    from kurilnames.curation.counts import render_counts, stats

    sys.stdout.write(render_counts(stats(_folder(given)), given.format))
    return 0


@_verb("export")
def _export(given: argparse.Namespace) -> int:
    """write everything as flat CSV files with their description and the attribution"""
    from pathlib import Path

    from kurilnames.curation.build import build
    from kurilnames.export.flat import write_flat
    from kurilnames.gazetteer import Gazetteer

    folder = _folder(given)
    for path in write_flat(Gazetteer(build(folder)), folder / "datapackage.json", Path(given.output)):
        print(path)
    return 0


@_verb("docs")
def _docs(given: argparse.Namespace) -> int:
    """write the pages of docs/ that the data make: the dictionary, the schemes, the rules, the quality"""
    from pathlib import Path

    from kurilnames.curation.auditing import quality_page
    from kurilnames.curation.dictionary import dictionary
    from kurilnames.curation.rules_page import rules_page
    from kurilnames.curation.schemes_page import schemes_page
    from kurilnames.files.text import write_atomically

    folder = _folder(given)
    docs = folder.parent / "docs"
    output = Path(given.output or docs)
    pages = {
        "data-dictionary.md": dictionary(folder),
        "data-quality.md": quality_page(docs / "audits"),
        "rules.md": rules_page(folder),
        "schemes.md": schemes_page(folder),
    }
    for name, text in pages.items():
        write_atomically(str(output / name), text.encode())
        print(output / name)
    return 0


@_verb("sample")
def _sample(given: argparse.Namespace) -> int:
    """draw names by lot for a reader who looks each up in its source"""
    from kurilnames.curation.auditing import sample

    sys.stdout.write(sample(_folder(given), given.count, given.seed))
    return 0
