"""Texts with their names marked, as one page that a browser shows without a network."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from kurilnames.advising import side_of
from kurilnames.conventions import Convention
from kurilnames.errors import LookupFailed
from kurilnames.gazetteer import default
from kurilnames.messages import N_, gettext, spoken
from kurilnames.writing import write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kurilnames.results import Mention

    Shown = tuple[str, str, Sequence[Mention]]

__all__ = ["picture"]

_SIDES = {
    "japan": N_("Japan uses this name"),
    "russia": N_("Russia uses this name"),
    "both": N_("a name of neither in particular"),
}
_VARIANTS = ("ja", "ja-Latn", "ru", "en")
_HEAD = """\
<!DOCTYPE html>
<html lang="%(lang)s">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%(title)s</title>
<style>
:root { color-scheme: light dark; --text: #1b1b1b; --page: #fdfdfb; --line: #c9c9c4;
  --japan: #f3d1d1; --russia: #cfdcf5; --both: #dfe6c8; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e9e9e4; --page: #191a1b; --line: #55574f; --japan: #6b2f35; --russia: #2c4475; --both: #4c5629; }
}
body { color: var(--text); background: var(--page); font: 1.05rem/1.75 system-ui, sans-serif; max-width: 46rem;
  margin: 2rem auto; padding: 0 1rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
mark { color: inherit; border-radius: .2em; padding: 0 .1em; position: relative; }
mark.japan { background: var(--japan); }
mark.russia { background: var(--russia); }
mark.both { background: var(--both); }
pre mark:hover::after, pre mark:focus::after { content: attr(data-tip); position: absolute; left: 0; top: 100%;
  z-index: 1; width: max-content; max-width: 26rem; white-space: pre-line; background: var(--page);
  border: 1px solid var(--line);
  padding: .4em .7em; font-size: .85rem; line-height: 1.5; }
table { border-collapse: collapse; } td, th { border-bottom: 1px solid var(--line); padding: .15em .8em .15em 0;
  text-align: left; }
</style>
</head>
<body>
"""


def picture(texts: Iterable[Shown]) -> Iterator[str]:
    """One self-contained page, part by part: each text with its names marked, a legend, and how often each is named.

    Args:
        texts: for each its title, the text, and the mentions found in it.
    Returns:
        HTML 5; what stands between the tags of a `pre` is the text, and nothing in the page asks for another file.

    >>> from kurilnames import find
    >>> "<mark" in "".join(picture([("a.txt", "To Etorofu", find("To Etorofu"))]))
    True
    """
    yield _HEAD.replace("%(lang)s", spoken()).replace("%(title)s", gettext("Names"))
    sides: Counter[str] = Counter()
    entries: Counter[str] = Counter()
    for title, text, mentions in texts:
        yield f"<h2>{escape(title)}</h2>\n<pre>{''.join(_marked(text, mentions))}</pre>\n"
        sides.update(map(_side, mentions))
        entries.update(mention.id for mention in mentions)
    yield f"<h2>{gettext('Legend')}</h2>\n<table>\n"
    yield from (_row(f'<mark class="{side}">{gettext(what)}</mark>', sides[side]) for side, what in _SIDES.items())
    yield f"</table>\n<h2>{gettext('Named here')}</h2>\n<table>\n"
    ranked = sorted(entries.items(), key=lambda pair: (-pair[1], pair[0]))
    yield from (_row(escape(" = ".join(_variants(id)) or id), count) for id, count in ranked)
    yield "</table>\n</body>\n</html>\n"


def _row(what: str, count: int) -> str:
    return f"<tr><td>{what}</td><td>{count}</td></tr>\n"


def _side(mention: Mention) -> str:
    """The side that uses the name a mention is; `both` where both do, or neither in particular."""
    name = mention.name
    sides = {side_of(other) for other in mention.entry.names if (other.lang, other.text) == (name.lang, name.text)}
    return sides.pop() or "both" if len(sides) == 1 else "both"


def _marked(text: str, mentions: Sequence[Mention]) -> Iterator[str]:
    at = 0
    for mention in mentions:
        yield escape(text[at : mention.start])
        tip = escape("\n".join((*_variants(mention.id), *_told(mention))))
        yield f'<mark class="{_side(mention)}" tabindex="0" data-tip="{tip}">{escape(mention.surface)}</mark>'
        at = mention.end
    yield escape(text[at:])


def _variants(id: str) -> list[str]:
    """The Japanese, romanized, Russian and English names of an entry, each once."""
    gazetteer = default()
    neutral = Convention.read("dual", gazetteer)
    written = []
    for to in _VARIANTS:
        try:
            written.append(write(gazetteer, gazetteer.number(id), to, neutral, generic=True))
        except LookupFailed:
            continue
    return list(dict.fromkeys(written))


def _told(mention: Mention) -> Iterator[str]:
    """What else a reader of a mention is told: what it may also be, how it was matched, who prints the name."""
    if mention.candidates:
        yield gettext("may be {ids}").format(ids=gettext(" or ").join(entry.id for entry in mention.candidates))
    yield f"{mention.how}: {mention.name.text}"
    yield from (f"{source.title} ({source.publisher})" for source in mention.name.sources)
