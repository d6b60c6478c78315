"""Verbs to the functions of the package: prints, sets the exit code, decides nothing.

Exit codes: 0 clean, 1 findings, something unresolved or a page at fault, 2 bad input.
"""

from __future__ import annotations

import argparse
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

from kurilnames.commands.check import add_check
from kurilnames.commands.export import add_export
from kurilnames.commands.normalize import add_normalize
from kurilnames.commands.shared import Help, as_filter, narrowing, say, say_encoding, verb, write, writing
from kurilnames.curation.verbs import add_verbs
from kurilnames.errors import Ambiguous, KurilnamesError, NotFound
from kurilnames.messages import LANGUAGES, gettext, language_of_the_locale, speak

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kurilnames.files.lines import Lines
    from kurilnames.results import Mention

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: without the program's name; those of the process by default.
    Returns:
        the exit code: 0, 1 or 2.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    words = sys.argv[1:] if arguments is None else arguments
    speak(_language(words))
    given = _parser().parse_args(words)
    try:
        run: Callable[[argparse.Namespace], int] = given.run
        code = run(given)
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OSError as error:
        say(gettext("cannot be written: {error}").format(error=error.strerror))
        return 2
    except (KurilnamesError, ValueError) as error:
        say(str(error))
        return 2
    return code


def _language(words: Sequence[str]) -> str:
    """The language that the command line asks for, else the locale: known before the rest is read, for --help."""
    asked = [word.partition("=")[2] or after for word, after in pairwise((*words, "")) if word.startswith("--ui-lang")]
    return asked[-1] if asked and asked[-1] in LANGUAGES else language_of_the_locale()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kurilnames",
        description="The names of the Kurils and the Northern Territories, each with its source.",
        formatter_class=Help,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="the version of the code and of the data")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    resolve = verb(verbs, "resolve", _resolve, "the entry that a name means")
    resolve.add_argument("names", nargs="+", metavar="NAME")
    narrowing(resolve)
    _formats(resolve)
    show = verb(verbs, "show", _show, "all about an entry")
    show.add_argument("entry", metavar="ID", help="an id, or a name that means one entry")
    show.add_argument("--format", choices=("text", "json"), default="text")
    find = verb(verbs, "find", _find, "the names in a text")
    find.add_argument("files", nargs="*", default=["-"], metavar="FILE", help="- is standard input")
    find.add_argument("--nested", action="store_true", help="also names inside longer names")
    find.add_argument("--encoding", help="detected where it is not given")
    narrowing(find)
    find.add_argument("--format", choices=("text", "json", "csv", "html"), default="text")
    replace = verb(verbs, "replace", _replace, "a text with the names of places as a convention writes them")
    replace.add_argument("file", nargs="?", default="-", metavar="FILE", help="- is standard input")
    writing(replace)
    replace.add_argument("--diff", action="store_true", help="show what would change, write nothing")
    add_check(verbs)
    add_normalize(verbs)
    add_export(verbs)
    translit = verb(verbs, "translit", _translit, "a text in another script")
    translit.add_argument("texts", nargs="*", metavar="TEXT", help="- is standard input, line by line")
    translit.add_argument("--to", metavar="SCHEME", help="the scheme to write in")
    translit.add_argument("--reverse", action="store_true", help="read what the scheme wrote, if it is reversible")
    translit.add_argument("--strict", action="store_true", help="stop at what the scheme cannot write")
    translit.add_argument("--list", action="store_true", help="list the schemes")
    add_verbs(verbs.add_parser("data", help="check, format, add, count and export the pages of a checkout"))
    return parser


class _Version(argparse.Action):
    """Prints the version of code and data, read only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        from kurilnames.gazetteer import default

        print(f"kurilnames {version('kurilnames')}, data {default().data_version}")
        parser.exit()


def _formats(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--format", choices=("text", "json", "csv"), default="text")


def _resolve(given: argparse.Namespace) -> int:
    from kurilnames.report.lines import match_row, render
    from kurilnames.resolving import match_one

    rows = []
    for name in given.names:
        try:
            rows.append(match_row(name, match_one(name, **as_filter(given)._asdict())))
        except (NotFound, Ambiguous) as error:
            say(str(error))
    sys.stdout.writelines(render(rows, given.format))
    return int(len(rows) < len(given.names))


def _show(given: argparse.Namespace) -> int:
    import json

    from kurilnames.gazetteer import default
    from kurilnames.report.show import shown
    from kurilnames.resolving import resolve

    gazetteer = default()
    try:
        entry = gazetteer.get(given.entry) if given.entry in gazetteer.numbers else resolve(given.entry)
    except (NotFound, Ambiguous) as error:
        say(str(error))
        return 1
    as_json = json.dumps(entry.to_dict(), ensure_ascii=False, indent=2) + "\n"
    sys.stdout.write(as_json if given.format == "json" else shown(entry, gazetteer))
    return 0


def _find(given: argparse.Namespace) -> int:
    from kurilnames.report.lines import render

    if given.format == "html":
        from kurilnames.report.picture import picture

        sys.stdout.writelines(picture(_shown(given)))
        return 0
    rows = (row for path in given.files for row in _mention_rows(given, path))
    sys.stdout.writelines(render(rows, given.format))
    return 0


def _shown(given: argparse.Namespace) -> Iterator[tuple[str, str, list[Mention]]]:
    from kurilnames.finding import find

    for path in given.files:
        text = "".join(_lines(given, path))
        yield path, text, find(text, **as_filter(given)._asdict())


def _lines(given: argparse.Namespace, path: str) -> Lines:
    from kurilnames.files.lines import Lines

    lines = Lines(path, given.encoding)
    if given.encoding is None and not lines.encoding.startswith("utf-8"):
        say_encoding(path, lines.encoding)
    return lines


def _mention_rows(given: argparse.Namespace, path: str) -> Iterator[dict[str, object]]:
    from kurilnames.finding import find_iter
    from kurilnames.report.lines import mention_row
    from kurilnames.report.progress import shown

    lines = _lines(given, path)
    for mention in find_iter(shown(lines), nested=given.nested, **as_filter(given)._asdict()):
        yield mention_row(path, lines.place(mention.start), mention)


def _replace(given: argparse.Namespace) -> int:
    from kurilnames.files.places import Places
    from kurilnames.files.text import read_text
    from kurilnames.report.rewordings import diff
    from kurilnames.rewriting import Replaced, replace

    text = read_text(given.file, given.encoding, keep_bom=True)
    written = replace(text, given.convention)
    left = written.left if isinstance(written, Replaced) else ()
    places = Places.of(text)
    for each in left:
        line, column = places.place(each.mention.start)
        said = gettext("{surface} is left: {reason}").format(surface=each.mention.surface, reason=gettext(each.reason))
        say(f"{given.file}:{line}:{column}: {said}")
    if given.diff:
        sys.stdout.write(diff(given.file, text, written))
    else:
        write(given, written)
    return int(bool(left))


def _translit(given: argparse.Namespace) -> int:
    from kurilnames.transliterating import described, transliterate

    if given.list:
        for row in described():
            print("\t".join(row))
        return 0
    if not given.to or not given.texts:
        raise ValueError(gettext("say what to write, and in which scheme with --to; --list shows the schemes"))
    errors = "strict" if given.strict else "keep"
    for text in given.texts:
        for line in (line.rstrip("\r\n") for line in sys.stdin) if text == "-" else (text,):
            written = transliterate(line, given.to, reverse=given.reverse, errors=errors)
            print(written, flush=text == "-")
            if written.guessed:
                say(gettext("the reading of {text!r} is a guess").format(text=line))
    return 0
