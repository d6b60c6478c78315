"""A graph of resources, and how Turtle and JSON-LD write it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["PREFIXES", "Iri", "Literal", "Resource", "jsonld", "turtle"]

PREFIXES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dct": "http://purl.org/dc/terms/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "kn": "urn:kurilnames:",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_SHORT = re.compile(r"(?:" + "|".join(PREFIXES) + r"):[A-Za-z0-9-]*[A-Za-z0-9](?::[A-Za-z0-9-]*[A-Za-z0-9])*")
_FORBIDDEN = re.compile(r"""[\x00-\x20<>"{}|^`\\]""")


class Iri(str):
    """The address of a resource: whole, or with one of the `PREFIXES`."""

    __slots__ = ()


class Literal(NamedTuple):
    """A text with its language, or a value with its datatype; or a plain text."""

    text: str
    lang: str = ""
    datatype: str = ""


class Resource(NamedTuple):
    """A resource and what is said of it, by property."""

    iri: str
    properties: dict[str, list[Iri | Literal]]


def turtle(resources: Iterable[Resource]) -> Iterator[str]:
    """Resources in Turtle.

    >>> shikotan = Resource("kn:dual:shikotan", {"skos:prefLabel": [Literal("Shikotan", "en")]})
    >>> print("".join(turtle([shikotan])).partition("\\n\\n")[2])
    kn:dual:shikotan
      skos:prefLabel "Shikotan"@en .
    <BLANKLINE>
    """
    yield "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    for resource in resources:
        lines = (f"  {key} {', '.join(map(_turtle, values))}" for key, values in resource.properties.items() if values)
        yield f"\n{_turtle(Iri(resource.iri))}\n" + " ;\n".join(lines) + " .\n"


def _turtle(value: Iri | Literal) -> str:
    if isinstance(value, Iri):
        return value if _SHORT.fullmatch(value) else f"<{_whole(value)}>"
    text = json.dumps(value.text, ensure_ascii=False)
    return f"{text}@{value.lang}" if value.lang else f"{text}^^{value.datatype}" if value.datatype else text


def jsonld(resources: Iterable[Resource]) -> Iterator[str]:
    """Resources in JSON-LD 1.1, a line each.

    >>> '"@graph"' in next(jsonld([]))
    True
    """
    yield f'{{"@context": {json.dumps(PREFIXES)}, "@graph": [\n'
    between = ""
    for resource in resources:
        facts = {key: list(map(_json, values)) for key, values in resource.properties.items() if values}
        yield between + json.dumps({"@id": _address(resource.iri), **facts}, ensure_ascii=False)
        between = ",\n"
    yield "\n]}\n"


def _json(value: Iri | Literal) -> dict[str, Any]:
    if isinstance(value, Iri):
        return {"@id": _address(value)}
    facts = {"@value": value.text, "@language": value.lang, "@type": value.datatype}
    return {key: fact for key, fact in facts.items() if fact or key == "@value"}


def _address(iri: str) -> str:
    return iri if _SHORT.fullmatch(iri) else _whole(iri)


def _whole(iri: str) -> str:
    """An address as it must stand in a file: its prefix written out, what is forbidden in it percent-encoded."""
    prefix, colon, rest = iri.partition(":")
    iri = PREFIXES[prefix] + rest if prefix in PREFIXES else prefix + colon + rest
    return _FORBIDDEN.sub(lambda hit: f"%{ord(hit[0]):02X}", iri)
