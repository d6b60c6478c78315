"""`kurilnames check`: texts held to a convention, mended where that is safe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.commands.shared import listed, say, say_encoding, verb
from kurilnames.errors import UnreadableFile
from kurilnames.files.formats import FORMATS
from kurilnames.messages import LANGUAGES, gettext, language_of_the_locale, ngettext, speak

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from kurilnames.commands.shared import Verbs
    from kurilnames.files.baseline import Baseline
    from kurilnames.files.documents import Document
    from kurilnames.mending import Mended
    from kurilnames.reviewing import Reviewed, Wishes

__all__ = ["add_check"]

_REPORTS = ("text", "json", "github", "sarif", "rdjsonl", "html")
_CHOICES = {"format": _REPORTS, "lang": LANGUAGES, "ui-lang": LANGUAGES}


def add_check(verbs: Verbs) -> None:
    """Give the command line its verb."""
    made = verb(verbs, "check", _check, "what texts say otherwise than a convention")
    made.add_argument("files", nargs="*", metavar="FILE", help="- is standard input, which is read where none is given")
    made.add_argument("--convention", help="dual (default), japan, russia or the path of a convention file")
    made.add_argument("--lang", choices=LANGUAGES, help="look at names in this language only")
    made.add_argument("--select", type=listed, metavar="CODES", help="only these rules: KN1,KN301")
    made.add_argument("--ignore", type=listed, metavar="CODES", help="all but these rules")
    made.add_argument("--as", dest="kind", choices=FORMATS, help="what the files are; by name or beginning by default")
    made.add_argument(
        "--source-col", metavar="COLUMN", help="of a table: the column that is translated, name or number"
    )
    made.add_argument("--target-col", metavar="COLUMN", help="of a table: the column that is looked at, name or number")
    made.add_argument("--encoding", help="as a file declares, else detected, where it is not given")
    made.add_argument("--fix", action="store_true", help="write in the files what is safe to write")
    made.add_argument("--diff", action="store_true", help="show what --fix would change, write nothing")
    made.add_argument("--format", choices=_REPORTS)
    made.add_argument("--output", "-o", metavar="FILE", help="where the findings go; standard output by default")
    made.add_argument("--baseline", metavar="FILE", help="findings that are known and not told again")
    made.add_argument("--write-baseline", action="store_true", help="know all that is found, in the baseline's file")
    made.add_argument("--exit-zero", action="store_true", default=None, help="exit 0 even where something is found")
    made.add_argument("--explain", metavar="CODE", help="say what a rule is, and read no file")


def _check(given: argparse.Namespace) -> int:
    from kurilnames.report.findings import explained

    _settle(given)
    speak(given.ui_lang)
    if given.explain:
        sys.stdout.write(explained(given.explain, given.ui_lang))
        return 0
    if given.write_baseline and not given.baseline:
        raise ValueError(gettext("say in which file with --baseline FILE"))
    if given.source_col and not given.target_col:
        raise ValueError(gettext("say which column translates it with --target-col COLUMN"))
    run = _Run.of(given)
    if given.diff:
        return _diff(run)
    if given.write_baseline:
        return _learn(run)
    if (given.output or "").lower().endswith(".docx"):
        return _annotate(run)
    return _report(run)


def _settle(given: argparse.Namespace) -> None:
    """Options that were not given are the project's, else the default."""
    from kurilnames.files.settings import settings

    wishes = {key.replace("-", "_"): value for key, value in settings(choices=_CHOICES).items()}
    defaults = {"convention": "dual", "format": "text", "select": (), "ignore": (), "ui_lang": language_of_the_locale()}
    for name, value in {**defaults, **wishes}.items():
        if getattr(given, name) is None:
            setattr(given, name, tuple(value) if isinstance(value, list) else value)


