"""`kurilnames export`: glossaries, gazetteers and dictionaries as other tools read them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from kurilnames.commands.shared import as_filter, listed, narrowing, verb
from kurilnames.messages import gettext

if TYPE_CHECKING:
    import argparse

    from kurilnames.commands.shared import Verbs
    from kurilnames.export.job import Job

__all__ = ["add_export"]


def add_export(verbs: Verbs) -> None:
    """Give the command line its verb."""
    made = verb(verbs, "export", _export, "names as a glossary, gazetteer or dictionary that another tool reads")
    made.add_argument("--for", dest="target", metavar="TARGET", help="the tool or format; --list shows them")
    made.add_argument("--from", dest="source", metavar="LANG", help="the language that is translated from: ja, ru, en")
    made.add_argument("--to", metavar="LANG", help="the language that is translated to")
    made.add_argument("--convention", default="dual", help="dual, japan, russia or the path of a convention file")
    narrowing(made)
    made.add_argument("--text", metavar="FILE", help="only the entries that a text names")
    made.add_argument("--lang", type=listed, default=(), metavar="LANGS", help="only names in these languages: ja,ru")
    made.add_argument("--select", type=listed, default=(), metavar="CODES", help="prh, vale: only these rules: KN1")
    made.add_argument("--ignore", type=listed, default=(), metavar="CODES", help="prh, vale: all but these rules")
    made.add_argument("--format", help="for a target that comes in several")
    made.add_argument("--output", "-o", metavar="FILE", default="-", help="standard output by default")
    made.add_argument("--list", action="store_true", help="list the targets, and who was seen to read each")


def _export(given: argparse.Namespace) -> int:
    from kurilnames.export.targets import TARGETS, written

    if given.list:
        for name, target in TARGETS.items():
            read = f"read by {target.judge}" if target.judge else "not verified against the tool"
            print(f"{name}\t{target.summary}\t{read}")
        return 0
    if not given.target:
        raise ValueError(gettext("say what for with --for; --list shows the targets"))
    _put(written(given.target, _job(given)), given.output)
    return 0


def _job(given: argparse.Namespace) -> Job:
    from kurilnames.conventions import Convention
    from kurilnames.export.job import Job
    from kurilnames.files.splicing import TextFile
    from kurilnames.files.text import read_bytes
    from kurilnames.gazetteer import default
    from kurilnames.reviewing import Wishes

    home = default()
    text = TextFile(given.text, read_bytes(given.text)).body if given.text else None
    convention = Convention.read(given.convention, home)
    return Job(
        home,
        convention,
        given.source,
        given.to,
        filter=as_filter(given),
        text=text,
        only=given.lang,
        wishes=Wishes(select=given.select, ignore=given.ignore),
        format=given.format,
    )


def _put(content: bytes | dict[str, bytes], output: str) -> None:
    from kurilnames.files.bundles import write_bundle
    from kurilnames.files.text import write_atomically

    if isinstance(content, dict):
        write_bundle(content, output)
    elif output == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
    else:
        write_atomically(output, content)
