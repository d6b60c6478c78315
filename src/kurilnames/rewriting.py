"""Names in a running text written anew as a convention writes them, grammar kept."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.advising import Adviser, is_tied, language_of
from kurilnames.exempting import exempt
from kurilnames.finding import find
from kurilnames.fold import fold, in_one_script
from kurilnames.inflecting import cases_of, in_case
from kurilnames.messages import N_
from kurilnames.resolving import candidates
from kurilnames.scanning import READING
from kurilnames.writing import with_generic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kurilnames.conventions import Convention
    from kurilnames.gazetteer import Gazetteer
    from kurilnames.results import Mention, Name

__all__ = ["Replaced", "Rewording", "beside", "replace", "reworded", "rewordings"]

_SENTENCE_END = re.compile(r"[.。!?\n]\s")
_REACH = 200
_NOT_TOLD = N_("the sentence does not tell the case")


class Rewording(NamedTuple):
    """What becomes of a mention: the text to write, or why it is left as it is."""

    mention: Mention
    text: str | None
    reason: str


class Replaced(str):
    """A text written anew; `changes` are the mentions that were, `left` those that could not safely be."""

    changes: tuple[Rewording, ...]
    left: tuple[Rewording, ...]

    __slots__ = ("changes", "left")

    def __new__(cls, text: str, changes: tuple[Rewording, ...], left: tuple[Rewording, ...]) -> Replaced:
        made = super().__new__(cls, text)
        made.changes = changes
        made.left = left
        return made


def replace(text: str, convention: str = "dual", *, gazetteer: Gazetteer | None = None) -> str:
    """Write the names of places in a text as a convention writes them, each in the language and case it stands in.

    What stands in quotation marks, in a gloss or beside the word that somebody calls it so stays, if the convention
    keeps such; a name that cannot safely be written anew is left.

    Args:
        text: any text.
        convention: `dual` (both names at the first mention), `japan`, `russia`, or the path of a convention file.
    Returns:
        the very `text` where there is nothing to do; else a `Replaced`, a str with `changes` and `left`.
    Raises:
        TypeError: `text` is not a str.
        UnknownConvention: there is none of that name.
        UnreadableFile: the convention's file is not one.

    >>> replace("Уехали из Фурукамаппу.", "russia")
    'Уехали из Южно-Курильска.'
    """
    done = list(rewordings(text, Adviser.of(convention, gazetteer)))
    changes = tuple(each for each in done if each.text is not None)
    left = tuple(each for each in done if each.text is None)
    if not done:
        return text
    parts, at = [], 0
    for change in changes:
        parts += [text[at : change.mention.start], change.text or ""]
        at = change.mention.end
    return Replaced("".join((*parts, text[at:])), changes, left)


def rewordings(text: str, adviser: Adviser) -> Iterator[Rewording]:
    """What `replace` does with each mention that it does not let stand, in the order of the text."""
    home, chosen = adviser.gazetteer, adviser.convention
    mentions = find(text, gazetteer=home)
    kept = exempt(text, mentions, chosen.keeps)
    introduced = {mention.id for mention in kept}
    explaining = _by_entry(kept)
    for mention in mentions:
        if mention in kept or mention.candidates or not adviser.covers(mention):
            continue
        advice = adviser.advice(text, mention)
        first = mention.id not in introduced
        introduced.add(mention.id)
        if advice and _is_explained(text, mention, explaining.get(mention.id, ())):
            yield Rewording(mention, None, N_("the text gives both names here"))
        elif advice:
            done = _instead(home, text, mention, advice.names[:1], advice.reason)
            if done.text != mention.surface:
                yield done
        elif first and (name := adviser.counterpart(text, mention)):
            yield Rewording(mention, beside(home, text, mention, name, chosen), "counterpart")


def _by_entry(kept: Iterable[Mention]) -> dict[str, list[int]]:
    """Where the names of each entry that are kept begin, in order."""
    found: dict[str, list[int]] = {}
    for mention in sorted(kept, key=lambda mention: mention.start):
        found.setdefault(mention.id, []).append(mention.start)
    return found


def _is_explained(text: str, mention: Mention, kept: Sequence[int]) -> bool:
    """Whether a name that is kept tells the reader of a mention, in its sentence, who calls it what."""
    following = bisect_left(kept, mention.end)
    if following == len(kept):
        return False
    return not _SENTENCE_END.search(text, mention.end, kept[following])


def _instead(gazetteer: Gazetteer, text: str, mention: Mention, names: tuple[Name, ...], reason: str) -> Rewording:
    if not names:
        return Rewording(mention, None, N_("no source attests a name as the convention writes it"))
    written = reworded(gazetteer, text, mention, names[0])
    return Rewording(mention, written, reason if written is not None else _NOT_TOLD)


def reworded(gazetteer: Gazetteer, text: str, mention: Mention, name: Name) -> str | None:
    """A mention with another name in its place, its generic, case and capitals kept.

    Args:
        gazetteer: the gazetteer.
        text, mention: the text, and what was found there.
        name: a name of the same entry, in the language of the mention.
    Returns:
        the whole surface anew; None where the grammar cannot be told.
    """
    write = {"ja": _japanese, "ru": _russian, "en": _english}[language_of(mention) or "en"]
    written = write(gazetteer, text, mention, name)
    written = written.upper() if written and _shouted(mention) else written
    return _with_breaks(mention.surface, written) if written else None


def _with_breaks(surface: str, written: str) -> str:
    """What is written with the line ends that the name stood across: at a space of its own, else behind it."""
    breaks = re.findall(r"\r?\n", surface)
    for each in breaks[written.count("\n") :]:
        before, space, after = written.rpartition(" ")
        written = f"{before}{each}{after}" if space else f"{written}{each}"
    return written


def _shouted(mention: Mention) -> bool:
    return mention.surface.isupper() and len(mention.surface) > 1


def _japanese(gazetteer: Gazetteer, text: str, mention: Mention, name: Name) -> str:
    stem = _stem(gazetteer, name.text)
    bare = not _stem(gazetteer, READING.sub("", mention.surface))
    return stem if stem and bare and _stem(gazetteer, mention.name.text) else name.text


def _stem(gazetteer: Gazetteer, text: str) -> str | None:
    """A Japanese name without its generic; None where it has none."""
    at = next((at for at in range(1, len(text)) if gazetteer.generics.suffix.get(fold(text[at:]))), None)
    return text[:at] if at else None


def _english(gazetteer: Gazetteer, text: str, mention: Mention, name: Name) -> str:
    if _stands_apart(mention) and not is_tied(text, mention) and not _holds_generic(gazetteer, name.text):
        return _with_core(text, mention, name.text)
    whole = _stands_apart(mention) or _holds_generic(gazetteer, mention.name.text)
    return with_generic(gazetteer, name) if whole else name.text


def _russian(gazetteer: Gazetteer, text: str, mention: Mention, name: Name) -> str | None:
    begin, end = mention.core
    cases = cases_of(*_as_declined(text, mention), text[begin:end], text[max(0, begin - _REACH) : begin])
    if mention.start < begin and not _holds_generic(gazetteer, name.text):
        written = name.text if "nom" in cases or len(cases) == 6 else in_case(name.text, name.decl, cases)
        return None if written is None else text[mention.start : begin] + written
    if _stands_apart(mention) or _holds_generic(gazetteer, mention.name.text):
        return in_case(with_generic(gazetteer, name), None, cases)
    if name.decl == "frozen" and name.generic:
        generic = in_case(name.generic, None, cases)
        return None if generic is None else f"{generic} {name.text}"
    return in_case(name.text, name.decl, cases)


def _as_declined(text: str, mention: Mention) -> tuple[str, str | None]:
    """What a form is one of: the recorded name, or itself where it was derived by a rule and does not decline."""
    recorded = mention.name.lang in ("ru", "ja-Cyrl")
    return (mention.name.text, mention.name.decl) if recorded else (text[slice(*mention.core)], "none")


def beside(gazetteer: Gazetteer, text: str, mention: Mention, name: Name, convention: Convention) -> str:
    """A mention with the other side's name beside it, as the convention's pattern says.

    A generic that both names share is written once; where either has its own among its words, with each.
    """
    pattern, side = convention.counterpart[language_of(mention) or "en"], convention.marks.get(name.by or "", "")
    whole = in_one_script(mention.surface)
    own = in_one_script(text[slice(*mention.core)])
    other = name.text
    holds = _holds_generic(gazetteer, mention.name.text)
    apart = "/" in pattern and (holds or _holds_generic(gazetteer, other))
    if (apart and whole != own) or holds or not _means(gazetteer, other, mention):
        other = with_generic(gazetteer, name)
    other = other.upper() if _shouted(mention) else other
    if pattern.count(" ") == 0 and " " in f"{own}{other}":
        pattern = pattern.replace("/", " / ")
    if "/" in pattern and not apart:
        return _with_core(text, mention, pattern.format(name=own, other=other, side=side))
    return pattern.format(name=whole, other=other, side=side)


def _means(gazetteer: Gazetteer, text: str, mention: Mention) -> bool:
    """Whether a bare name means what a mention does: Фурукамаппу is the town, not the river."""
    return [match.id for match in candidates(text, gazetteer=gazetteer)] == [mention.id]


def _stands_apart(mention: Mention) -> bool:
    """Whether a generic stands beside the name."""
    return (mention.start, mention.end) != mention.core


def _with_core(text: str, mention: Mention, core: str) -> str:
    begin, end = mention.core
    return text[mention.start : begin] + core + text[end : mention.end]


@lru_cache(maxsize=1 << 12)
def _holds_generic(gazetteer: Gazetteer, name: str) -> bool:
    """Whether a name has its generic among its own words: Курильские острова, Kunashirsky Strait."""
    before, after, _ = gazetteer.generics
    return any(before.get(word) or after.get(word) for word in fold(name).split())
