"""`kurilnames check`: exit codes, settings of a project, what is mended in files, what is known already."""

import io
import json
import os
import re
import sys
from pathlib import Path

import pytest

from kurilnames.cli import main
from kurilnames.errors import UnreadableFile
from kurilnames.files.baseline import Baseline
from kurilnames.files.formats import format_of
from kurilnames.files.settings import settings

HOOKS = Path(__file__).parents[1] / ".pre-commit-hooks.yaml"
FAULTY = "To Kunashir.\r\n國後島 and Kunashri Island.\r\n"
MENDED = "To Kunashiri.\r\n国後島 and Kunashri Island.\r\n"


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    """An empty project, and an environment that asks for no language."""
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def write(path, text, encoding="utf-8"):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode(encoding))
    return str(path)


def check(*arguments):
    return main(["check", *arguments])


def typed(monkeypatch, text):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--convention", "russia"], 0),
        (["--convention", "japan"], 1),
        (["--convention", "japan", "--exit-zero"], 0),
        (["--convention", "japan", "--ignore", "KN1"], 0),
        (["--convention", "japan", "--lang", "ja"], 0),
        (["--convention", "atlantis"], 2),
        (["--select", "KN9"], 2),
        (["--encoding", "ebcdic-of-mars"], 2),
        (["--explain", "KN101"], 0),
        (["--explain", "KN"], 2),
        (["--write-baseline"], 2),
        (["--baseline", "no-such.json"], 2),
        (["no-such.txt", "--exit-zero"], 2),
        (["-o", "no/such/folder/out.txt", "--convention", "japan"], 2),
    ],
)
def test_exit_codes(arguments, code):
    assert check(write("a.txt", "To Kunashir."), *arguments) == code


def test_one_finding_a_line(capsys):
    assert check(write("a.txt", FAULTY), write("b.txt", "Etorohu"), "--convention", "japan") == 1
    assert capsys.readouterr().out.splitlines() == [
        "a.txt:1:4: KN101 Kunashir is a name of the other side: write Kunashiri",
        "a.txt:2:1: KN303 國後島 has old kanji: write 国後島",
        "a.txt:2:9: KN304 Kunashri Island may be a misspelling: write Kunashiri Island or Kunashir Island",
        "b.txt:1:1: KN302 Etorohu is not how the convention spells the name: write Etorofu",
    ]


def test_standard_input_is_read_where_no_file_is_given(monkeypatch, capsys):
    typed(monkeypatch, "To Kunashir.")
    assert check("--convention", "japan") == 1
    assert capsys.readouterr().out.startswith("-:1:4: KN101 ")


def test_a_file_that_cannot_be_read_does_not_hide_the_others(capsys):
    assert check("no-such.txt", write("a.txt", "To Kunashir."), "--convention", "japan") == 2
    told = capsys.readouterr()
    assert told.out.startswith("a.txt:1:4: KN101 ")
    assert told.err == "no-such.txt: No such file or directory\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_fix_changes_the_names_and_nothing_else(encoding, capsys):
    path = write("a.txt", FAULTY, encoding)
    assert check(path, "--convention", "japan", "--fix") == 1
    assert Path(path).read_bytes() == MENDED.encode(encoding)
    told = capsys.readouterr()
    assert [line.split()[1] for line in told.out.splitlines()] == ["KN304"]
    assert "a.txt: 2 written anew" in told.err
    before = os.stat(path).st_mtime_ns
    assert check(path, "--convention", "japan", "--fix") == 1
    assert os.stat(path).st_mtime_ns == before
    assert "written anew" not in capsys.readouterr().err


def test_fix_leaves_a_file_that_is_not_to_be_written(capsys, monkeypatch):
    path = write("a.txt", "To Kunashir.\n")
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    assert check(path, "--convention", "japan", "--fix") == 2
    assert Path(path).read_bytes() == b"To Kunashir.\n"
    assert capsys.readouterr().err.startswith("a.txt: cannot be written: Permission denied")


def test_fix_refuses_what_the_encoding_cannot_hold(capsys):
    path = write("a.txt", "До Кунашира.\nДо Итурупа.\n", "koi8_r")
    Path("house.toml").write_text('extends = "dual"\ncounterpart = { ru = "{name} 国 {other}" }\n', "utf-8")
    assert check(path, "--convention", "house.toml", "--fix", "--encoding", "koi8_r") == 2
    assert Path(path).read_bytes() == "До Кунашира.\nДо Итурупа.\n".encode("koi8_r")
    assert capsys.readouterr().err.startswith("a.txt:1: koi8_r has no '国'")


