"""What is exported, read by tools that no one here wrote."""

import csv
import io
from functools import cache
from pathlib import Path

import pytest
from libreoffice import AS_CSV, INSTALLED, converted

import kurilnames as kn
from kurilnames.cli import main
from kurilnames.conventions import Convention
from kurilnames.export.job import Job
from kurilnames.export.targets import TARGETS, written
from kurilnames.gazetteer import default
from kurilnames.matching import Filter

etree = pytest.importorskip("lxml.etree")
ORACLES = next(
    (path for each in Path(__file__).resolve().parents if (path := each / "shared" / "oracles").is_dir()), Path("none")
)
needs_oracles = pytest.mark.skipif(not ORACLES.is_dir(), reason="the published schemas are not here (shared/oracles)")
NS = "{urn:iso:std:iso:30042:ed-2}"
XML = "{http://www.w3.org/XML/1998/namespace}"


@cache
def made(target, convention="dual", source="ja", to="ru", **only):
    langs = (source, to) if TARGETS[target].pair else ()
    format = next(iter(TARGETS[target].formats), None)
    home = default()
    return written(target, Job(home, Convention.read(convention, home), *langs, filter=Filter(**only), format=format))


def rows(target, delimiter="\t", **given):
    return list(csv.reader(io.StringIO(made(target, **given).decode()), delimiter=delimiter))


@pytest.mark.parametrize("target", TARGETS)
def test_the_same_data_give_the_same_bytes(target):
    first = made(target)
    made.cache_clear()
    assert made(target) == first


@pytest.mark.parametrize("target", [name for name, target in TARGETS.items() if target.pair])
def test_a_glossary_of_two_languages_asks_for_them(target):
    with pytest.raises(ValueError, match="say which with --from and --to"):
        written(target, Job(default(), Convention.read("dual", default()), source="ja"))


def test_an_unknown_target_names_the_known():
    with pytest.raises(ValueError, match="no target is called 'tbxx': there are aws, "):
        written("tbxx", Job(default(), Convention.read("dual", default())))


@pytest.mark.parametrize("convention", ["dual", "japan", "russia"])
@pytest.mark.parametrize(("source", "to"), [("ja", "ru"), ("ru", "ja"), ("en", "ru"), ("ja", "en"), ("ja", "zh-Hans")])
def test_what_a_convention_deprecates_is_never_to_be_written(convention, source, to):
    home = default()
    for pair in Job(home, Convention.read(convention, home), source, to).pairs:
        assert pair.targets[0] == pair.concept.of(to)[0]
        assert {term.standing for term in pair.wanted} in ({"preferred"}, {"admitted"})
        assert not {term.text for term in pair.forbidden} & {term.text for term in pair.wanted}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--from", "ja", "--to", "xx"], "no names are recorded in 'xx'"),
        (["--from", "ja", "--to", "ja"], "both 'ja'"),
        (["--from", "ja", "--to", "ru", "--lang", "ru"], "leave --lang out"),
    ],
)
def test_languages_that_make_no_glossary(given, said, capsys):
    assert main(["export", "--for", "omegat", *given]) == 2
    assert said in capsys.readouterr().err


@needs_oracles
@pytest.mark.parametrize("convention", ["dual", "japan", "russia"])
def test_tbx_is_valid_by_the_published_grammar(convention):
    grammar = etree.RelaxNG(etree.parse(str(ORACLES / "tbx" / "corestruct.rng")))
    grammar.assertValid(etree.parse(str(ORACLES / "tbx" / "ex_basic.tbx")))
    grammar.assertValid(etree.fromstring(made("tbx", convention)))


def broken_rules(document, schematron):
    """What a Schematron schema says of a document: its rules are evaluated in XPath 2."""
    elementpath = pytest.importorskip("elementpath")
    names = {"s": "http://purl.oclc.org/dsdl/schematron"}
    spaces = {ns.get("prefix"): ns.get("uri") for ns in schematron.findall(".//s:ns", names)}
    said = []
    for pattern in schematron.findall(".//s:pattern", names):
        seen = set()
        for rule in pattern.findall("s:rule", names):
            for node in elementpath.select(document, "//" + rule.get("context"), spaces):
                mark = node if isinstance(node, str) else id(node)
                if not isinstance(node, str) and mark in seen:
                    continue
                seen.add(mark)
                if isinstance(node, str):
                    continue
                for check in rule.findall("s:assert", names):
                    if not elementpath.select(document, f"boolean({check.get('test')})", spaces, item=node):
                        said.append(check.text)
    return said


