"""What the tools of others read in a file that we fixed: the same segments but for the names."""

import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from kurilnames.files.formats import format_of, segments_of
from kurilnames.files.splicing import splice

polib = pytest.importorskip("polib")
factory = pytest.importorskip("translate.storage.factory")
xliff2 = pytest.importorskip("translate.storage.xliff2")

CORPUS = tomllib.loads((Path(__file__).parent / "corpus" / "files.toml").read_text("utf-8"))
BILINGUAL = [case for case in CORPUS["file"] if format_of(case["path"]) in ("po", "xliff", "tmx")]
UNREAD = {"koi8.po": "the toolkit reads PO as UTF-8", "sjis.xlf": "the toolkit's parser knows no Shift_JIS"}
OLD, NEW = "Кунасири", "Кунашир"


def fixed(case):
    content = case["content"].encode(case.get("encoding", "utf-8"))
    document = segments_of(case["path"], content)
    edits = [
        edit
        for segment in document
        for at in range(len(segment.text))
        if segment.text.startswith(OLD, at)
        for edit in document.edits(segment, at, at + len(OLD), NEW)
    ]
    return content, splice(content, edits)


def read(path, content):
    """Sources and targets as translate-toolkit reads them."""
    path = path.with_suffix({".mqxliff": ".xlf"}.get(path.suffix, path.suffix))
    path.write_bytes(content)
    store = xliff2.Xliff2File.parsefile(str(path)) if b'version="2.0"' in content else factory.getobject(str(path))
    return [(str(unit.source or ""), str(unit.target or "")) for unit in store.units]


@pytest.mark.parametrize("case", BILINGUAL, ids=lambda case: case["path"])
def test_translate_toolkit_reads_the_same_but_for_the_names(case, tmp_path):
    content, made = fixed(case)
    if case["path"] in UNREAD:
        pytest.skip(UNREAD[case["path"]])
    before, after = (read(tmp_path / case["path"], each) for each in (content, made))
    assert len(before) == len(after) > 0
    assert before != after
    for (source, target), (source_now, target_now) in zip(before, after, strict=True):
        assert source_now == source
        assert target_now.count(OLD) + target_now.count(NEW) == target.count(OLD) + target.count(NEW)
        assert target_now.replace(NEW, OLD) == target.replace(NEW, OLD)


@pytest.mark.parametrize("case", [c for c in BILINGUAL if c["path"].endswith(".po")], ids=lambda case: case["path"])
def test_polib_sees_the_texts_that_we_see(case, tmp_path):
    _, made = fixed(case)
    path = tmp_path / case["path"]
    path.write_bytes(made)
    entries = [entry for entry in polib.pofile(str(path)) if not entry.obsolete]
    texts = [text for entry in entries for text in (entry.msgstr_plural.values() or [entry.msgstr]) if text]
    assert [segment.text for segment in segments_of(case["path"], made)] == texts
    assert texts == [text.replace(OLD, NEW) for text in case["texts"]]


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="msgfmt is not installed (Debian: gettext)")
@pytest.mark.parametrize("case", [c for c in BILINGUAL if c["path"].endswith(".po")], ids=lambda case: case["path"])
def test_msgfmt_takes_what_we_fixed(case, tmp_path):
    path = tmp_path / case["path"]
    path.write_bytes(fixed(case)[1])
    subprocess.run(["msgfmt", "--check-format", "-o", tmp_path / "a.mo", path], check=True, capture_output=True)