def test_fix_of_standard_input_writes_the_text_and_tells_beside_it(monkeypatch, capfdbinary):
    typed(monkeypatch, FAULTY)
    assert check("--convention", "japan", "--fix", "-") == 1
    told = capfdbinary.readouterr()
    assert told.out == MENDED.encode()
    assert b"KN304" in told.err


def test_the_diff_shows_what_fix_would_write(capsys):
    path = write("a.txt", "one\nTo Kunashir.\n")
    assert check(path, "--convention", "japan", "--diff", "--fix") == 1
    assert capsys.readouterr().out.splitlines()[2:] == ["@@ -1,2 +1,2 @@", " one", "-To Kunashir.", "+To Kunashiri."]
    assert Path(path).read_text("utf-8") == "one\nTo Kunashir.\n"


def test_findings_go_to_a_file(capsys):
    assert check(write("a.txt", FAULTY), "--convention", "japan", "--format", "json", "-o", "out.json") == 1
    assert len([json.loads(line) for line in Path("out.json").read_text("utf-8").splitlines()]) == 3
    assert capsys.readouterr().out == ""


def test_what_is_known_is_not_told_again(capsys):
    path = write("a.txt", "Kunashir, Kunashir.")
    arguments = [path, "--convention", "japan", "--baseline", "known.json"]
    assert check(*arguments, "--write-baseline") == 0
    known = json.loads(Path("known.json").read_text("utf-8"))
    assert known == {"version": 1, "findings": {"a.txt": {"KN101 Kunashir": 2}}}
    assert check(*arguments) == 0
    write(path, "A line more.\nKunashir, Kunashir, Iturup, Kunashir.")
    capsys.readouterr()
    assert check(*arguments) == 1
    assert [line.split(": ")[0] for line in capsys.readouterr().out.splitlines()] == ["a.txt:2:21", "a.txt:2:29"]
    assert check(*arguments, "--fix") == 0
    assert Path(path).read_text("utf-8") == "A line more.\nKunashir, Kunashir, Etorofu, Kunashiri."


def test_a_baseline_names_files_as_seen_from_its_folder(monkeypatch, project):
    path = write("texts/a.txt", "Kunashir")
    assert check(path, "--convention", "japan", "--baseline", "known.json", "--write-baseline") == 0
    monkeypatch.chdir(project / "texts")
    assert check("a.txt", "--convention", "japan", "--baseline", "../known.json") == 0
    assert check(str(project / path), "--convention", "japan", "--baseline", "../known.json") == 0


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"findings": []}', '{"findings": {"a": {"b": "c"}}}', "\xff", "[" * 9999]
)
def test_what_is_no_baseline(text):
    write("known.json", text, "latin-1")
    with pytest.raises(UnreadableFile, match=r"known\.json"):
        Baseline.read("known.json")


@pytest.mark.parametrize(
    ("environment", "asked", "said"),
    [
        ({}, [], "is a name of the other side"),
        ({"LANG": "ru_RU.UTF-8"}, [], "название другой стороны"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": "ja_JP.UTF-8"}, [], "相手側の呼称です"),
        ({"LANG": "de_DE.UTF-8"}, [], "is a name of the other side"),
        ({"LANG": "ru_RU.UTF-8"}, ["--ui-lang", "ja"], "相手側の呼称です"),
    ],
)
def test_messages_are_in_the_language_of_the_locale(monkeypatch, capsys, environment, asked, said):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    check(write("a.txt", "To Kunashir."), "--convention", "japan", *asked)
    assert said in capsys.readouterr().out


@pytest.mark.parametrize("file", ["kurilnames.toml", "pyproject.toml"])
def test_a_project_has_settings(monkeypatch, project, capsys, file):
    head = "[tool.kurilnames]\n" if file == "pyproject.toml" else ""
    write(file, f'{head}convention = "house.toml"\nignore = ["KN3"]\nui-lang = "ru"\n')
    write("house.toml", 'extends = "japan"\n')
    write("texts/deep/a.txt", "Kunashir, Etorohu")
    monkeypatch.chdir(project / "texts" / "deep")
    assert check("a.txt") == 1
    assert capsys.readouterr().out == "a.txt:1:1: KN101 «Kunashir» — название другой стороны: пишите Kunashiri\n"
    assert check("a.txt", "--convention", "russia", "--ignore", "KN4", "--exit-zero") == 0


def test_the_nearest_settings_win(monkeypatch, project):
    write("pyproject.toml", '[tool.kurilnames]\nlang = "ja"\n')
    write("inner/pyproject.toml", "[project]\nname = 'kurilnames-of-others'\n")
    write("inner/most/kurilnames.toml", 'lang = "ru"\n')
    write("inner/most/pyproject.toml", '[tool.kurilnames]\nlang = "en"\n')
    assert settings("inner") == {"lang": "ja"}
    assert settings("inner/most") == {"lang": "ru"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('lang = "ja"\nconvnetion = "japan"\n', ":4: unknown key 'convnetion': it may have baseline, convention"),
        ("\nselect = 'KN1'\n", ":4: select is a list of strings"),
        ("select = [1]\n", ":3: select is a list of strings"),
        ('exit-zero = "yes"\n', ":3: exit-zero is true or false"),
        ("convention = 3\n", ":3: convention is a string"),
        ('format = "xml"\n', ":3: format is one of text, json"),
        ("convention = \n", ":3: "),
    ],
)
def test_a_mistake_in_the_settings_is_shown_with_its_line(project, capsys, text, said):
    write("pyproject.toml", f"# of kurilnames\n[tool.kurilnames]\n{text}")
    assert check(write("a.txt", "To Kunashir.")) == 2
    assert f"{project / 'pyproject.toml'}{said}" in capsys.readouterr().err


