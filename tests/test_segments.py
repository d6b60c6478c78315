"""Texts out of the files translators work in, and back into their bytes."""

import re
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilnames.errors import UnreadableFile
from kurilnames.files.formats import FORMATS, format_of, segments_of
from kurilnames.files.segments import MASK
from kurilnames.files.splicing import Edit, TextFile, splice

CORPUS = tomllib.loads((Path(__file__).parent / "corpus" / "files.toml").read_text("utf-8"))
SHAPE = tomllib.loads((Path(__file__).parent / "corpus" / "formats.toml").read_text("utf-8"))
FILES = CORPUS["file"]
REFUSED = CORPUS["refused"]
ORACLES = next(
    (path for each in Path(__file__).resolve().parents if (path := each / "shared" / "oracles").is_dir()), Path("none")
)
SUITE = ORACLES / "xliff" / "xliff-21" / "test-suite"


def each(cases):
    return pytest.mark.parametrize("case", cases, ids=[case["path"] + ": " + case["why"] for case in cases])


def squeezed(texts):
    """Texts with one blank line for many: so many parts of HTML begin paragraphs."""
    return [re.sub("\n{2,}", "\n\n", text.replace("\r\n", "\n")) for text in texts]


def seen(document):
    return squeezed(segment.text for segment in document)


def content_of(case):
    return case["content"].encode(case.get("encoding", "utf-8"))


def read(case, content=None):
    columns = {key: case[key] for key in ("source", "target") if key in case}
    return segments_of(case["path"], content_of(case) if content is None else content, case.get("read_as"), **columns)


def fixed(document, old, new):
    """The file with a word written for another everywhere, and how many changes that took."""
    changes = []
    for segment in document:
        at = segment.text.find(old)
        while at >= 0:
            made = document.changes(segment, at, at + len(old), new)
            assert made or old == new, (segment.text, at)
            changes += made
            at = segment.text.find(old, at + len(old))
    return document.file.spliced(changes), len(changes)


@each(FILES)
def test_the_texts_are_those_a_reader_sees(case):
    document = read(case)
    assert seen(document) == squeezed(case["texts"])
    if "sources" in case:
        assert [segment.source for segment in document] == case["sources"]
    if "keys" in case:
        assert [segment.where.key for segment in document] == case["keys"]
    if "lines" in case:
        assert [segment.where.line for segment in document] == case["lines"]
    if "langs" in case:
        assert {(segment.source_lang or "", segment.lang or "") for segment in document} == {tuple(case["langs"])}


@each(FILES)
def test_every_character_stands_where_it_is_said_to(case):
    document = read(case)
    text = document.file.text
    for segment in document:
        for at, char in enumerate(segment.text):
            found = segment.stretches(at, at + 1)
            if found and found[0][1] - found[0][0] == 1:
                assert text[slice(*found[0])] == char
                assert document.place(segment, at) == document.file.place(found[0][0])


@each(FILES)
def test_replacing_a_name_changes_its_bytes_alone(case):
    old, new = case.get("swap", ["Кунасири", "Кунашир"])
    content = content_of(case)
    made, count = fixed(read(case, content), old, new)
    assert seen(read(case, made)) == squeezed(text.replace(old, new) for text in case["texts"])
    assert count >= sum(text.count(old) for text in case["texts"]) > 0
    if "spliced" not in case:
        encoding = read(case).file.encoding
        assert made == content.decode(encoding).replace(old, new).encode(encoding)
    else:
        assert made == case["spliced"].encode(case.get("encoding", "utf-8"))


@each(FILES)
def test_replacing_a_name_by_itself_or_nothing_changes_nothing(case):
    document = read(case)
    assert document.file.spliced([]) == document.file.content
    old = case.get("swap", ["Кунасири"])[0]
    assert seen(read(case, fixed(document, old, old)[0])) == squeezed(case["texts"])


LOCKED = {
    "memoQ": (
        '<trans-unit id="1" mq:locked="locked"><source>国後島</source><target>Кунасири</target></trans-unit>'
        '<trans-unit id="2" mq:locked="no"><source>国後島</source><target>Кунасири</target></trans-unit>'
    ),
    "Trados": (
        '<trans-unit id="1"><source>国後島 国後島</source>'
        '<seg-source><mrk mtype="seg" mid="1">国後島</mrk> <mrk mtype="seg" mid="2">国後島</mrk></seg-source>'
        '<target><mrk mtype="seg" mid="1">Кунасири</mrk> <mrk mtype="seg" mid="2">Кунасири</mrk></target>'
        '<sdl:seg-defs><sdl:seg id="1" locked="true"/><sdl:seg id="2" conf="Draft"/></sdl:seg-defs></trans-unit>'
    ),
}


