"""The examples of the documentation are true."""

import doctest
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]


def examples(path):
    return doctest.DocTestParser().get_doctest(path.read_text("utf-8"), {}, path.name, str(path), 0)


SHOWING = [path for path in PAGES if examples(path).examples]


def test_the_readme_shows_an_example_in_its_first_lines():
    first = examples(ROOT / "README.md").examples[0]
    assert first.lineno < 10


@pytest.mark.parametrize("path", SHOWING, ids=lambda path: path.name)
def test_examples(path, monkeypatch):
    monkeypatch.chdir(ROOT)
    told = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    result = runner.run(examples(path), out=told.append)
    assert result.attempted
    assert not result.failed, "".join(told)