def test_the_hooks_of_pre_commit_run_the_command():
    entries = [line.split(": ")[1] for line in HOOKS.read_text("utf-8").splitlines() if "entry:" in line]
    assert entries == ["kurilnames check", "kurilnames check --fix", "kurilnames check"]


def test_the_hook_for_office_files_takes_what_is_read_as_such():
    (pattern,) = (line.split(": ")[1] for line in HOOKS.read_text("utf-8").splitlines() if "files:" in line)
    for extension in ("docx", "docm", "dotx", "xlsx", "xlsm", "xltx", "txt", "xls"):
        path = f"a.{extension}"
        assert bool(re.search(pattern, path)) == (format_of(path) in ("docx", "xlsx"))


TRANSLATED = """<xliff version="1.2"><file source-language="ja" target-language="{lang}" original="a"><body>
<trans-unit id="u1"><source>{source}</source><target>{target}</target>{note}</trans-unit>
</body></file></xliff>
"""


def xliff(path, source, target, lang="ru", note=""):
    return write(path, TRANSLATED.format(source=source, target=target, lang=lang, note=note))


def told(capsys):
    return [line.partition(" is ")[0] for line in capsys.readouterr().out.splitlines()]


def test_a_translation_is_held_to_its_source(capsys):
    target = "R&amp;D: от Кунасири до <g id='1'>Шикотана</g>"
    path = xliff("a.xlf", "国後島から択捉島へ", target)
    line = Path(path).read_text("utf-8").splitlines()[1]
    places = [line.index("Кунасири") + 1, line.index("</g>") + 1]
    assert check(path, "--convention", "russia") == 1
    assert capsys.readouterr().out.splitlines() == [
        f"a.xlf:2:{places[0]}: KN202 国後島 is not called Кунасири under this convention: write Кунашира",
        f"a.xlf:2:{places[1]}: KN201 the translation does not name 択捉島: write Итуруп",
    ]
    before = Path(path).read_text("utf-8")
    assert check(path, "--convention", "russia", "--fix", "--ignore", "KN201") == 0
    assert Path(path).read_text("utf-8") == before.replace("Кунасири", "Кунашира")


def test_one_name_for_one_name_in_all_files_of_a_run(capsys):
    files = [
        xliff("a.xlf", "国後島", "Kunashir/Kunashiri", "en"),
        xliff("b.xlf", "国後島の港", "port of Kunashir", "en"),
    ]
    files += [xliff("c.xlf", "国後島へ", "to Kunashir", "en"), xliff("d.xlf", "国後島から", "from Kunashiri", "en")]
    files.insert(1, write("z.txt", "Etorofu"))
    assert check(*files[:-1], "--ignore", "KN103") == 0
    assert check(*files, "--ignore", "KN103") == 1
    assert capsys.readouterr().out == (
        "d.xlf:2:56: KN203 国後島 is elsewhere called otherwise than Kunashiri: write Kunashir\n"
    )
    assert check(*files, "--ignore", "KN103", "--fix") == 0
    assert "from Kunashir<" in Path("d.xlf").read_text("utf-8")
    assert check(*files, "--ignore", "KN103") == 0


