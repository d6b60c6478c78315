"""What verbs of the command line share: options, messages, where the result goes."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from kurilnames.messages import LANGUAGES, N_, gettext

if TYPE_CHECKING:
    from collections.abc import Callable

    from kurilnames.matching import Filter

    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]

__all__ = ["Help", "as_filter", "listed", "narrowing", "say", "say_encoding", "verb", "write", "writing"]

_OF_ARGPARSE = (N_("positional arguments"), N_("options"), N_("show this help message and exit"))


class Help(argparse.HelpFormatter):
    """Help in the language that is spoken: its parts are put into it only when it is shown."""

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, gettext("usage: ") if prefix is None else prefix)

    def add_text(self, text: str | None) -> None:
        super().add_text(gettext(text) if text else text)

    def start_section(self, heading: str | None) -> None:
        super().start_section(gettext(heading) if heading else heading)

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return gettext(action.help) if action.help else action.help


def verb(verbs: Verbs, name: str, run: Callable[..., int], help: str) -> argparse.ArgumentParser:
    """A new verb: its parser, which knows what to run."""
    made = verbs.add_parser(name, help=help, description=help, formatter_class=Help)
    made.set_defaults(run=run)
    made.add_argument("--ui-lang", choices=LANGUAGES, help="the language of messages; that of the locale by default")
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


def say_encoding(path: str, encoding: str) -> None:
    """That a file was read in an encoding that nobody gave."""
    said = gettext("{path}: read as {encoding}; --encoding says otherwise")
    say(said.format(path=path, encoding=encoding))


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
