"""Dates as a reader of a language writes them."""

from __future__ import annotations

__all__ = ["written_date"]

_YEAR = {"ja": "{}年", "ru": "{} г."}


def written_date(date: str, lang: str) -> str:
    """A date of a page as a reader of a language writes it (CLDR long form).

    Args:
        date: ISO 8601: a day, a month or a year.
        lang: `ja`, `ru` or `en`.
    Returns:
        the date in that language, with plain spaces; what is no date of the calendar, as it is.

    >>> [written_date("1956-10-19", lang) for lang in ("ja", "ru", "en")]
    ['1956年10月19日', '19 октября 1956 г.', 'October 19, 1956']
    >>> written_date("1946-02", "en"), written_date("1855", "ru")
    ('February 1946', '1855 г.')
    """
    from datetime import date as Day

    from babel.dates import format_date, format_skeleton

    parts = date.split("-")
    try:
        day = Day.fromisoformat("-".join([*parts, "01", "01"][:3]))
    except ValueError:
        return date
    if len(parts) == 1:
        return _YEAR.get(lang, "{}").format(date)
    month = len(parts) == 2
    written = format_skeleton("yMMMM", day, locale=lang) if month else format_date(day, "long", locale=lang)
    return " ".join(written.split())
