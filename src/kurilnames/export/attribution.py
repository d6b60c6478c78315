"""Whom the data thanks: a line for each work that is used under a licence, the rest by their publishers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kurilnames.results import Source

__all__ = ["PUBLIC", "attribution", "licensed"]

_FACTS = "facts only"
PUBLIC = "public domain"
_TERMS = {
    "Apache-2.0": "https://www.apache.org/licenses/LICENSE-2.0",
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "GSI content terms, attribution": "https://www.gsi.go.jp/kikakuchousei/kikakuchousei40182.html",
    "Unicode License v3": "https://www.unicode.org/license.txt",
}
_HEAD = """\
kurilnames: names of the Kuril islands, by the kurilnames authors, CC BY 4.0
(https://creativecommons.org/licenses/by/4.0/).

The authors of kurilnames have chosen, joined, corrected and edited what the
works below say. None of their publishers has made or endorsed the result.
"""


def licensed(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources that are used under a licence, so that it must be named."""
    return tuple(source for source in sources if source.licence and _FACTS not in source.licence)


def attribution(sources: Iterable[Source]) -> str:
    """The text that goes with the data.

    Args:
        sources: all sources.
    Returns:
        works under a licence or in the public domain with their licence and address; publishers of the works from
        which facts alone were taken.

    >>> from kurilnames.results import Source
    >>> text = attribution([Source("g", "GeoNames database", "GeoNames", licence="CC BY 4.0")])
    >>> print(text.splitlines()[-1])
    - GeoNames database, GeoNames. CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)
    """
    sources = sorted(sources, key=lambda source: (source.title, source.id))
    named = licensed(sources)
    public = [source for source in named if source.licence == PUBLIC]
    sections = {
        "Used under a licence": [_line(source) for source in named if source not in public],
        "In the public domain": list(map(_line, public)),
        "Read for facts; no text was copied": _publishers(source for source in sources if source not in named),
    }
    return _HEAD + "".join(
        f"\n{title}\n\n" + "".join(f"- {line}\n" for line in lines) for title, lines in sections.items() if lines
    )


def _line(source: Source) -> str:
    terms = _TERMS.get(source.licence or "")
    work = ", ".join(str(part) for part in (source.title, source.publisher, source.year) if part)
    ends = (f"{source.licence} ({terms})" if terms else source.licence, source.url)
    return ". ".join((work, *filter(None, ends)))


def _publishers(sources: Iterable[Source]) -> list[str]:
    works = Counter(source.publisher or source.title for source in sources)
    return [f"{publisher}: {count} works" if count > 1 else publisher for publisher, count in sorted(works.items())]
