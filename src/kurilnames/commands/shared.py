"""What verbs of the command line share: options, messages, where the result goes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from kurilnames.matching import Filter

    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]

__all__ = ["as_filter", "listed", "narrowing", "say", "verb", "write", "writing"]


def verb(verbs: Verbs, name: str, run: Callable[..., int], help: str) -> argparse.ArgumentParser:
    """A new verb: its parser, which knows what to run."""
    made = verbs.add_parser(name, help=help, description=help)
    made.set_defaults(run=run)
    return made


def narrowing(verb: argparse.ArgumentParser) -> None:
    """The options that say which entries count."""
    verb.add_argument("--kind", choices=("place", "document", "term"))
    verb.add_argument("--type", help="a type of the data dictionary: island, settlement, strait, ...")
    verb.add_argument("--within", metavar="ID", help="the id of a place that contains it")


def writing(verb: argparse.ArgumentParser) -> None:
    """The options that say what is written and where."""
    verb.add_argument("--convention", default="dual", help="dual, japan, russia or the path of a convention file")
    verb.add_argument("--output", "-o", metavar="FILE", default="-")
    verb.add_argument("--encoding", default="utf-8")


def listed(text: str) -> tuple[str, ...]:
    """The words of an option that are parted by commas."""
    return tuple(filter(None, (each.strip() for each in text.split(","))))


def say(text: str) -> None:
    """A message, on standard error."""
    print(text, file=sys.stderr)


def as_filter(given: argparse.Namespace) -> Filter:
    """What `narrowing` was given."""
    from kurilnames.matching import Filter

    return Filter(given.kind, given.type, given.within)


def write(given: argparse.Namespace, text: str) -> None:
    """A result, where `writing` was told to put it."""
    from kurilnames.files.text import encoded, write_atomically

    if given.output == "-":
        sys.stdout.write(text)
    else:
        write_atomically(given.output, encoded(text, given.encoding, given.output))