@needs_oracles
def test_tbx_keeps_the_rules_of_tbx_basic():
    schematron = etree.parse(str(ORACLES / "tbx" / "basic_dca.sch"))
    document = etree.ElementTree(etree.fromstring(made("tbx", within="shikotan", type="bay")))
    assert len(document.findall(f".//{NS}conceptEntry")) > 5
    assert broken_rules(document, schematron) == []
    note = document.find(f".//{NS}termNote[@type='partOfSpeech']")
    note.text = "properNoun"
    assert len(broken_rules(document, schematron)) == 1
    allowed = {"source", "subjectField", "definition", "partOfSpeech", "administrativeStatus", "geographicalUsage"}
    assert set(document.xpath("//@type")) - {"TBX-Basic"} <= allowed


@needs_oracles
@pytest.mark.parametrize("convention", ["dual", "japan", "russia"])
def test_tbx2_is_valid_by_the_schema_of_omegats_reader(convention):
    schema = etree.XMLSchema(etree.parse(str(ORACLES / "tbx2-tmx" / "tbx.xsd")))
    schema.assertValid(etree.fromstring(made("tbx2", convention)))


def test_translate_toolkit_reads_tbx2(tmp_path):
    tbxfile = pytest.importorskip("translate.storage.tbx").tbxfile
    path = tmp_path / "names.tbx"
    path.write_bytes(made("tbx2", "russia"))
    store = tbxfile.parsefile(str(path))
    assert len(store.units) == len(default().numbers)


def test_the_converter_of_tbx_makes_our_version_3_of_our_version_2():
    tools = pytest.importorskip("tbxtools")
    only = {"within": "shikotan"}
    schemas = {"dca_rng": "", "dca_sch": "", "rng": "", "sch": ""}
    text = tools.TBX(made("tbx2", **only).decode()).convert2to3(schemas_js=schemas)
    assert terms_of(etree.fromstring(text.encode())) == terms_of(etree.fromstring(made("tbx", **only)))


def terms_of(root):
    """The content of a TBX, whatever its elements are called around a term."""
    found = []
    for term in root.iter(f"{NS}term"):
        group, section = term.getparent(), term.getparent().getparent()
        told = [(node.tag, node.get("type"), node.text) for node in group if node is not term]
        found.append((section.getparent().get("id"), section.get(f"{XML}lang"), term.text, told))
    assert found
    return found


def test_deepl_takes_every_entry():
    deepl = pytest.importorskip("deepl")
    for source, to in (("ja", "ru"), ("ru", "ja"), ("ja", "en"), ("en", "ja"), ("ru", "en")):
        text = made("deepl", "russia", source, to).decode()
        entries = deepl.convert_tsv_to_dict(text)
        deepl.convert_dict_to_tsv(entries)
        assert len(entries) == len(text.splitlines()) > 300
        assert max(len(cell.encode()) for row in entries.items() for cell in row) <= 1024


@pytest.mark.parametrize(("target", "delimiter"), [("deepl", "\t"), ("google", ",")])
def test_a_machine_gets_only_names_that_mean_one_entry(target, delimiter):
    found = rows(target, delimiter, convention="russia")
    assert len({source for source, _ in found}) == len(found)
    assert ["択捉島", "Итуруп"] in found
    sources = {source for source, _ in found}
    assert not sources & {"泊", "譲渡", "北方墓参り", "日本人"}
    for source in sorted(sources)[::10]:
        assert len(kn.candidates(source)) == 1


def test_amazon_translate_gets_every_case():
    found = dict(rows("aws", ",", convention="japan", source="ru", to="en"))
    assert found["ru"] == "en"
    assert found["Кунашира"] == found["Кунаширом"] == "Kunashiri"


@needs_oracles
def test_tmx_is_valid_by_its_dtd(tmp_path):
    with (ORACLES / "tbx2-tmx" / "tmx14.dtd").open(encoding="utf-8") as file:
        dtd = etree.DTD(file)
    assert dtd.validate(etree.fromstring(made("tmx"))), dtd.error_log


