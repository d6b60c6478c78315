"""Files mended in place: every byte beside the names is the same, whatever the encoding."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilnames.errors import UnreadableFile
from kurilnames.files.splicing import Change, TextFile

SAMPLES = {
    "utf-8": "до Кунашира\r\n国後島\n",
    "utf-16-le": "до Кунашира\r\n国後島\n",
    "utf-16-be": "до Кунашира\r\n国後島\n",
    "cp932": "国後島へ\r\n渡る\n",
    "euc_jp": "国後島へ\r\n渡る\n",
    "iso2022_jp": "国後島へ\r\n渡る\n",
    "cp1251": "до Кунашира\r\n",
    "koi8_r": "до Кунашира\n",
    "cp866": "до Кунашира\n",
}
MARKS = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


def read(tmp_path, content, encoding=None):
    path = tmp_path / "names.txt"
    path.write_bytes(content)
    return TextFile(str(path), path.read_bytes(), encoding)


@pytest.mark.parametrize("encoding", SAMPLES)
def test_what_is_beside_an_edit_is_kept(tmp_path, encoding):
    text = SAMPLES[encoding]
    file = read(tmp_path, text.encode(encoding), encoding)
    assert file.text == text
    spliced = file.spliced([Change(0, 2, text[3:6]), Change(len(text) - 2, len(text) - 1, "")])
    wanted = text[3:6] + text[2:-2] + text[-1]
    assert spliced.decode(encoding) == wanted
    assert encoding == "iso2022_jp" or spliced == wanted.encode(encoding)


@pytest.mark.parametrize("encoding", MARKS)
@pytest.mark.parametrize("given_by", ["detected", "named"])
def test_a_byte_order_mark_stays(tmp_path, encoding, given_by):
    named = {"detected": None, "named": "utf-8-sig" if encoding == "utf-8" else "utf-16"}[given_by]
    file = read(tmp_path, MARKS[encoding] + "Кунашир\r\n".encode(encoding), named)
    assert file.body == "Кунашир\r\n"
    assert file.spliced([Change(1, 8, "Кунасири")]) == MARKS[encoding] + "Кунасири\r\n".encode(encoding)


def test_a_codec_that_adds_a_mark_adds_none(tmp_path):
    file = read(tmp_path, b"Kunashir", "utf-8-sig")
    assert file.spliced([Change(0, 1, "k")]) == b"kunashir"


def test_bytes_that_the_encoding_would_write_otherwise_are_kept(tmp_path):
    nec = b"\x87\x90"  # one of two places that cp932 has for ≒
    assert nec.decode("cp932").encode("cp932") != nec
    file = read(tmp_path, nec + "国後".encode("cp932") + nec, "cp932")
    assert file.spliced([Change(1, 3, "択捉島")]) == nec + "択捉島".encode("cp932") + nec


def test_what_the_encoding_cannot_hold_is_refused_with_its_line(tmp_path):
    file = read(tmp_path, "до\nКунашира\n".encode("koi8_r"), "koi8_r")
    with pytest.raises(UnreadableFile, match=r"names\.txt:2: koi8_r has no '国'"):
        file.spliced([Change(3, 11, "国後島")])


def test_a_file_that_changes_its_state_unusually_is_kept_around_the_edit(tmp_path):
    content = b"\x1b$B9q8e\x1b(B\x1b(B"
    file = read(tmp_path, content, "iso2022_jp")
    assert file.text == "国後"
    spliced = file.spliced([Change(0, 1, "後")])
    assert spliced.decode("iso2022_jp") == "後後"
    assert spliced.endswith(b"8e\x1b(B\x1b(B")


def test_no_edit_is_the_same_file(tmp_path):
    assert read(tmp_path, b"Kunashir").spliced([]) == b"Kunashir"


@pytest.mark.parametrize(
    ("content", "encoding", "said"), [(b"a\n\xff", "utf-8", ":2: not utf-8"), (b"a", "?", "no enc")]
)
def test_what_cannot_be_read(tmp_path, content, encoding, said):
    with pytest.raises(UnreadableFile, match=said):
        read(tmp_path, content, encoding)


@given(st.sampled_from(["utf-8", "utf-16-be", "cp932", "euc_jp", "cp1251"]), st.binary(max_size=40), st.data())
def test_any_bytes_beside_an_edit_are_kept(encoding, content, data):
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    file = TextFile("a.txt", content, encoding)
    start, end = (max(file.begin, at) for at in (start, end))
    try:
        spliced = file.spliced([Change(start, end, "x")])
    except UnreadableFile:
        return
    assert spliced.decode(encoding) == text[:start] + "x" + text[end:]
    if text.encode(encoding) == content:
        assert spliced == text[:start].encode(encoding) + "x".encode(encoding) + text[end:].encode(encoding)


@pytest.mark.parametrize("name", ["windows-31j", "Windows-31J", "x-sjis"])
def test_names_that_files_declare_for_cp932_are_known(name):
    file = TextFile("a.txt", "①国後島".encode("cp932"), name)
    assert file.text == "①国後島"
    assert file.spliced([Change(1, 4, "択捉島")]) == "①択捉島".encode("cp932")
