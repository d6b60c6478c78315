"""All entries of one kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kurilnames.errors import UnknownId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kurilnames.gazetteer import Gazetteer

__all__ = ["Collection"]


class Collection:
    """All entries of one kind, in the order of their ids: it can be counted, walked, asked by id and narrowed."""

    def __init__(self, gazetteer: Gazetteer, kind: str, numbers: tuple[int, ...] | None = None) -> None:
        self._gazetteer = gazetteer
        self._kind = kind
        kinds = gazetteer.heads["kinds"]
        self._numbers = numbers if numbers is not None else tuple(n for n, k in enumerate(kinds) if k == kind)

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[Any]:
        return map(self._gazetteer.open, self._numbers)

    def __contains__(self, id: object) -> bool:
        number = self._gazetteer.numbers.get(str(getattr(id, "id", id)))
        return number in self._numbers

    def __getitem__(self, id: str) -> Any:
        number = self._gazetteer.number(id)
        if number not in self._numbers:
            raise UnknownId(id)
        return self._gazetteer.open(number)

    def within(self, id: str, type: str | None = None) -> Collection:
        """The entries that lie in a place.

        Args:
            id: the place; what lies in its parts lies in it.
            type: keep one type (a word of the data dictionary).
        Returns:
            a narrower collection.
        Raises:
            UnknownId: no entry bears the id.
        """
        gazetteer = self._gazetteer
        container = gazetteer.number(id)
        inside = (n for n in self._numbers if n != container and gazetteer.within(n, id))
        return Collection(gazetteer, self._kind, tuple(n for n in inside if type in (None, gazetteer.type(n))))

    def __repr__(self) -> str:
        return f"<{len(self)} {self._kind}s>"
