"""The page that shows a text with its names marked."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kurilnames as kn
from kurilnames.cli import main
from kurilnames.report.picture import picture

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


class Page(HTMLParser):
    """The texts between the tags of each `pre`, the marks inside them, and every address that the page asks for."""

    def __init__(self, html):
        super().__init__()
        self.texts, self.marks, self.addresses, self._inside = [], [], [], False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.addresses += [value for name, value in attrs.items() if name in ("href", "src")]
        if tag == "pre":
            self.texts.append("")
            self._inside = True
        if tag == "mark" and self._inside:
            self.marks.append(attrs)

    def handle_endtag(self, tag):
        if tag == "pre":
            self._inside = False

    def handle_data(self, data):
        if self._inside:
            self.texts[-1] += data


def page_of(text):
    return Page("".join(picture([("a title", text, kn.find(text))])))


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.name)
def test_the_page_holds_the_text_and_every_mention(path, capsys):
    text = path.read_text("utf-8")
    assert main(["find", str(path), "--format", "html"]) == 0
    out = capsys.readouterr().out
    page = Page(out)
    assert page.texts == [text]
    assert len(page.marks) == len(kn.find(text))
    assert not page.addresses
    assert "url(" not in out


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\0")))
def test_any_text_comes_through(text):
    first = text[:1] == "\n"  # a parser drops a line end at the very beginning of a pre
    assert page_of(f"{text} Кунашир").texts == [f"{text} Кунашир"] or first


def test_a_mark_tells_the_side_the_variants_and_the_source():
    (mark,) = page_of("в Курильске").marks
    assert mark["class"] == "russia"
    assert {"紗那", "Shana", "город Курильск", "Kurilsk/Shana", "inflected: Курильск"} <= set(
        mark["data-tip"].split("\n")
    )
    assert [one["class"] for one in page_of("国後島 and Shikotan").marks] == ["japan", "both"]


def test_counts_stand_in_the_legend():
    html = "".join(picture([("1", "国後島", kn.find("国後島")), ("2", "国後島と色丹島", kn.find("国後島と色丹島"))]))
    assert '<mark class="japan">Japan uses this name</mark></td><td>3</td>' in html
    assert "国後島 = " in html
