"""Names as words that a spelling checker is to accept, in all their cases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kurilnames.export.concepts import Concept, Term
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
    """The words of the names that a convention lets stand, but for those that alone are a name it does not."""
    standing, avoided = _texts(job)
    words = {word for text in standing for word in _WORD.findall(text) if word[0].isupper()}
    words -= avoided - standing
    latin = [word for word in words if word[0] < "Ѐ" and word[-2:] not in _POSSESSIVES]
    return sorted(words | {word + ending for word in latin for ending in _POSSESSIVES})


def _texts(job: Job) -> tuple[set[str], set[str]]:
    """The names that may stand and those that may not, Russian ones in all their cases, with ё and with е."""
    standing: set[str] = set()
    avoided: set[str] = set()
    for concept in job.concepts:
        for lang in job.langs or _LANGUAGES:
            for term in _terms(job, concept, lang):
                forms = term._replace(lang=lang).forms
                both = [each for form in forms for each in (form, form.replace("ё", "е"))]
                (avoided if term.standing == "deprecated" else standing).update(both)
    return standing, avoided


def _terms(job: Job, concept: Concept, lang: str) -> Iterator[Term]:
    """The terms of a language, with what the sides write in its letters."""
    sides = job.convention.both or job.convention.sides.get(lang, ())
    tags = (lang, *filter(None, (_ROMANIZED.get(side, {}).get(lang) for side in sides)))
    return (term for tag in tags for term in concept.of(tag))
