"""Findings as one page that a translator can send on: counts, and each finding in its line."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from kurilnames.files.segments import MASK
from kurilnames.gazetteer import default
from kurilnames.messages import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kurilnames.results import Finding
    from kurilnames.reviewing import Remark, Reviewed

__all__ = ["findings_page"]

_AROUND = 90
_HEAD = """\
<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; --text: #1b1b1b; --page: #fdfdfb; --line: #c9c9c4;
  --mark: #f5e3a8; --faint: #5c5e57; }}
@media (prefers-color-scheme: dark) {{
  :root {{ --text: #e9e9e4; --page: #191a1b; --line: #55574f; --mark: #63531a; --faint: #a9aba2; }}
}}
body {{ color: var(--text); background: var(--page); font: 1.05rem/1.6 system-ui, sans-serif; max-width: 50rem;
  margin: 2rem auto; padding: 0 1rem; }}
h2, blockquote {{ overflow-wrap: anywhere; }}
blockquote {{ margin: .2em 0; padding-left: .8em; border-left: .2em solid var(--line); white-space: pre-wrap; }}
mark {{ color: inherit; background: var(--mark); border-radius: .2em; padding: 0 .1em; }}
li {{ margin-bottom: 1em; list-style: none; }} ol {{ padding: 0; }}
.where {{ color: var(--faint); font-size: .9rem; }}
table {{ border-collapse: collapse; }} td {{ border-bottom: 1px solid var(--line); padding: .15em .8em .15em 0; }}
</style>
</head>
<body>
<h1>{title}</h1>
"""


def findings_page(reviewed: Iterable[Reviewed], lang: str = "en") -> Iterator[str]:
    """One self-contained page: findings by rule and by file, then each in its line with what to write instead.

    Args:
        reviewed: documents with what was found in them; one is let go once its part is written.
        lang: of the page: `en`, `ja` or `ru`.
    Returns:
        HTML 5; nothing in it asks for another file.

    >>> "<h1>" in "".join(findings_page([]))
    True
    """
    rules: Counter[str] = Counter()
    files: list[tuple[str, int]] = []
    parts: list[str] = []
    for each in reviewed:
        rules.update(remark.finding.code for remark in each.remarks)
        files.append((each.path, len(each.remarks)))
        parts += _file(len(files), each, lang) if each.remarks else ()
    yield _HEAD.format(lang=lang, title=gettext("Names to look at", lang))
    if rules:
        yield f"<h2>{gettext('Rules', lang)}</h2>\n{_table(_rule_rows(rules, lang))}"
    else:
        yield f"<p>{gettext('Nothing was found.', lang)}</p>\n"
    yield f"<h2>{gettext('Files', lang)}</h2>\n{_table(_file_rows(files))}"
    yield from parts
    yield "</body>\n</html>\n"


def _rule_rows(rules: Counter[str], lang: str) -> Iterator[tuple[str, str, int]]:
    titles = default().rules
    return ((code, escape(titles[code]["title"][lang]), count) for code, count in sorted(rules.items()))


def _file_rows(files: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    for number, (path, count) in enumerate(files, 1):
        shown = escape(path)
        yield f'<a href="#file-{number}">{shown}</a>' if count else shown, count


def _table(rows: Iterable[tuple[str | int, ...]]) -> str:
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows)
    return f"<table>\n{lines}</table>\n"


def _file(number: int, each: Reviewed, lang: str) -> Iterator[str]:
    yield f'<h2 id="file-{number}">{escape(each.path)}</h2>\n<ol>\n'
    yield from (_item(remark, lang) for remark in each.remarks)
    yield "</ol>\n"


def _item(remark: Remark, lang: str) -> str:
    (line, column), found, source = remark.place, remark.finding, remark.segment.source
    write = (
        f"<br>{gettext('Write', lang)}: {', '.join(f'<strong>{escape(text)}</strong>' for text in found.suggestions)}"
    )
    return (
        f'<li><span class="where">{line}:{column} {escape(_named(remark.segment.where.key))}{found.code}</span>'
        f" {escape(found.said(lang))}{write if found.suggestions else ''}\n"
        f"{f'<blockquote>{_shortened(source)}</blockquote>' if source else ''}"
        f"<blockquote>{_in_its_line(remark.segment.text, found)}</blockquote></li>\n"
    )


def _named(key: str) -> str:
    return f"{key[:_AROUND]} " if key else ""


def _shortened(text: str) -> str:
    return escape(text if len(text) <= 2 * _AROUND else f"{text[: 2 * _AROUND]}…")


def _in_its_line(text: str, found: Finding) -> str:
    """The finding marked, with what stands around it in its lines, not too far."""
    start, end = found.start, found.end
    begin = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    stop = min(len(text) if (at := text.find("\n", end)) < 0 else at, end + _AROUND)
    before, after = text[begin:start], text[end:stop].rstrip("\r")
    more = ("…" if begin and text[begin - 1] != "\n" else "", "…" if stop < len(text) and text[stop] != "\n" else "")
    return f"{more[0]}{_shown(before)}<mark>{escape(text[start:end])}</mark>{_shown(after)}{more[1]}"


def _shown(text: str) -> str:
    return escape(text.replace(MASK, "…"))
