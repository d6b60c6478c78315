"""Files of any size and encoding, read line by line."""

import bz2
import gzip
import io
import lzma
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kurilnames as kn
from kurilnames.cli import main
from kurilnames.errors import UnreadableFile
from kurilnames.files.encodings import ENCODINGS, SAMPLE, detect
from kurilnames.files.lines import Lines
from kurilnames.report import progress

RUSSIAN = "Паром идёт из Южно-Курильска на остров Шикотан.\n"
JAPANESE = "船は国後島の古釜布から色丹島へ向かう。\n"
OLD = [
    *((encoding, RUSSIAN) for encoding in ("cp1251", "koi8_r", "cp866")),
    *((encoding, JAPANESE) for encoding in ("cp932", "euc_jp", "iso2022_jp")),
    *(
        (encoding, text)
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")
        for text in (RUSSIAN, JAPANESE)
    ),
]


def written(path: Path, text: str, encoding: str) -> str:
    path.write_bytes(text.encode(encoding))
    return str(path)


@pytest.mark.parametrize(("encoding", "text"), OLD)
def test_an_old_encoding_is_told_by_the_names(encoding, text, tmp_path):
    assert detect(text.encode(encoding)) == encoding
    lines = Lines(written(tmp_path / "old.txt", text * 3, encoding))
    assert list(lines) == [text] * 3
    assert lines.encoding == encoding


@pytest.mark.parametrize(("encoding", "text"), OLD)
@pytest.mark.parametrize("cut", range(5))
def test_a_character_cut_off_does_not_matter(encoding, text, cut):
    sample = (text * 5).encode(encoding)
    assert detect(sample[: len(sample) - cut]) == encoding


def test_what_has_no_names_is_read_as_utf_8_where_it_can_be():
    assert detect(b"") == detect(b"plain ASCII") == detect("žluťoučký".encode()) == "utf-8"


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress], ids=lambda pack: pack.__module__)
def test_what_is_packed_is_no_text(tmp_path, pack):
    path = tmp_path / "names.csv"
    path.write_bytes(pack("place\nШикотан\n".encode()))
    with pytest.raises(UnreadableFile, match=r"names\.csv: packed by \w+: unpack it first"):
        Lines(str(path))


def test_a_packed_translation_is_said_to_be_packed_not_misread(tmp_path, capsys):
    path = tmp_path / "ru.po"
    path.write_bytes(gzip.compress('msgid "Kunashiri"\nmsgstr "Кунасири"\n'.encode()))
    assert main(["check", str(path)]) == 2
    assert capsys.readouterr().err == f"{path}: packed by gzip: unpack it first\n"


@pytest.mark.parametrize("text", ["BZhukov sailed from Kunashir", "PK\tShana", "%PDF: Шикотан"])
def test_text_that_begins_like_a_packed_file_is_text(tmp_path, text):
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8")
    assert "".join(Lines(str(path))) == text


@given(st.binary())
def test_any_bytes_get_an_encoding(sample):
    assert detect(sample) in {*ENCODINGS, "utf-8-sig", "utf-16"}


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n\r")), max_size=8))
def test_lines_are_those_of_the_file(tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("lines") / "a.txt"
    text = "\n".join(texts)
    assert "".join(Lines(written(path, text, "utf-8"), "utf-8")) == text


def test_every_offset_has_its_line_and_column(tmp_path):
    text = ("ab\n" * 50_000) + "\nШикотан"
    lines = Lines(written(tmp_path / "long.txt", text, "utf-8"))
    (mention,) = kn.find_iter(lines)
    assert lines.place(mention.start) == (50_002, 1)
    assert text[mention.start : mention.end] == "Шикотан"


def test_an_endless_line_comes_in_pieces(tmp_path):
    size = 40 * SAMPLE
    pieces = list(Lines(written(tmp_path / "long.txt", "x" * size, "ascii"), "ascii"))
    assert len(pieces) > 1
    assert "".join(pieces) == "x" * size


def test_a_bad_byte_is_said_with_its_line(tmp_path):
    path = tmp_path / "bad.txt"
    path.write_bytes(b"ok\n" * SAMPLE + b"\xff\n")
    with pytest.raises(UnreadableFile, match=rf"bad\.txt:{SAMPLE + 1}: not utf-8"):
        list(Lines(str(path), "utf-8"))


def test_no_encoding_of_that_name(tmp_path):
    with pytest.raises(UnreadableFile, match="no encoding is called 'klingon'"):
        Lines(written(tmp_path / "a.txt", "", "utf-8"), "klingon")


def test_the_command_says_what_it_read_the_file_as(tmp_path, capsys):
    path = written(tmp_path / "old.txt", "\n" + RUSSIAN, "koi8_r")
    assert main(["find", path, "--format", "csv"]) == 0
    out, err = capsys.readouterr()
    assert [line.split(",")[1:6] for line in out.splitlines()[1:]] == [
        ["2", "15", "15", "29", "Южно-Курильска"],
        ["2", "33", "33", "47", "остров Шикотан"],
    ]
    assert err == f"{path}: read as koi8_r; --encoding says otherwise\n"


def test_several_files_and_none(tmp_path, capsys):
    one = written(tmp_path / "1.txt", RUSSIAN, "utf-8")
    other = written(tmp_path / "2.txt", JAPANESE, "cp932")
    assert main(["find", one, other, "--format", "json"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 5
    assert main(["find", one, str(tmp_path / "3.txt")]) == 2


def test_a_bar_is_drawn_where_somebody_looks(tmp_path, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(progress, "LARGE", 10)
    monkeypatch.setattr(progress, "_EVERY", 0)
    path = written(tmp_path / "long.txt", RUSSIAN * 5, "utf-8")
    for stream, drawn in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr(sys, "stderr", stream)
        assert list(progress.shown(Lines(path))) == [RUSSIAN] * 5
        assert ("100 %" in stream.getvalue()) == drawn
