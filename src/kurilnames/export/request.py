"""What is asked of an export: whose names, which, in what language."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kurilnames.conventions import Convention
    from kurilnames.export.rules import Ruling
    from kurilnames.gazetteer import Gazetteer
    from kurilnames.matching import Filter
    from kurilnames.reviewing import Wishes

__all__ = ["Request"]


class Request(NamedTuple):
    """What every target is asked: a convention, languages of names, entries, rules, the language of messages.

    A target takes what it has a use for; one that needs more asks for it with a field here and an option of the
    command.
    """

    gazetteer: Gazetteer
    convention: Convention
    wishes: Wishes
    langs: tuple[str, ...]
    filter: Filter
    ui_lang: str = "en"

    @property
    def ruling(self) -> Ruling:
        """The rules of `check` as patterns."""
        from kurilnames.export.rules import Ruling
        from kurilnames.export.swaps import Survey

        return Ruling(Survey(self.gazetteer, self.convention, self.langs, self.filter), self.wishes.wants)
