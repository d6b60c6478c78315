"""`kurilnames normalize` on the files people have: nothing of them changes, nothing of it is lost, any size fits."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kurilnames as kn
from kurilnames.cli import main
from kurilnames.files.tables import Table
from kurilnames.files.tally import Tally

ROWS = [("1", "о. Итурупа"), ("2", "泊"), ("3", ""), ("4", "国後"), ("5", "泊"), ("6", "Atlantis")]
IDS = ["etorofu-iturup", None, None, "kunashir-kunashiri", None, None]
SUMMARY = "6 rows: 2 written, 3 not, 1 empty"


def run(path, *options):
    return main(["normalize", str(path), "--column", "place", *map(str, options)])


@pytest.mark.parametrize(
    ("encoding", "mark", "end", "names"),
    [
        ("utf-8", ",", "\n", ["国後島", "Шикотан", "Shana"]),
        ("utf-8-sig", ";", "\r\n", ["国後島", "Шикотан"]),
        ("cp932", ",", "\r\n", ["国後島", "色丹島", "択捉島"]),
        ("cp1251", ";", "\r\n", ["Кунашир", "Шикотан", "Итуруп"]),
        ("utf-16", "\t", "\r\n", ["国後島", "Шикотан"]),
        ("koi8_r", "\t", "\n", ["Кунашир", "Южно-Курильск"]),
    ],
)
def test_files_as_japanese_and_russian_excel_write_them(encoding, mark, end, names, tmp_path, capsys):
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    text = "".join(f"{at}{mark}{name}{end}" for at, name in enumerate(["place", *names]))
    source.write_bytes(text.encode(encoding))
    assert run(source, "-o", target) == 0
    ids = ["place_id", *kn.normalize_column(names).values]
    expected = "".join(f"{line}{mark}{id}{end}" for line, id in zip(text.split(end), ids, strict=False))
    assert target.read_bytes() == expected.encode(encoding)
    told = f"{source}: read as {encoding}; --encoding says otherwise" in capsys.readouterr().err
    assert told != encoding.startswith("utf-8")


def test_excel_says_what_parts_the_fields(tmp_path, capsys):
    source = tmp_path / "in.csv"
    source.write_text("sep=|\nid|place\n1|Shana\n", encoding="utf-8")
    assert run(source) == 0
    assert capsys.readouterr().out == "sep=|\nid|place|place_id\n1|Shana|kurilsk-shana\n"


FIELD = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6)


@given(
    st.lists(st.lists(FIELD, min_size=2, max_size=2), max_size=6),
    st.sampled_from(",;\t"),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_a_table_stays_as_it_was_but_for_the_new_field(rows, mark, end):
    out = io.StringIO()
    csv.writer(out, delimiter=mark, lineterminator=end, quoting=csv.QUOTE_ALL).writerows([["place", "x"], *rows])
    lines = io.StringIO(out.getvalue(), newline="\n")
    pieces = [piece for line in lines for piece in (line[:3], line[3:]) if piece]
    made = "".join(Table("t", pieces, mark).with_column("new", "place", lambda text, _: text[::-1] or None))
    read = list(csv.reader(io.StringIO(made, newline=""), delimiter=mark))
    assert read == [["place", "x", "new"], *([a, b, a[::-1]] for a, b in rows)]


def jsonl(path, rows):
    path.write_text("".join(json.dumps({"id": a, "place": b or None}) + "\n" for a, b in rows), encoding="utf-8")
    return lambda made: [json.loads(line)["clean"] for line in made.read_text(encoding="utf-8").splitlines()]


def excel(path, rows):
    book = openpyxl.Workbook()
    for row in [("id", "place"), *((a, b or None) for a, b in rows)]:
        book.active.append(row)
    book.save(path)
    return lambda made: [cell.value for cell in openpyxl.load_workbook(made).active["C"][1:]]


def parquet(path, rows):
    pyarrow.parquet.write_table(
        pyarrow.table({"id": [a for a, _ in rows], "place": [b or None for _, b in rows]}), path
    )
    return lambda made: pyarrow.parquet.read_table(made)["clean"].to_pylist()


def table(path, rows):
    path.write_text("id,place\n" + "".join(f"{a},{b}\n" for a, b in rows), encoding="utf-8")
    return lambda made: [row["clean"] or None for row in csv.DictReader(made.read_text("utf-8").splitlines())]


@pytest.mark.parametrize(("end", "make"), [("csv", table), ("jsonl", jsonl), ("xlsx", excel), ("parquet", parquet)])
def test_every_format_says_the_same(end, make, tmp_path, capsys):
    source, target, report = tmp_path / f"in.{end}", tmp_path / f"out.{end}", tmp_path / "report.csv"
    read = make(source, ROWS)
    before = source.read_bytes()
    assert run(source, "-o", target, "--as", "clean", "--report", report) == 1
    assert read(target) == IDS
    assert source.read_bytes() == before
    assert capsys.readouterr().err.splitlines()[-1] == f"{source}: {SUMMARY}"
    unknown, *_ = rows = list(csv.DictReader(report.read_text("utf-8").splitlines()))
    assert [(row["value"], row["count"]) for row in rows] == [("泊", "2"), ("Atlantis", "1")]
    assert unknown["suggestions"] == " ".join(match.id for match in kn.candidates("泊"))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([source.name, target.name, "report.csv"])
    for wrong in (["--column", "port"], ["--as", "id"]):
        assert run(source, "-o", tmp_path / "no", *wrong) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize(("end", "make"), [("csv", table), ("jsonl", jsonl), ("xlsx", excel), ("parquet", parquet)])
def test_strict_writes_all_or_nothing(end, make, tmp_path, capsys):
    source, target = tmp_path / f"in.{end}", tmp_path / f"out.{end}"
    make(source, ROWS)
    target.write_text("old", encoding="utf-8")
    assert run(source, "-o", target, "--as", "clean", "--strict") == 1
    assert target.read_text(encoding="utf-8") == "old"
    assert "nothing was written" in capsys.readouterr().err
    read = make(source, [row for row, id in zip(ROWS, IDS, strict=True) if id])
    assert run(source, "-o", target, "--as", "clean", "--strict") == 0
    assert read(target) == [id for id in IDS if id]


def test_strict_on_standard_output(tmp_path, capsys):
    source = tmp_path / "in.csv"
    table(source, ROWS)
    assert run(source, "--strict") == 1
    assert capsys.readouterr().out == ""
    table(source, [("1", "Shana")])
    assert run(source, "--strict") == 0
    assert capsys.readouterr().out == "id,place,place_id\n1,Shana,kurilsk-shana\n"


def test_options_reach_the_column(tmp_path, capsys):
    source = tmp_path / "in.csv"
    table(source, [("1", "Kunashrir"), ("2", "103 km NNW of Kurilsk"), ("3", "Atlantis")])
    assert run(source, "--fuzzy", "--inside", "--unmatched", "keep", "--to", "ja") == 1
    assert [line.split(",")[2] for line in capsys.readouterr().out.splitlines()[1:]] == ["国後島", "紗那", "Atlantis"]


def test_a_workbook_keeps_its_styles_formulas_and_sheets(tmp_path):
    source, target = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["place", "n"])
    book.active.append(["国後", "=1+1"])
    book.active["A2"].font = openpyxl.styles.Font(bold=True)
    book.create_sheet("other").append(["place"])
    book["other"].append(["Shana"])
    book.save(source)
    assert run(source, "-o", target, "--to", "ru") == 0
    sheet = openpyxl.load_workbook(target).active
    assert [cell.value for cell in sheet[2]] == ["国後", "=1+1", "Кунашир"]
    assert sheet["A2"].font.bold
    assert run(source, "-o", target, "--sheet", "other") == 0
    assert openpyxl.load_workbook(target)["other"]["B2"].value == "kurilsk-shana"
    assert run(source, "-o", target, "--sheet", "none") == run(source) == 2


def test_bombs_and_what_is_no_workbook_are_refused(tmp_path, capsys):
    bomb, entities, no_zip = tmp_path / "a.xlsx", tmp_path / "b.xlsx", tmp_path / "c.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 40_000_000)
    with zipfile.ZipFile(entities, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>')
    no_zip.write_bytes(b"place\nShana\n")
    for path, said in ((bomb, "unpacks to"), (entities, "document type"), (no_zip, "not a workbook")):
        assert run(path, "-o", tmp_path / "out.xlsx") == 2
        assert said in capsys.readouterr().err
    (tmp_path / "d.parquet").write_bytes(b"PAR1")
    assert run(tmp_path / "d.parquet", "-o", tmp_path / "out") == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [('{"place": 5}', "no text"), ("[1]", "not an object"), ("{", "not JSON"), ('{"place_id": 1}', "already")],
)
def test_bad_json_lines_are_said_with_their_line(line, said, tmp_path, capsys):
    source = tmp_path / "in.jsonl"
    source.write_text('{}\n\n{"place": null}\n' + line, encoding="utf-8")
    assert run(source, "-o", tmp_path / "out.jsonl") == 2
    err = capsys.readouterr().err
    assert f"{source}:4: " in err
    assert said in err
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_an_encoding_without_the_letters_says_where(tmp_path, capsys):
    source = tmp_path / "in.csv"
    source.write_bytes("place\r\nКунашир\r\n".encode("cp1251"))
    assert run(source, "--to", "ja", "-o", tmp_path / "out.csv") == 2
    assert "out.csv:2: cp1251 has no '国'" in capsys.readouterr().err
    assert run(source, "--to", "ja", "-o", tmp_path / "out.csv", "--output-encoding", "utf-8") == 0
    assert (tmp_path / "out.csv").read_text("utf-8") == "place,place_ja\nКунашир,国後島\n"


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_half_way_nothing_is_lost_and_nothing_stays(sent, tmp_path):
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    os.mkfifo(source)
    target.write_text("old", encoding="utf-8")
    command = [sys.executable, "-m", "kurilnames", "normalize", str(source), "--column", "place", "-o", str(target)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        with source.open("w", encoding="utf-8") as pipe:
            pipe.write("place\n" + "Shana\n" * 100_000)
            pipe.flush()
            until = time.monotonic() + 60
            while not list(tmp_path.glob(".out.csv.*")):
                assert time.monotonic() < until
                time.sleep(0.02)
            process.send_signal(sent)
        assert "no file was written" in process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]


def test_memory_does_not_grow_with_the_file(tmp_path):
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    names = ["Shana", "泊", *(f"Port {number}" for number in range(500))]
    block = "".join(f'{n},"{names[n % len(names)]}",{"x" * 150}\r\n' for n in range(10_000))
    with source.open("w", encoding="utf-8", newline="") as file:
        file.write("id,place,x\r\n")
        for _ in range(30):
            file.write(block)
    command = [sys.executable, "-m", "kurilnames", "normalize", str(source), "--column", "place", "-o", str(target)]
    subprocess.run(command, check=False, stderr=subprocess.PIPE)
    assert target.stat().st_size > source.stat().st_size > 45_000_000
    code = "import resource, subprocess, sys; subprocess.run(sys.argv[1:]); "
    code += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    measured = subprocess.run([sys.executable, "-c", code, *command], check=True, capture_output=True, text=True)
    assert int(measured.stdout) < 100_000 * (1024 if sys.platform == "darwin" else 1)


@given(st.lists(st.text("ab\ud800", max_size=2)), st.integers(1, 4))
def test_a_tally_counts_the_same_in_memory_and_in_a_file(texts, held):
    small, large = Tally(held), Tally()
    for line, text in enumerate(texts):
        small.add(text, line)
        large.add(text, line)
    assert list(small.most()) == list(large.most())
    assert sum(met.count for met in large.most()) == len(texts)


def test_parquet_of_dictionaries_counts_what_is_there_and_says_where(tmp_path, capsys):
    source, target, report = (tmp_path / name for name in ("in.parquet", "out.parquet", "report.csv"))
    rows = ["Shana"] * 70_000 + ["x", "泊", "x"]
    pyarrow.parquet.write_table(pyarrow.table({"place": pyarrow.array(rows).dictionary_encode()}), source)
    assert run(source, "-o", target, "--report", report) == 1
    assert "70,003 rows: 70,000 written, 3 not, 0 empty" in capsys.readouterr().err
    read = csv.DictReader(report.read_text("utf-8").splitlines())
    assert [(row["value"], row["count"], row["first_line"]) for row in read] == [
        ("x", "2", "70001"),
        ("泊", "1", "70002"),
    ]
    assert pyarrow.parquet.read_table(target)["place_id"].to_pylist() == kn.normalize_column(rows).values


def test_parquet_without_text_or_damaged_is_refused(tmp_path, capsys):
    source = tmp_path / "in.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"place": [1, 2]}), source)
    assert run(source, "-o", tmp_path / "out.parquet") == 2
    assert "holds text, not int64" in capsys.readouterr().err
    parquet(source, ROWS)
    content = source.read_bytes()
    source.write_bytes(content[:4] + b"\xff" * 40 + content[44:])
    assert run(source, "-o", tmp_path / "out.parquet") == 2
    assert [path.name for path in tmp_path.iterdir()] == ["in.parquet"]


def test_a_report_never_takes_the_place_of_a_table(tmp_path, capsys):
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    table(source, ROWS)
    before = source.read_bytes()
    for report in (source, target, tmp_path / "no" / "report.csv"):
        assert run(source, "-o", target, "--report", report) == 2
    assert source.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_nobody_reads_on_and_the_report_is_not_blamed(tmp_path):
    source = tmp_path / "in.csv"
    source.write_text("place\n" + "Shana\n" * 100_000, encoding="utf-8")
    command = [sys.executable, "-m", "kurilnames", "normalize", str(source), "--column", "place", "--report"]
    with subprocess.Popen(
        [*command, str(tmp_path / "r.csv")], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        assert b"cannot be written" not in process.stderr.read()
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


@pytest.mark.parametrize("options", [(), ("--strict",)])
def test_standard_output_in_another_encoding(options, tmp_path, capfdbinary):
    source = tmp_path / "in.csv"
    source.write_text("place\nShana\n", encoding="utf-8")
    assert run(source, "--to", "ja", "--output-encoding", "cp932", *options) == 0
    assert capfdbinary.readouterr().out.decode("cp932") == "place,place_ja\nShana,紗那\n"


def test_a_name_that_a_formula_gives_is_read(tmp_path, capsys):
    source, target, computed = (tmp_path / name for name in ("in.xlsx", "out.xlsx", "computed.xlsx"))
    book = openpyxl.Workbook()
    for row in (["place"], ['="Sha"&"na"'], ["=A2"]):
        book.active.append(row)
    book.save(source)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(computed, "w") as new:
        for part in old.namelist():
            new.writestr(
                part, re.sub(rb'><f>("Sha.*?)</f><v ?(/|></v)>', rb' t="str"><f>\1</f><v>Shana</v>', old.read(part))
            )
    assert run(computed, "-o", target) == 1
    assert "no entry is named '=A2'" in capsys.readouterr().err
    assert [[cell.value for cell in row] for row in openpyxl.load_workbook(target).active] == [
        ["place", "place_id"],
        ['="Sha"&"na"', "kurilsk-shana"],
        ["=A2", None],
    ]
