"""What the tools of others read in a file that we mended: the same segments but for the names."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from kurilnames.cli import main
from kurilnames.files.formats import format_of, segments_of

polib = pytest.importorskip("polib")
factory = pytest.importorskip("translate.storage.factory")
xliff2 = pytest.importorskip("translate.storage.xliff2")

CORPUS = tomllib.loads((Path(__file__).parent / "corpus" / "files.toml").read_text("utf-8"))
BILINGUAL = [case for case in CORPUS["file"] if format_of(case["path"]) in ("po", "xliff", "tmx")]
PO = [case for case in BILINGUAL if case["path"].endswith(".po")]
UNREAD = {"koi8.po": "the toolkit reads PO as UTF-8", "sjis.xlf": "the toolkit's parser knows no Shift_JIS"}
UNMENDED = {"sjis.xlf": "russia", "wrapped.po": "russia"}


def each(cases):
    return pytest.mark.parametrize("case", cases, ids=lambda case: case["path"])


@pytest.fixture(params=["dual", "russia", "japan"])
def convention(request):
    return request.param


def mended(case, folder, convention):
    """The file before and after `check --fix`."""
    paths = folder / f"before-{case['path']}", folder / case["path"]
    for path in paths:
        path.write_bytes(case["content"].encode(case.get("encoding", "utf-8")))
    main(["check", str(paths[1]), "--convention", convention, "--fix"])
    return paths


def units(path):
    """Sources and targets as translate-toolkit reads them."""
    read = path.with_suffix({".mqxliff": ".xlf"}.get(path.suffix, path.suffix))
    content = path.read_bytes()
    read.write_bytes(content)
    store = xliff2.Xliff2File.parsefile(str(read)) if b'version="2.0"' in content else factory.getobject(str(read))
    return [(str(unit.source or ""), str(unit.target or "")) for unit in store.units]


def nameless(text):
    """A text without the names of the corpus and what `dual` writes beside them."""
    return re.sub(r" \((?:яп|рос)\. |\)| ?/ ?|Куна(?:сири|шира?)|[ШС]ико(?:тан)?|Kunashiri?", "", text)


@each(BILINGUAL)
def test_translate_toolkit_reads_the_same_but_for_the_names(case, convention, tmp_path):
    if case["path"] in UNREAD:
        pytest.skip(UNREAD[case["path"]])
    before, after = map(units, mended(case, tmp_path, convention))
    assert len(before) == len(after) > 0
    assert [source for source, _ in after] == [source for source, _ in before]
    assert [nameless(target) for _, target in after] == [nameless(target) for _, target in before]


@each(BILINGUAL)
def test_there_is_something_to_mend_in_each(case, tmp_path):
    before, after = mended(case, tmp_path, "russia")
    assert (before.read_bytes() != after.read_bytes()) == (case["path"] not in UNMENDED)


@each(PO)
def test_polib_sees_the_texts_that_we_see(case, convention, tmp_path):
    _, after = mended(case, tmp_path, convention)
    entries = [entry for entry in polib.pofile(str(after)) if not entry.obsolete]
    texts = [text for entry in entries for text in (entry.msgstr_plural.values() or [entry.msgstr]) if text]
    assert [segment.text for segment in segments_of(str(after), after.read_bytes())] == texts


WHOLE = {
    "path": "whole.po",
    "content": r"""# Перевод.
msgid ""
msgstr ""
"Project-Id-Version: ferry 1\n"
"Report-Msgid-Bugs-To: a@example.org\n"
"PO-Revision-Date: 2026-01-31 12:00+1100\n"
"Last-Translator: A <a@example.org>\n"
"Language-Team: Russian\n"
"Language: ru\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);\n"

#, c-format
msgid "To %s and \"Kunashiri\"\n"
msgstr "До %s и до \"Куна"
"сири\"\n"

#, c-format
msgid "%d day on the island of Kunashiri"
msgid_plural "%d days on the island of Kunashiri"
msgstr[0] "%d день на острове Кунасири"
msgstr[1] "%d дня на острове Кунасири"
msgstr[2] "%d дней на острове Кунасири"
""",
}


@pytest.mark.judges
@pytest.mark.judges
@pytest.mark.skipif(not shutil.which("msgfmt"), reason="msgfmt is not installed (Debian: gettext)")
@each([*PO, WHOLE])
def test_msgfmt_takes_what_we_mended(case, convention, tmp_path):
    before, after = mended(case, tmp_path, convention)
    if case is WHOLE:
        assert (before.read_bytes() != after.read_bytes()) == (convention == "russia")
    check = "--check" if case is WHOLE else "--check-format"
    done = subprocess.run(["msgfmt", check, "-o", tmp_path / "a.mo", after], check=True, capture_output=True)
    assert case is not WHOLE or not done.stderr