class _Run(NamedTuple):
    """One run of the command: what was given, what is wished, what is known already, which files were at fault."""

    given: argparse.Namespace
    wishes: Wishes
    known: Baseline
    faulty: list[str]

    @classmethod
    def of(cls, given: argparse.Namespace) -> _Run:
        from kurilnames.files.baseline import Baseline
        from kurilnames.reviewing import Wishes

        wishes = Wishes(given.convention, given.lang, given.select, given.ignore).checked()
        begins = given.write_baseline or not given.baseline
        known = Baseline(given.baseline or "") if begins else Baseline.read(given.baseline)
        return cls(given, wishes, known, [])

    def documents(self) -> Iterator[Document]:
        """The files as they are, one after another; one that cannot be read is said to be so."""
        from kurilnames.files.text import read_bytes

        for path in self.given.files or ["-"]:
            try:
                document = self.read(path, read_bytes(path), self.given.encoding)
            except UnreadableFile as error:
                self.blame(error)
                continue
            if document.file.guessed:
                say_encoding(path, document.file.encoding)
            yield document

    def read(self, path: str, content: bytes, encoding: str | None) -> Document:
        """A file by its bytes."""
        from kurilnames.files.formats import segments_of

        columns = {"source": self.given.source_col, "target": self.given.target_col}
        return segments_of(path, content, encoding, format=self.given.kind, **columns)

    def read_again(self, document: Document, content: bytes) -> Document:
        """A file with other bytes: in the encoding that it was found to be in."""
        return self.read(document.path, content, document.file.encoding)

    def groups(self) -> Iterator[list[Document]]:
        """The files that are to be looked at together: one by one, but from the first that is a translation on."""
        held: list[Document] = []
        for document in self.documents():
            if held or document.is_bilingual:
                held.append(document)
            else:
                yield [document]
        if held:
            yield held

    def reviewed(self, documents: Sequence[Document]) -> list[Reviewed]:
        """Documents with what is found in them and not known."""
        from kurilnames.reviewing import Reviewed, review

        found = review(documents, self.wishes)
        return [Reviewed(each.document, tuple(self.known.new(each.path, each.remarks))) for each in found]

    def mended(self, documents: Sequence[Document]) -> Iterator[Mended]:
        """Documents after all that is safe to write in them; one that cannot be written is said to be so."""
        from kurilnames.mending import mend

        for each in mend(documents, self.wishes.convention, self.reviewed, self.read_again):
            if each.fault:
                self.blame(each.fault)
            yield each

    def blame(self, error: UnreadableFile) -> None:
        """Say what is wrong with a file, and go on with the others."""
        say(str(error))
        self.faulty.append(error.path)

    def code(self, count: int) -> int:
        """The exit code after so many findings."""
        return 2 if self.faulty else int(bool(count) and not self.given.exit_zero)


def _report(run: _Run) -> int:
    """The findings; with --fix those that are left, once the rest is mended."""
    from kurilnames.report.findings import rendered

    count = 0

    def counted() -> Iterator[Reviewed]:
        nonlocal count
        for group in run.groups():
            for each in _fixed(run, group) if run.given.fix else run.reviewed(group):
                count += len(each.remarks)
                yield each

    _put(run, rendered(counted(), run.given.format, run.given.ui_lang))
    return run.code(count)


def _annotate(run: _Run) -> int:
    """The findings as comments in a copy; with --fix those that are left."""
    from os.path import realpath

    from kurilnames.files.text import write_atomically
    from kurilnames.report.annotated import annotated

    output = run.given.output
    if len(run.given.files) != 1 or realpath(run.given.files[0]) == realpath(output):
        raise ValueError(f"{output}: comments are written in a copy of one DOCX file")
    count = 0
    for group in run.groups():
        for each in _fixed(run, group) if run.given.fix else run.reviewed(group):
            write_atomically(output, annotated(each, run.given.ui_lang))
            count = len(each.remarks)
    return run.code(count)


def _fixed(run: _Run, group: Sequence[Document]) -> Iterator[Reviewed]:
    """What is left to find, once the rest is written; a file that cannot be written is said to be so."""
    for each in run.mended(group):
        try:
            _write(each)
        except UnreadableFile as error:
            run.blame(error)
        yield each.reviewed


def _write(mended: Mended) -> None:
    from kurilnames.files.text import write_atomically

    path, content = mended.document.path, mended.document.file.content
    if path == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
    elif mended.places:
        write_atomically(path, content)
    if mended.places:
        said = ngettext("{path}: {number} written anew", "{path}: {number} written anew", mended.places)
        say(said.format(path=path, number=mended.places))


def _put(run: _Run, parts: Iterator[str]) -> None:
    from kurilnames.files.text import write_atomically

    if run.given.output and run.given.output != "-":
        write_atomically(run.given.output, "".join(parts).encode("utf-8", "backslashreplace"))
        return
    mends_input = run.given.fix and "-" in (run.given.files or ["-"])
    (sys.stderr if mends_input else sys.stdout).writelines(parts)


def _diff(run: _Run) -> int:
    """What --fix would change."""
    from kurilnames.report.rewordings import diff

    count = 0
    for group in run.groups():
        for before, after in zip(group, run.mended(group), strict=True):
            count += after.found
            sys.stdout.write(diff(before.path, before.readable, after.document.readable))
    return run.code(count)


def _learn(run: _Run) -> int:
    """Know all that is found."""
    count = 0
    for group in run.groups():
        for each in run.reviewed(group):
            count += len(each.remarks)
            run.known.learn(each.path, each.remarks)
    run.known.write()
    said = ngettext("{path}: {number} known", "{path}: {number} known", count)
    say(said.format(path=run.given.baseline, number=count))
    return run.code(0)
