"""A Russian name in the case that its place in a sentence asks for."""

from __future__ import annotations

import re
from functools import lru_cache

from kurilnames.decline import CASES, decline
from kurilnames.fold import key

__all__ = ["GOVERNMENT", "cases_of", "in_case"]

GOVERNMENT = {
    ("gen",): "из от ото до у около возле близ вблизи вокруг для без кроме после вдоль мимо ради вместо из-за из-под",
    ("dat",): "к ко по согласно навстречу вопреки",
    ("acc",): "через про сквозь",
    ("ins",): "над перед между",
    ("loc",): "о об обо при",
    ("acc", "loc"): "в во на",
    ("gen", "ins"): "с со",
    ("acc", "ins"): "за под",
}
_CASES_AFTER = {word: cases for cases, words in GOVERNMENT.items() for word in words.split()}
_STAYS = re.compile(
    r"\b(?:жи[влт]|наход|располо|размещ|сто[ия]|работа|роди|служи|быва|был|буд|провел|провод|откры|постро|сооруж|действ"
    r"|проход|осмотр|изуч|останов|причал|зимова|хорон|похорон|сним|встре|вид[ен])"
)
_MOVES = re.compile(
    r"\b(?:(?:по|при|у|вы|пере|за|до)?(?:ех|езж|ед[еу]т|лет|плы|возил|вез|вёз|ход|шёл|шел|шл)|верну|возвращ|отправ|прибы|направ"
    r"|достав|высад|перебр|попа|путёв|визит|рейс|билет|поездк)"
)
_CLAUSE = 60
_LONGEST_WORD = 24
_WORD_BEFORE = re.compile(r"([\w-]+)[ \n][«\"“„]?$")
_BEGINS = re.compile(r"(?:^|[.!?…:\n]\s*|[—–]\s)[«\"“„]?$")


def cases_of(text: str, decl: str | None, surface: str, before: str) -> tuple[str, ...]:
    """The cases that a Russian name may stand in.

    Args:
        text, decl: the name in the nominative, and how it declines.
        surface: one of its forms, as a sentence has it.
        before: the sentence up to it.
    Returns:
        words of `CASES`; several where neither the form nor the word before it tells.

    >>> cases_of("Фурукамаппу", None, "Фурукамаппу", "Уехали из ")
    ('gen',)
    """
    keys, written = _keys(text, decl), key(surface)
    fitting = tuple(case for case in CASES if written in keys[case]) or CASES
    governed = _WORD_BEFORE.search(before[-_LONGEST_WORD:])
    asked = _CASES_AFTER.get(governed[1].lower() if governed else "")
    if asked:
        told = tuple(case for case in fitting if case in asked) or fitting
        return _by_verb(told, before) if set(told) == {"acc", "loc"} else told
    return ("nom",) if "nom" in fitting and _BEGINS.search(before) else fitting


@lru_cache(maxsize=1 << 12)
def _keys(text: str, decl: str | None) -> dict[str, frozenset[str]]:
    """The keys of a name's forms, by case."""
    return {case: frozenset(map(key, forms)) for case, forms in decline(text, decl).items()}


def _by_verb(cases: tuple[str, ...], before: str) -> tuple[str, ...]:
    """Where в and на leave two cases open: whither after a word of motion, where after one of staying."""
    clause = re.split("[.!?;\n]", before.lower())[-1][-_CLAUSE:]
    moves, stays = _MOVES.search(clause), _STAYS.search(clause)
    if bool(moves) == bool(stays):
        return cases
    return ("acc",) if moves else ("loc",)


def in_case(text: str, decl: str | None, cases: tuple[str, ...]) -> str | None:
    """A name in the only form that all the cases share; None where their forms differ.

    >>> in_case("Южно-Курильск", None, ("gen",)), in_case("Тятя", None, ("nom", "acc"))
    ('Южно-Курильска', None)
    """
    forms = decline(text, decl)
    written = {forms[case][0] for case in cases}
    return written.pop() if len(written) == 1 else None
