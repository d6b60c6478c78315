"""Names as words that a spelling checker is to accept, in all their cases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kurilnames.decline import decline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kurilnames.export.concepts import Concept
    from kurilnames.export.job import Job

__all__ = ["cspell", "hunspell", "typos"]

_LANGUAGES = ("en", "ru")
_ROMANIZED = {"japan": {"en": "ja-Latn", "ru": "ja-Cyrl"}, "russia": {"en": "ru-Latn"}}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_POSSESSIVES = ("'s", "’s")


def cspell(job: Job) -> Iterator[str]:
    """A dictionary of cspell: a word a line."""
    yield f"# {job.credit}\n"
    yield from (f"{word}\n" for word in _words(job))


def typos(job: Job) -> Iterator[str]:
    """A configuration of typos, which knows Latin letters only: each word stands for itself."""
    yield f"# {job.credit}\n[default.extend-words]\n"
    plain = {word.lower() for word in _words(job) if word.isascii() and word.isalpha()}
    yield from (f'{word} = "{word}"\n' for word in sorted(plain))


def hunspell(job: Job) -> dict[str, str]:
    """A dictionary of Hunspell that needs no affixes: so it may be loaded beside another one, with that one's."""
    words = _words(job)
    return {
        "kurilnames.aff": f"# {job.credit}\nSET UTF-8\nWORDCHARS '’\n",
        "kurilnames.dic": "".join(f"{line}\n" for line in (len(words), *words)),
    }


def _words(job: Job) -> list[str]:
    """The words of the names that a convention writes or lets stand."""
    found: set[str] = set()
    for concept in job.concepts:
        for text in _texts(job, concept):
            words = [word for word in _WORD.findall(text) if word[0].isupper()]
            found.update(words, (word.replace("ё", "е") for word in words))
    latin = [word for word in found if word[0] < "Ѐ" and word[-2:] not in _POSSESSIVES]
    return sorted(found | {word + ending for word in latin for ending in _POSSESSIVES})


def _texts(job: Job, concept: Concept) -> Iterator[str]:
    """The names of an entry that may stand, a Russian one in all its cases."""
    for lang in job.langs or _LANGUAGES:
        sides = job.convention.both or job.convention.sides.get(lang, ())
        tags = (lang, *filter(None, (_ROMANIZED.get(side, {}).get(lang) for side in sides)))
        for term in (term for tag in tags for term in concept.of(tag) if term.standing != "deprecated"):
            declined = lang == "ru" and decline(term.text, term.name.decl if term.text == term.name.text else None)
            yield from (form for case in declined.values() for form in case) if declined else (term.text,)