def test_findings_come_in_the_order_of_the_files(capsys):
    files = [write("1.txt", "Kunashir"), xliff("2.xlf", "国後島", "Кунасири"), write("3.md", "Kunashir `Kunashir`")]
    assert check(*files, "--convention", "russia", "--select", "KN2") == 1
    assert check(*files, "--convention", "japan") == 1
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == ["2.xlf", "1.txt", "3.md"]


def test_a_file_is_what_it_is_said_to_be(monkeypatch, capsys):
    path = write("notes", "Kunashir `Kunashir`")
    assert check(path, "--convention", "japan") == 1
    assert len(told(capsys)) == 2
    assert check(path, "--convention", "japan", "--as", "markdown") == 1
    assert told(capsys) == ["notes:1:1: KN101 Kunashir"]
    typed(monkeypatch, 'msgid "国後島"\nmsgstr "Кунасири"\n')
    assert check("--convention", "russia") == 1
    assert told(capsys) == ["-:2:9: KN202 国後島"]


def test_columns_of_a_table(capsys):
    path = write("a.csv", "id,ja,ru\n1,国後島,Кунасири\n2,Эторофу,Итуруп\n")
    columns = ["--source-col", "ja", "--target-col", "ru"]
    assert check(path, "--convention", "russia", *columns) == 1
    assert told(capsys) == ["a.csv:2:7: KN202 国後島"]
    assert check(path, "--convention", "russia", *columns, "--fix") == 0
    assert Path(path).read_text("utf-8") == "id,ja,ru\n1,国後島,Кунашир\n2,Эторофу,Итуруп\n"
    write("kurilnames.toml", 'source-col = "2"\ntarget-col = "3"\n')
    assert check(path, "--convention", "russia") == 0
    assert check(path, "--source-col", "de") == 2
    assert "no column is called 'de'; there are 'id', 'ja', 'ru'" in capsys.readouterr().err
    Path("kurilnames.toml").unlink()
    assert check(path, "--source-col", "ja") == 2
    assert "--target-col" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.po", '# kurilnames: ignore\nmsgid "国後島"\nmsgstr ""\n"Кунасири"\n\nmsgid "国後島"\nmsgstr "Кунасири"\n'),
        ("a.md", "Кунасири <!-- kurilnames: ignore[KN1] -->\n\nКунасири\n"),
        ("a.html", "<p>Кунасири<!-- kurilnames: ignore --></p>\n<p>Кунасири</p>"),
        ("a.csv", "Кунасири,kurilnames: ignore\nКунасири,"),
        (
            "a.vtt",
            "WEBVTT\n\nNOTE kurilnames: ignore\n\n00:01.000 --> 00:02.000\nКунасири\n\n"
            "00:02.000 --> 00:03.000\nКунасири\n",
        ),
        (
            "a.tmx",
            '<tmx><header srclang="ja"/><body><tu><note>kurilnames: ignore</note>'
            '<tuv xml:lang="ja"><seg>国後</seg></tuv><tuv xml:lang="ru"><seg>Кунасири</seg></tuv></tu>'
            '<tu><tuv xml:lang="ja"><seg>国後</seg></tuv><tuv xml:lang="ru"><seg>Кунасири</seg></tuv></tu>'
            "</body></tmx>",
        ),
        (
            "a.xlf",
            '<xliff version="1.2"><file source-language="ja" target-language="ru" original="a"><body>'
            '<trans-unit id="1">'
            "<source>国後</source><target>Кунасири</target><note>kurilnames: ignore</note></trans-unit>"
            '<trans-unit id="2"><source>国後</source><target>Кунасири</target></trans-unit></body></file></xliff>',
        ),
        (
            "b.xlf",
            '<xliff version="2.0" srcLang="ja" trgLang="ru"><file id="f"><unit id="1"><notes><note>kurilnames: ignore'
            "</note></notes><segment><source>国後</source><target>Кунасири</target></segment></unit>"
            '<unit id="2"><segment><source>国後</source><target>Кунасири</target></segment></unit></file></xliff>',
        ),
    ],
)
def test_a_comment_silences_what_it_stands_in(path, text, capsys):
    assert check(write(path, text), "--convention", "russia") == 1
    assert len(told(capsys)) == 1
    write(path, text.replace("kurilnames: ignore", "no comment"))
    assert check(path, "--convention", "russia") == 1
    assert len(told(capsys)) == 2


