"""Files of every format mended: the names change and no other byte, and a second run finds nothing to mend."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kurilnames.cli import main
from kurilnames.files.formats import segments_of
from kurilnames.mending import FIXABLE, mend
from kurilnames.pairs import language_by_script
from kurilnames.reviewing import Wishes, review

CORPUS = Path(__file__).parent / "corpus"
ORACLES = next(
    (path for each in Path(__file__).resolve().parents if (path := each / "shared" / "oracles").is_dir()), Path("none")
)
SUITE = ORACLES / "xliff" / "xliff-21" / "test-suite"


def table(name):
    return tomllib.loads((CORPUS / f"{name}.toml").read_text("utf-8"))


SHAPE = table("formats")
FILES = [case for case in table("files")["file"] if "spliced" in case or case.get("encoding")]
PAIRS = [(pair["source"], pair[side]) for pair in table("pairs")["pairs"] for side in ("right", "wrong")]
TEXTS = [case["text"] for name in ("check", "replace") for case in table(name)["case"]]
ANY_PAIR = st.sampled_from(PAIRS) | st.tuples(st.sampled_from(TEXTS), st.sampled_from(TEXTS))
CONVENTIONS = ("dual", "japan", "russia")
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
OTHERWISE = 'R&D <b> "x" \\ '


def written(format, text):
    for char, escape in SHAPE[format].get("escapes", ()):
        text = text.replace(char, escape)
    return text


def file_of(format, pairs):
    units = [
        SHAPE[format]["unit"].format(
            number=number,
            source=written(format, source),
            source_lang=language_by_script(source),
            text=written(format, text),
            lang=language_by_script(text),
        )
        for number, (source, text) in enumerate(pairs)
    ]
    return SHAPE[format]["file"].format(units="".join(units)).encode()


def reader(case):
    columns = case.get("columns") or {key: case[key] for key in ("source", "target") if key in case}
    return lambda path, content, encoding=None: segments_of(path, content, encoding, **columns)


def mended(documents, convention, read):
    def look(each):
        return review(each, Wishes(convention))

    def again(document, content):
        return read(document.path, content, document.file.encoding)

    return mend(documents, convention, look, again)


def spans(document, convention):
    """Where what may be mended stands in the file's text, in order; those that overlap as one."""
    (reviewed,) = review([document], Wishes(convention))
    found = sorted(
        document.span(segment, finding.start, finding.end)
        for _, segment, finding in reviewed.remarks
        if finding.code in FIXABLE
    )
    while found:
        begin, end = found.pop(0)
        while found and found[0][0] < end:
            end = max(end, found.pop(0)[1])
        yield begin, end


def assert_names_alone_changed(document, made, convention):
    text, at, kept = document.file.text, 0, []
    for begin, end in spans(document, convention):
        kept.append(re.escape(text[at:begin]))
        at = end
    pattern = "(?s:.*?)".join([*kept, re.escape(text[at:])])
    assert re.fullmatch(pattern, made.file.text)
    assert made.file.encoding == document.file.encoding


@pytest.mark.parametrize("convention", CONVENTIONS)
@pytest.mark.parametrize("case", FILES, ids=lambda case: case["path"])
def test_small_files(case, convention):
    content = case["content"].encode(case.get("encoding", "utf-8"))
    read = reader(case)
    document = read(case["path"], content)
    (made,) = mended([document], convention, read)
    assert made.fault is None or "has no" in str(made.fault)
    assert (made.document.file.content == content) == (not made.places)
    assert_names_alone_changed(document, made.document, convention)
    (again,) = mended([made.document], convention, read)
    assert again.places == 0
    assert again.document.file.content == made.document.file.content


@pytest.mark.skipif(not SUITE.is_dir(), reason=f"the XLIFF 2.1 test suite is not in {SUITE}")
def test_published_xliff_files_are_checked_and_mended_or_refused(tmp_path, capsys):
    paths = sorted(SUITE.rglob("*.xlf"))
    assert len(paths) > 100
    for path in paths:
        copy = tmp_path / path.name
        copy.write_bytes(path.read_bytes())
        code = main(["check", str(copy), "--convention", "japan", "--fix", "--format", "json"])
        assert code in ((0, 1) if path.parent.name == "valid" else (0, 1, 2)), path
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("format", SHAPE)
@UNHURRIED
@given(pairs=st.lists(ANY_PAIR, min_size=1, max_size=4), convention=st.sampled_from(CONVENTIONS))
def test_any_file(format, pairs, convention):
    read = reader(SHAPE[format])
    pairs = [(source, f"{OTHERWISE}{text}" if format in ("xliff", "po", "tmx") else text) for source, text in pairs]
    document = read(SHAPE[format]["path"], file_of(format, pairs))
    (made,) = mended([document], convention, read)
    assert made.fault is None
    assert_names_alone_changed(document, made.document, convention)
    assert [s.where.key for s in made.document] == [s.where.key for s in document]
    assert [s.source for s in made.document] == [s.source for s in document]
    (again,) = mended([made.document], convention, read)
    assert again.document.file.content == made.document.file.content


@UNHURRIED
@given(st.lists(st.lists(ANY_PAIR, min_size=1, max_size=3), min_size=2, max_size=3), st.sampled_from(CONVENTIONS))
def test_any_files_together(files, convention):
    read = reader(SHAPE["xliff"])
    documents = [read(f"{number}.xlf", file_of("xliff", pairs)) for number, pairs in enumerate(files)]
    made = mended(documents, convention, read)
    again = mended([each.document for each in made], convention, read)
    assert [each.places for each in again] == [0] * len(files)
    assert [each.document.path for each in again] == [each.path for each in documents]
