"""A glossary for a language model: one compact line an entry, limited to the names of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kurilnames.export.job import Job

__all__ = ["prompt"]

_HEAD = (
    "Glossary {source} = {target} ({credit}). Write the first target; put it in the case that the sentence asks for.\n"
)


def prompt(job: Job) -> Iterator[str]:
    """The names in both languages, what must not be written, and whether a name is declined."""
    yield _HEAD.format(source=job.source, target=job.target, credit=job.credit)
    for concept in job.concepts:
        source = dict.fromkeys(term.text for term in concept.of(str(job.source)))
        target = concept.of(str(job.target))
        if not source or not concept.texts(str(job.target)):
            continue
        best = target[0]
        said = [f"{' / '.join(source)} = {best.text}"]
        said += [f"not {text}" for text in dict.fromkeys(t.text for t in target if t.standing == "deprecated")]
        if best.lang == "ru":
            said.append("does not decline" if best.name.decl == "none" else "declines")
        yield "; ".join(said) + "\n"