def test_what_a_translation_lacks_is_known_by_its_name():
    path = xliff("a.xlf", "国後島と択捉島", "остров")
    arguments = [path, "--convention", "russia", "--baseline", "known.json"]
    assert check(*arguments, "--write-baseline") == 0
    assert json.loads(Path("known.json").read_text("utf-8"))["findings"]["a.xlf"] == {
        "KN201 国後島": 1,
        "KN201 択捉島": 1,
    }
    assert check(*arguments) == 0
    xliff("a.xlf", "国後島と色丹島", "остров")
    assert check(*arguments) == 1


TMX = (
    '<tmx version="1.4"><header srclang="ja"/><body><tu><tuv xml:lang="ja"><seg>国後島</seg></tuv>'
    '<tuv xml:lang="ru-RU"><seg>Кунасири</seg></tuv><tuv xml:lang="en"><seg>Kunashiri</seg></tuv></tu></body></tmx>'
)


@pytest.mark.parametrize(
    ("path", "text", "lang", "named"),
    [
        ("a.tmx", TMX, (), ["Кунасири", "Kunashiri"]),
        ("a.tmx", TMX, ("--lang", "en"), ["Kunashiri"]),
        ("a.tmx", TMX.replace("ru-RU", "en"), ("--lang", "ru"), ["Кунасири"]),
        ("a.txt", "Кунасири, Kunashiri", (), ["Кунасири", "Kunashiri"]),
        ("a.txt", "Кунасири, Kunashiri", ("--lang", "ru"), ["Кунасири"]),
        ("a.html", "<html lang='ru'>Остров Кунасири (Kunashiri)", (), ["Остров Кунасири"]),
        ("a.html", "<html lang='en'>Остров Кунасири, Kunashiri", (), ["Остров Кунасири", "Kunashiri"]),
        ("a.html", "<html lang='ru'>Остров Кунасири, <b lang='en'>Kunashiri</b>", (), ["Остров Кунасири", "Kunashiri"]),
        ("a.html", "<html lang='ru'>Остров Кунасири, Kunashiri", ("--lang", "en"), ["Kunashiri"]),
        ("a.po", 'msgid ""\nmsgstr "Language: ru"\nmsgid "国後島"\nmsgstr "Kunashiri"', (), []),
    ],
)
def test_the_language_is_what_the_file_says_unless_one_is_given(path, text, lang, named, capsys):
    check(write(path, text), "--convention", "russia", "--format", "json", "--ignore", "KN201", *lang)
    assert [json.loads(line)["surface"] for line in capsys.readouterr().out.splitlines()] == named


@pytest.mark.parametrize("format", ["text", "json", "github", "sarif", "rdjsonl", "html"])
def test_every_report_of_a_translation(format, capsys):
    path = xliff("a.xlf", "国後島 &lt;1&gt;", "R&amp;D: <g id='1'>Куна</g>сири")
    assert check(path, "--convention", "russia", "--format", format) == 1
    said = capsys.readouterr().out
    assert "Кунасири" in said
    assert ("国後島 &lt;1&gt;" in said) == (format == "html")
    if format == "rdjsonl":
        (suggestion,) = json.loads(said)["suggestions"]
        assert suggestion["text"] == "шир"
        start, end = suggestion["range"]["start"], suggestion["range"]["end"]
        line = Path(path).read_bytes().split(b"\n")[start["line"] - 1]
        assert line[start["column"] - 1 : end["column"] - 1].decode() == "сири"
    if format == "sarif":
        (result,) = json.loads(said)["runs"][0]["results"]
        (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
        assert replacement["insertedContent"] == {"text": "шир"}
        assert result["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "u1"}]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.xlf", "<xliff>\n<file>"),
        ("a.tmx", '<!DOCTYPE x [<!ENTITY a "aaaa">]>\n<tmx>&a;</tmx>'),
        ("a.po", "no PO"),
        ("a.srt", "no subtitles"),
        ("a.csv", '"not closed'),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_left_with_its_line(path, text, capsys):
    good = write("good.txt", "To Kunashir.")
    assert check(write(path, text), good, "--convention", "japan", "--fix") == 2
    assert capsys.readouterr().err.startswith(f"{path}:")
    assert Path(path).read_text("utf-8") == text
    assert Path(good).read_text("utf-8") == "To Kunashiri."