@pytest.mark.parametrize("units", LOCKED.values(), ids=LOCKED)
def test_what_is_locked_is_read_and_never_written(units):
    root, file = (
        '<xliff version="1.2" xmlns:mq="MQXliff" xmlns:sdl="sdl">',
        '<file source-language="ja" target-language="ru">',
    )
    document = segments_of("a.xlf", f"{root}{file}<body>{units}</body></file></xliff>".encode())
    locked, free = document
    assert (locked.text, locked.source) == (free.text, free.source) == ("Кунасири", "国後島")
    assert document.changes(locked, 0, 8, "Кунашир") == []
    assert [change.text for change in document.changes(free, 0, 8, "Кунашир")] == ["Кунашир"]


@each(FILES)
def test_line_ends_and_marks_stay(case):
    """The same file with CRLF, with a byte order mark, in UTF-16."""
    if case.get("encoding") or "read_as" in case:
        pytest.skip("an encoding of its own")
    old, new = case.get("swap", ["Кунасири", "Кунашир"])
    crlf = case["content"].replace("\n", "\r\n")
    xml = "encoding=" in case["content"]
    for content in (crlf.encode(), *(() if xml else (case["content"].encode("utf-8-sig"),)), *_wide(case)):
        document = read(case, content)
        assert seen(document) == squeezed(case["texts"])
        made, _ = fixed(document, old, new)
        assert seen(read(case, made)) == squeezed(text.replace(old, new) for text in case["texts"])
        assert made.count(b"\r") == content.count(b"\r")
        assert made[:2] == content[:2]


def _wide(case):
    if format_of(case["path"]) != "po" and "charset" not in case["content"]:
        text = case["content"].replace('encoding="UTF-8"', 'encoding="UTF-16"')
        yield "\ufeff".encode("utf-16-le") + text.encode("utf-16-le")
        yield "\ufeff".encode("utf-16-be") + text.encode("utf-16-be")


@each(REFUSED)
def test_what_cannot_be_read_is_said_with_its_line(case):
    content = bytes.fromhex(case["hex"]) if "hex" in case else content_of(case)
    with pytest.raises(UnreadableFile) as caught:
        read(case, content)
    assert case["says"] in str(caught.value)
    assert (caught.value.path, caught.value.line) == (case["path"], case["line"] or None)


def test_entity_bombs_and_depth_are_refused():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>\n<xliff>&b;</xliff>'
    with pytest.raises(UnreadableFile, match=r"a\.xlf:1: it has declarations of its own"):
        segments_of("a.xlf", bomb.encode())
    deep = "<xliff>\n" + "<g>" * 10_000 + "</g>" * 10_000 + "</xliff>"
    with pytest.raises(UnreadableFile, match=r"a\.xlf:2: elements are nested more than"):
        segments_of("a.xlf", deep.encode())


def test_an_external_entity_is_never_loaded(tmp_path):
    secret = tmp_path / "secret.dtd"
    secret.write_text('<!ENTITY name "SECRET">')
    tmx = (
        f'<!DOCTYPE tmx SYSTEM "{secret.as_uri()}"><tmx><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>a</seg>'
        '</tuv><tuv xml:lang="ru"><seg>б &name;</seg></tuv></tu></body></tmx>'
    )
    assert [segment.text for segment in segments_of("a.tmx", tmx.encode())] == ["б &name;"]


def test_what_the_encoding_cannot_hold_is_refused_with_its_line():
    document = segments_of("a.txt", "первый\nКунашир\n".encode("cp1251"), "cp1251")
    with pytest.raises(UnreadableFile, match=r"a\.txt:2: cp1251 has no '国'"):
        document.file.spliced(document.changes(document.segments[0], 7, 14, "国後島"))


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-8-sig", "utf-16-be"])
@pytest.mark.parametrize("new", ["国後島", "Kunashiri", "国後島 (Kunashiri)"])
def test_japanese_encodings_are_spliced(encoding, new):
    text = "To クナシル島から色丹島へ。\nクナシル島 today\n"
    content = text.encode(encoding)
    document = segments_of("a.txt", content, encoding)
    made, count = fixed(document, "クナシル島", new)
    assert count == 2
    assert made.decode(encoding) == text.replace("クナシル島", new)


def test_bytes_that_encode_back_otherwise_stay():
    """cp932 has some signs twice: those of the NEC rows must not become the others."""
    content = b"\x87\x9c\x87\x90 " + "クナシル島".encode("cp932") + b" \xfa\x54\n"
    document = segments_of("a.txt", content, "cp932")
    made, _ = fixed(document, "クナシル島", "国後島")
    assert made == content.replace("クナシル島".encode("cp932"), "国後島".encode("cp932"))


