"""A glossary for a language model: one compact line an entry, limited to the names of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kurilnames.export.job import Job

__all__ = ["prompt"]

_HEAD = "Glossary {source} = {target} ({credit}). Write the target; put it in the case that the sentence asks for.\n"


def prompt(job: Job) -> Iterator[str]:
    """The names in both languages, what must not be written, and whether a name is declined."""
    yield _HEAD.format(source=job.source, target=job.target, credit=job.credit)
    for concept in job.concepts:
        source = [term.text for term in concept.once(str(job.source))]
        wanted = concept.wanted(str(job.target))
        if not source or not wanted:
            continue
        said = [f"{' / '.join(source)} = {concept.written(str(job.target))}"]
        said += [f"not {term.text}" for term in concept.once(str(job.target)) if term.standing == "deprecated"]
        if job.target == "ru":
            said.append("declines" if any(len(term.forms) > 1 for term in wanted) else "does not decline")
        yield "; ".join(said) + "\n"
