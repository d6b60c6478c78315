"""The command line: golden files, exit codes, what bad input gets."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kurilnames.cli import main

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
EXAMPLES = ROOT / "examples"

CASES = {
    "find-en.csv": ["find", "examples/ferry-en.txt", "--format", "csv"],
    "find-ja.csv": ["find", "examples/ferry-ja.txt", "--format", "csv"],
    "find-ru.csv": ["find", "examples/ferry-ru.txt", "--format", "csv"],
    "normalize-ja.csv": ["normalize", "examples/ports.csv", "--column", "place", "--to", "ja"],
    "normalize-en-russia.csv": [
        *("normalize", "examples/ports.csv", "--column", "place"),
        *("--to", "en", "--convention", "russia", "--generic", "never"),
    ],
    "resolve.txt": ["resolve", "Шикотан", "гора Шикотан", "色丹村", "Kunashiri Strait"],
    "translit.txt": ["translit", "Южно-Курильск", "Зелёный", "--to", "bgn-pcgn-1947"],
}


def columns(text):
    """What a golden file holds of the output: everything but the sources, which grow."""
    lines = text.splitlines()
    if lines and lines[0].endswith(",sources"):
        return [line.rpartition(",")[0] for line in lines]
    return [line.rpartition("; ")[0] or line for line in lines]


@pytest.mark.parametrize("name", CASES)
def test_golden(name, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    main(CASES[name])
    path = GOLDEN / name
    out = "\n".join(columns(capsys.readouterr().out)) + "\n"
    if os.environ.get("KURILNAMES_WRITE_GOLDEN"):
        path.write_text(out, encoding="utf-8")
    assert out == path.read_text(encoding="utf-8")


def test_normalize_keeps_every_row_and_reports_the_unresolved(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert main(CASES["normalize-ja.csv"]) == 1
    out, err = capsys.readouterr()
    with (EXAMPLES / "ports.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[:-1] for row in csv.reader(out.splitlines())] == rows
    *told, summary = err.splitlines()
    assert [line.split(": ")[0] for line in told] == [f"examples/ports.csv:{n}" for n in (13, 14)]
    assert summary == "examples/ports.csv: 25 rows: 22 written, 2 not, 1 empty"


def test_show_speaks_the_date_in_three_languages(capsys):
    assert main(["show", "joint-declaration-1956"]) == 0
    out = capsys.readouterr().out
    for date in ("1956年10月19日", "19 октября 1956 г.", "October 19, 1956"):
        assert date in out
    for word in ("Moscow", "Soviet Union", "article 9", "related"):
        assert word in out


def test_show_as_json_is_the_entry(capsys):
    assert main(["show", "国後", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "kunashir-kunashiri"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["resolve", "Шикотан"], 0),
        (["resolve", "Шикотан", "泊"], 1),
        (["show", "nowhere"], 1),
        (["find", "no-such-file.txt"], 2),
        (["normalize", "examples/ports.csv", "--column", "port"], 2),
        (["normalize", "examples/ports.csv", "--column", "place", "--as", "cargo"], 2),
        (["normalize", "examples/ports.csv", "--column", "place", "--convention", "neither"], 2),
        (["translit", "くなしり", "--to", "nosuch"], 2),
        (["resolve", "泊", "--within", "no-such-place"], 2),
        (["data", "check", "--data", "no-such-folder"], 2),
        (["data", "stats"], 0),
    ],
)
def test_exit_codes(arguments, code, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert main(arguments) == code
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    if code == 2:
        assert out == ""
        assert len(err.splitlines()) == 1


@pytest.mark.parametrize("content", [b"place\n\x8e\x86\n", b"", b'place\n"open\n', b"a,b\n1,2,3\n", b"a,a\n1,2\n"])
def test_bad_tables_write_nothing(content, tmp_path, capsys):
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(content)
    assert main(["normalize", str(source), "--column", "a", "--output", str(target)]) == 2
    assert not target.exists()
    assert str(source) in capsys.readouterr().err


def test_output_replaces_a_file_at_once_and_keeps_its_mode(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    target = tmp_path / "out.csv"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    main(["normalize", "examples/ports.csv", "--column", "place", "--output", str(target)])
    assert target.read_text(encoding="utf-8").startswith("id,place,cargo,tonnes,place_id\n")
    assert target.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


@pytest.mark.parametrize(
    "content",
    [
        b'\xef\xbb\xbfplace;x\r\n\xe5\x9b\xbd\xe5\xbe\x8c;"a;b"\r\n\r\nShikotan;1\r\n',
        b"\n\nplace,x\nShikotan,'1'\n\nHabomai\n",
        b'"a,b;c;d",place\n"line\nbreak",Shikotan',
    ],
)
def test_a_table_stays_as_it_was_but_for_the_new_column(content, tmp_path):
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(content)
    assert main(["normalize", str(source), "--column", "place", "--as", "new", "--output", str(target)]) == 0
    mark = b";" if b"place;" in content else b","
    written = target.read_bytes()
    for field in (b"new", b"kunashir-kunashiri", b"shikotan", b"habomai"):
        written = written.replace(mark + field, b"")
    assert written.replace(b"Habomai,", b"Habomai") == content


def test_a_wrong_place_to_look_in_writes_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    target = tmp_path / "out.csv"
    target.write_text("old", encoding="utf-8")
    wrong = ["normalize", "examples/ports.csv", "--column", "place", "--output", str(target)]
    assert main([*wrong, "--within", "nowhere"]) == main([*wrong, "--type", "isle"]) == 2
    assert target.read_text(encoding="utf-8") == "old"
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_a_pipe_is_written_to_and_not_replaced(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        main(["normalize", "examples/ports.csv", "--column", "place", "--output", str(pipe)])
        assert b"place_id" in reader.communicate(timeout=20)[0]
    assert pipe.is_fifo()


@pytest.mark.parametrize("encoding", ["cp932", "utf-8-sig", "utf-16"])
def test_encodings(encoding, tmp_path, capsys):
    source = tmp_path / "in.csv"
    source.write_bytes("place\r\n国後\r\n".encode(encoding))
    given = "utf-8" if encoding == "utf-8-sig" else encoding
    assert main(["normalize", str(source), "--column", "place", "--encoding", given]) == 0
    assert "国後,kunashir-kunashiri" in capsys.readouterr().out


def test_standard_input_and_version():
    run = subprocess.run(
        [sys.executable, "-m", "kurilnames", "find", "-"],
        input="На Итурупе.".encode(),
        capture_output=True,
        check=True,
    )
    assert "etorofu-iturup" in run.stdout.decode()
    version = subprocess.run([sys.executable, "-m", "kurilnames", "--version"], capture_output=True, check=True)
    assert version.stdout.startswith(b"kurilnames ")
