"""The modules stand in a row, and each may import only from its left."""

import ast
from pathlib import Path

import pytest

import kurilnames

PACKAGE = Path(kurilnames.__file__).parent
ROW = """
messages errors retracing fold sounding decline results models pages ruling scheme inverse collection index gazetteer
conventions writing reading transliterating namesakes parting matching resolving normalizing
meanings scanning company judging finding exempting advising inflecting rewriting
misspelling guessing answering containers columns checking pairs pairing consistency
files.text files.bundles files.encodings files.places files.lines files.tables files.json_lines files.parquet
files.excel files.tally files.settings files.splicing files.segments files.documents files.markup
files.zips files.packages files.xliff files.tmx files.po files.subtitles files.cells files.prose files.html
files.docx files.runs files.comments files.workbook files.xlsx files.formats
reviewing mending files.baseline
report.dates report.names report.progress report.lines report.rewordings report.picture report.show report.findings_page
report.findings report.unresolved report.annotated
export.attribution export.flat export.spellings export.concepts export.job export.paging export.returned export.remarks
export.to.tbx export.to.tmx export.to.glossaries export.to.sheets export.to.ime export.to.prompt export.to.table
export.patterns export.neighbours export.probing export.swaps export.rules export.telling
export.to.prh export.to.vale export.to.words
export.places export.graph export.to.geojson export.to.lpf export.to.lp_tsv export.to.kml export.to.sqlite
export.to.skos export.to.map export.targets
engines.pandas engines.polars engines.duckdb engines.dask engines.spark engines.pandera engines.frictionless
curation.respelling curation.forms curation.data curation.build curation.checkout
curation.scripts curation.wording curation.proving curation.rules curation.doubts curation.counts curation.dictionary
curation.auditing
curation.drafts curation.intake curation.comparing curation.sheets curation.returning
curation.rules_page curation.schemes_page curation.catalogs curation.verbs
commands.shared commands.normalize commands.check commands.export
cli __main__
""".split()
MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts): path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.name != "__init__.py"
}


class Imports(ast.NodeVisitor):
    """What a module imports from the package, with its line: inside functions too, not for type checking alone."""

    def __init__(self, path):
        self.found = []
        self.visit(ast.parse(path.read_text("utf-8")))

    def visit_If(self, node):
        name = getattr(node.test, "id", getattr(node.test, "attr", None))
        for child in node.orelse if name == "TYPE_CHECKING" else ast.iter_child_nodes(node):
            self.visit(child)

    def visit_Import(self, node):
        self.found += [(alias.name, node.lineno) for alias in node.names]

    def visit_ImportFrom(self, node):
        assert not node.level, "imports are absolute"
        self.found += [(f"{node.module}.{alias.name}", node.lineno) for alias in node.names]
        self.found.append((node.module, node.lineno))

    def visit_Call(self, node):
        name = getattr(node.func, "id", getattr(node.func, "attr", None))
        if name == "import_module" and node.args and isinstance(node.args[0], ast.Constant):
            self.found.append((node.args[0].value, node.lineno))
        self.generic_visit(node)


def imported(path):
    for name, line in Imports(path).found:
        module = name.removeprefix("kurilnames.")
        if module != name and module in MODULES:
            yield module, line


def test_every_module_has_its_place():
    assert sorted(MODULES) == sorted(ROW)


@pytest.mark.parametrize("module", ROW)
def test_imports_only_from_the_left(module):
    left = ROW[: ROW.index(module)]
    wrong = [
        f"{MODULES[module]}:{line}: imports {other}" for other, line in imported(MODULES[module]) if other not in left
    ]
    assert wrong == []


def test_the_check_sees_imports_inside_functions(tmp_path):
    path = tmp_path / "toy.py"
    path.write_text(
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from kurilnames.cli import main\n"
        "def late():\n    from kurilnames import finding\n    from kurilnames.fold import fold\n"
        "    import_module('kurilnames.curation.build')\n"
    )
    assert sorted(imported(path)) == [("curation.build", 7), ("finding", 5), ("fold", 6)]
