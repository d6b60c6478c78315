"""What the package shows, what it costs to look at it, and the good measures of its modules."""

import ast
import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest

import kurilnames as kn

PACKAGE = Path(kn.__file__).parent
SURFACE = [
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
CALLABLE = [name for name in SURFACE if name not in ("KurilnamesError", "documents", "places", "terms")]
LATE = {"ahocorasick_rs", "babel", "narwhals", "pydantic", "pykakasi", "rapidfuzz"}
MODULES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES = 300
MOST_FUNCTION_LINES = 40


def loaded_after(code):
    """The late packages that a fresh Python has loaded after some code."""
    show = f"import sys; print(*sorted({LATE!r} & set(sys.modules)))"
    environment = os.environ | {"PYTHONPATH": str(PACKAGE.parent)}
    run = [sys.executable, "-c", f"{code}\n{show}"]
    return set(subprocess.run(run, env=environment, check=True, capture_output=True, text=True).stdout.split())


def test_all_is_sorted_and_exact():
    assert kn.__all__ == SURFACE == sorted(SURFACE)
    assert dir(kn) == SURFACE


@pytest.mark.parametrize("name", SURFACE)
def test_every_public_name_is_there(name):
    assert getattr(kn, name) is not None


def test_no_other_name_is_there():
    with pytest.raises(AttributeError, match="frobnicate"):
        _ = kn.frobnicate


def test_a_submodule_never_shadows_a_public_name():
    shown = {path.stem for path in PACKAGE.iterdir()}
    assert shown.isdisjoint(SURFACE)


@pytest.mark.parametrize("name", CALLABLE)
def test_public_functions_are_documented_with_an_example(name):
    doc = inspect.getdoc(getattr(kn, name))
    assert doc
    assert ">>> " in doc


def test_import_loads_no_dependency():
    assert loaded_after("import kurilnames") == set()


@pytest.mark.parametrize(
    ("code", "needed"),
    [
        ("kurilnames.normalize('国後', to='en')", set()),
        ("kurilnames.candidates('Шикотан')", set()),
        ("kurilnames.find('С Шикотана на 国後島')", {"ahocorasick_rs"}),
        ("kurilnames.resolve('Шикотан')", {"pydantic"}),
        ("kurilnames.transliterate('国後島', 'hepburn')", set()),
        ("kurilnames.readings('Кунасири')", set()),
        ("len(kurilnames.places)", set()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_first_call_loads_what_it_needs(code, needed):
    kn.candidates("Шикотан")  # the artefact of a checkout is made by now
    assert loaded_after(f"import kurilnames; {code}") <= needed


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_modules_are_short(path):
    assert len(path.read_text("utf-8").splitlines()) < MOST_LINES


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_functions_are_short(path):
    """Without their docstrings."""
    long = [
        (node.name, lines)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and (lines := lines_of(node)) >= MOST_FUNCTION_LINES
    ]
    assert long == []


def lines_of(node):
    lines = node.end_lineno - node.lineno + 1
    if ast.get_docstring(node):
        lines -= node.body[0].end_lineno - node.body[0].lineno + 1
    return lines