def test_edits_must_lie_apart():
    with pytest.raises(ValueError, match="apart"):
        splice(b"abcdef", [Edit(0, 3, b""), Edit(2, 4, b"")])
    with pytest.raises(ValueError, match="apart"):
        splice(b"abc", [Edit(2, 9, b"")])


WORDS = st.lists(
    st.sampled_from(["Кунасири", "и", "«Шикотан»", "a<b", "R&D", 'he said "x"', "\\n", "国後", "it's", "😀", "&amp;"]),
    min_size=1,
    max_size=6,
).map(" ".join)


def written(format, text):
    """A text as a format writes it."""
    for char, escape in SHAPE[format].get("escapes", ()):
        text = text.replace(char, escape)
    return text


def file_of(format, texts):
    """The bytes of a file of a format with some texts in it."""
    said = {"source": written(format, "国後島"), "source_lang": "ja", "lang": "ru"}
    units = [SHAPE[format]["unit"].format(text=written(format, each), number=n, **said) for n, each in enumerate(texts)]
    return SHAPE[format]["file"].format(units="".join(units)).encode()


@pytest.mark.parametrize("format", SHAPE)
@given(st.lists(WORDS, min_size=1, max_size=4))
def test_any_text_in_any_format_is_read_and_spliced_back(format, texts):
    if format == "markdown":
        texts = [text.replace("<", "") for text in texts]
    content, shape = file_of(format, texts), SHAPE[format]
    document = segments_of(shape["path"], content, **shape.get("columns", {}))
    if format not in ("html", "text", "markdown"):
        assert [segment.text.strip() for segment in document] == texts
        assert document.is_bilingual == ("{source}" in shape["unit"])
    made, _ = fixed(document, "Кунасири", "Кунашир")
    assert made == content.replace("Кунасири".encode(), "Кунашир".encode())
    tricky = 'a "b" & <c> \\d'
    made, _ = fixed(document, "Кунасири", tricky)
    assert made.decode() == content.decode().replace("Кунасири", written(format, tricky))


@pytest.mark.parametrize("format", FORMATS)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(format, content):
    try:
        document = segments_of("a", content, format=format)
    except UnreadableFile:
        return
    assert document.file.spliced([]) == content
    for segment in document:
        document.place(segment, 0)


SHAPES = st.lists(
    st.sampled_from(
        "<xliff> </xliff> <file> <unit> <segment> <trans-unit> <source> <target> </target>"
        ' <mrk mtype="seg" mid="1"> </mrk> <g> </g> <x/> <ph> </ph> <tu> <tuv> <seg> </seg> &lt; &x; " \\" \n msgid'
        " msgstr msgctxt [1] # ``` ` <!-- --> ]( ) <p title=' ' < > , ; \t Кунашир 00:00:01,000 --> <![CDATA[ ]]>"
        " <?x ?> <!DOCTYPE".split(" ")
    ),
    max_size=25,
).map("".join)


@pytest.mark.parametrize("format", FORMATS)
@given(SHAPES)
def test_any_scraps_are_read_or_refused(format, text):
    try:
        document = segments_of("a", text.encode(), format=format)
    except UnreadableFile:
        return
    for segment in document:
        for at in range(len(segment.text)):
            document.file.spliced(document.changes(segment, at, at + 1, "Ы"))


def assert_faulty(error, path):
    assert error.line
    assert path.parent.name != "valid"


def published():
    return sorted(SUITE.rglob("*.xlf")) if SUITE.is_dir() else []


@pytest.mark.skipif(not published(), reason=f"the XLIFF 2.1 test suite is not in {SUITE}")
@pytest.mark.parametrize("path", published(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_published_xliff_files_never_crash_the_reader(path):
    content = path.read_bytes()
    try:
        document = segments_of(str(path), content)
    except UnreadableFile as error:
        assert_faulty(error, path)
        return
    spaces = "{urn:oasis:names:tc:xliff:document:2.0}"
    tree = ElementTree.fromstring(content)
    targets = [
        "".join(segment.find(f"{spaces}target").itertext())
        for segment in tree.iter(f"{spaces}segment")
        if segment.find(f"{spaces}target") is not None
    ]
    if b'translate="no"' not in content:
        texts = [segment.text.replace("\r\n", "\n").replace(MASK, "") for segment in document]
        assert texts == [text for text in targets if text.strip()]


def test_a_file_without_extension_is_told_by_its_beginning():
    for case in FILES:
        told = format_of("-", content_of(case))
        if case.get("told", True) and format_of(case["path"]) not in ("csv", "markdown", "text"):
            assert told == format_of(case["path"]), case["path"]


def test_a_file_in_memory_has_lines_and_columns():
    file = TextFile("a.txt", "\ufeffab\ncd".encode())
    assert [file.place(at) for at in range(1, 6)] == [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2)]