def test_translate_toolkit_reads_tmx(tmp_path):
    tmxfile = pytest.importorskip("translate.storage.tmx").tmxfile
    path = tmp_path / "names.tmx"
    path.write_bytes(made("tmx", "russia"))
    with path.open("rb") as file:
        units = {(unit.source, unit.target) for unit in tmxfile(file, "ja", "ru").units}
    assert ("択捉島", "Итуруп") in units


@pytest.mark.parametrize("target", ["xlsx", "phrase", "multiterm", "crowdin"])
def test_openpyxl_reads_the_workbooks(target):
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(io.BytesIO(made(target, "russia"))).active
    texts = {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell}
    assert sheet.max_row > 500
    assert any("Малокурильск" in text for text in texts)


@pytest.mark.judges
@pytest.mark.skipif(not INSTALLED, reason="LibreOffice is not installed (Debian: libreoffice-calc)")
@pytest.mark.parametrize("target", ["xlsx", "phrase", "multiterm", "crowdin"])
def test_libreoffice_reads_the_workbooks_as_openpyxl_does(target, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "names.xlsx"
    path.write_bytes(made(target, "russia"))
    sheet = openpyxl.load_workbook(path).active
    wanted = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    read = list(csv.reader(io.StringIO(converted(path, AS_CSV, ".csv"))))
    assert len(read) == len(wanted) > 500
    truth = {"TRUE": "True", "FALSE": ""}
    assert [[truth.get(cell, cell) for cell in row] for row in read] == wanted


def test_phrase_marks_the_end_of_a_stem():
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(io.BytesIO(made("phrase", "russia"))).active
    terms = {row[2] for row in sheet.iter_rows(values_only=True) if row[1] == "ru"}
    assert {"Кунашир|", "Малокурильск|ое", "Хабомаи"} <= terms


def test_the_table_has_every_line_of_every_page():
    table = [dict(zip(*pair, strict=True)) for pair in zip([rows("csv", ",")[0]] * 9999, rows("csv", ",")[1:])]  # noqa: B905
    lines = {(row["id"], row["line"]) for row in table}
    count = sum(len(default().names(entry)) for entry in default().numbers.values())
    assert len(lines) == len(table) > count * 0.97


def test_omegat_reads_three_columns_and_comments():
    lines = made("omegat", "russia").decode().splitlines()
    assert lines[0] == "# -*- coding: utf-8 -*-"
    body = [line.split("\t") for line in lines if not line.startswith("#")]
    assert {len(row) for row in body} == {3}
    assert ["国後島", "Кунашир"] in [row[:2] for row in body]


@pytest.mark.parametrize(("target", "encoding"), [("ime-mozc", "utf-8"), ("ime-ms", "utf-16"), ("ime-atok", "utf-16")])
def test_input_dictionaries_give_kanji_for_kana(target, encoding):
    found = [line.split("\t")[:2] for line in made(target).decode(encoding).splitlines()]
    assert ["くなしりとう", "国後島"] in found
    assert all(set(kana) <= set(map(chr, range(0x3041, 0x30FD))) for kana, _ in (row for row in found if len(row) > 1))


def test_a_prompt_has_only_the_names_of_the_text(tmp_path, capsysbinary):
    text = tmp_path / "note.txt"
    text.write_text("国後島と色丹島に行く。", "utf-8")
    given = ["export", "--for", "prompt", "--from", "ja", "--to", "ru", "--convention", "russia", "--text", str(text)]
    assert main(given) == 0
    head, *lines = capsysbinary.readouterr().out.decode().splitlines()
    assert "Glossary ja = ru" in head
    assert [line.split(" = ")[1].split(";")[0] for line in lines] == ["Кунашир", "Шикотан"]
    assert "declines" in lines[0]


def test_export_writes_a_file_or_says_why_not(tmp_path, capsys):
    path = tmp_path / "glossary.txt"
    assert main(["export", "--for", "omegat", "--from", "ja", "--to", "ru", "-o", str(path)]) == 0
    assert path.read_text("utf-8").startswith("# -*- coding: utf-8 -*-")
    assert main(["export", "--for", "omegat"]) == 2
    assert main(["export"]) == 2
    assert "--list" in capsys.readouterr().err
    assert main(["export", "--list"]) == 0
    assert "not verified" in capsys.readouterr().out
