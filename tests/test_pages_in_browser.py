"""The pages that `find` and `check` write, in a real browser: whole, legible in the light and in the dark, offline."""

import json
import re
from pathlib import Path

import pytest

import kurilnames as kn
from kurilnames.cli import main

pytestmark = pytest.mark.judges
EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
LEGIBLE = 4.5  # contrast by WCAG 2.2, level AA
SCHEMES = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])


def luminance(color):
    channels = [int(part) / 255 for part in re.findall(r"\d+", color)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def shades(chromium, selector):
    """The colour of each element's text, and that of what is painted behind it."""
    script = f"""[...document.querySelectorAll({json.dumps(selector)})].map(node => {{
        let under = node;
        while (under && getComputedStyle(under).backgroundColor === "rgba(0, 0, 0, 0)") under = under.parentElement;
        return [getComputedStyle(node).color, under ? getComputedStyle(under).backgroundColor : "rgb(255, 255, 255)"];
    }})"""
    return chromium.ask(script)


def opened(chromium, tmp_path, capsys, arguments, dark):
    code = main(arguments)
    path = tmp_path / "page.html"
    path.write_text(capsys.readouterr().out, "utf-8")
    chromium.asked.clear()
    chromium.said.clear()
    chromium.open(path.as_uri(), dark=dark)
    assert chromium.asked == [path.as_uri()]
    assert not chromium.said
    return code


@SCHEMES
@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("ferry-*.txt")), ids=lambda path: path.stem)
def test_the_picture_of_a_text(chromium, tmp_path, capsys, path, dark):
    text = path.read_text("utf-8")
    mentions = kn.find(text)
    assert opened(chromium, tmp_path, capsys, ["find", str(path), "--format", "html"], dark) == 0
    assert chromium.ask("document.querySelector('pre').textContent") == text
    assert chromium.ask("[...document.querySelectorAll('pre mark')].map(m => m.textContent)") == [
        mention.surface for mention in mentions
    ]
    assert all(contrast(*pair) >= LEGIBLE for pair in [*shades(chromium, "pre, mark, td, th"), *shades(chromium, "p")])
    x, y = chromium.middle("pre mark")
    chromium.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
    shown = "getComputedStyle(document.querySelector('pre mark'), '::after').content"
    chromium.wait_for(f"{shown} !== 'none'")
    tip = chromium.ask(shown)
    first = mentions[0].entry
    assert all(first.name(lang).text in tip for lang in ("ja", "ru", "en"))
    assert any(source.title in tip for name in first.names for source in name.sources)


@SCHEMES
def test_the_report_of_a_check(chromium, tmp_path, capsys, dark):
    path = EXAMPLES / "ferry-en.txt"
    given = ["check", str(path), "--convention", "japan", "--format", "html", "--ui-lang", "en"]
    assert opened(chromium, tmp_path, capsys, given, dark) == 1
    page = chromium.text("body")
    findings = kn.check(path.read_text("utf-8"), convention="japan")
    assert findings
    assert all(finding.surface in page and finding.code in page for finding in findings)
    assert all(finding.message in page for finding in findings)
    assert all(contrast(*pair) >= LEGIBLE for pair in shades(chromium, "body, p, td, th, mark, code, h1, h2, a"))
    assert chromium.ask("document.documentElement.scrollWidth <= innerWidth")
