"""The names of the Kurils, Northern Territories and Southern Kurils alike: whose they are, since when, by which source.

>>> import kurilnames as kn
>>> kn.resolve("国後島") is kn.resolve("Кунашира")
True
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kurilnames.checking import check
    from kurilnames.columns import normalize_column
    from kurilnames.errors import KurilnamesError
    from kurilnames.finding import find, find_iter
    from kurilnames.gazetteer import Collection, Gazetteer
    from kurilnames.models import Entry
    from kurilnames.normalizing import normalize
    from kurilnames.reading import readings
    from kurilnames.resolving import candidates, resolve
    from kurilnames.rewriting import replace
    from kurilnames.transliterating import transliterate

    documents: Collection
    places: Collection
    terms: Collection

    def get(id: str) -> "Entry": ...


__all__ = [
    "Gazetteer",
    "KurilnamesError",
    "candidates",
    "check",
    "documents",
    "find",
    "find_iter",
    "get",
    "normalize",
    "normalize_column",
    "places",
    "readings",
    "replace",
    "resolve",
    "terms",
    "transliterate",
]

_ROOMS = {
    "Gazetteer": "gazetteer",
    "KurilnamesError": "errors",
    "candidates": "resolving",
    "check": "checking",
    "find": "finding",
    "find_iter": "finding",
    "normalize": "normalizing",
    "normalize_column": "columns",
    "readings": "reading",
    "replace": "rewriting",
    "resolve": "resolving",
    "transliterate": "transliterating",
}
_OF_THE_GAZETTEER = ("documents", "get", "places", "terms")


def __getattr__(name: str) -> object:
    """Open the room of a public name when it is first asked for."""
    from importlib import import_module

    if name in _ROOMS:
        value = getattr(import_module(f"kurilnames.{_ROOMS[name]}"), name)
    elif name in _OF_THE_GAZETTEER:
        value = getattr(import_module("kurilnames.gazetteer").default(), name)
    else:
        raise AttributeError(f"module 'kurilnames' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
