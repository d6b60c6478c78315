"""The catalogs: every message in Japanese and Russian, and spoken where it is asked for."""

import re
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from kurilnames import messages
from kurilnames.cli import main
from kurilnames.errors import NotFound
from kurilnames.gazetteer import default
from kurilnames.messages import LANGUAGES, gettext, ngettext

ROOT = Path(__file__).parents[1]
FOLDER = Path(messages.__file__).parent / "locale"
OTHERS = [lang for lang in LANGUAGES if lang != "en"]
PLACE = re.compile(r"\{\w*(?:![rs])?(?::[^{}]*)?\}|%s|\{\{|\}\}")
COUNTS = {1: 0, 2: 1, 4: 1, 5: 2, 11: 2, 12: 2, 21: 0, 22: 1, 25: 2, 111: 2, 121: 0}


def path_of(lang):
    return FOLDER / lang / "LC_MESSAGES" / "kurilnames.po"


def catalog(lang):
    with path_of(lang).open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("error")
        return read_po(file, locale=lang, abort_invalid=True)


@pytest.fixture(scope="module")
def extracted(tmp_path_factory):
    """What pybabel extracts now, as `make messages` does."""
    path = tmp_path_factory.mktemp("messages") / "kurilnames.pot"
    given = ["pybabel", "-q", "extract", "--mapping", str(ROOT / "pyproject.toml"), "--output", str(path), str(ROOT)]
    CommandLineInterface().run(given)
    with path.open("rb") as file:
        return {message.id for message in read_po(file) if message.id}


@pytest.fixture(autouse=True)
def no_locale(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    yield
    messages.speak("en")


@pytest.mark.parametrize("lang", OTHERS)
def test_every_message_is_translated_and_no_other(lang, extracted):
    found = catalog(lang)
    assert {message.id for message in found if message.id} == extracted, "run make messages, then translate"
    assert len(extracted) > 100
    assert [m.id for m in found if m.id and not all(m.string if m.pluralizable else [m.string])] == []
    assert [m.id for m in found if m.id and m.fuzzy] == []
    assert found.obsolete == {}


@pytest.mark.parametrize("lang", OTHERS)
def test_the_places_in_a_message_agree(lang):
    for message in filter(lambda message: message.id, catalog(lang)):
        assert list(message.check(catalog(lang))) == []
        first = message.id[0] if message.pluralizable else message.id
        for text in message.string if message.pluralizable else (message.string,):
            assert sorted(PLACE.findall(text)) == sorted(PLACE.findall(first)), text


@pytest.mark.parametrize("lang", OTHERS)
def test_the_places_are_asked_for_by_a_checker_that_sees_a_wrong_one(lang):
    assert PLACE.findall("{path}: {number} known") == ["{path}", "{number}"]
    assert sorted(PLACE.findall("{a!r} {b:,}")) == ["{a!r}", "{b:,}"]


@pytest.mark.judges
@pytest.mark.parametrize("lang", OTHERS)
def test_msgfmt_takes_the_catalogs(lang, tmp_path):
    if not shutil.which("msgfmt"):
        pytest.skip("msgfmt is not installed (Debian: gettext)")
    run = subprocess.run(
        ["msgfmt", "--check", "-o", tmp_path / "a.mo", path_of(lang)], capture_output=True, text=True, check=True
    )
    assert run.stderr == ""


@pytest.mark.parametrize(("number", "form"), COUNTS.items())
def test_the_plurals_of_russian(number, form):
    known = "{path}: {number} known"
    (message,) = [m for m in catalog("ru") if m.id == (known, known)]
    assert len(set(message.string)) == 3
    assert ngettext(known, known, number, "ru") == message.string[form]
    assert catalog("ru").num_plurals == 3
    assert catalog("ja").num_plurals == 1


def test_the_rules_speak_three_languages():
    for code, rule in default().rules.items():
        for part in ("title", "why", "message"):
            assert sorted(rule[part]) == sorted(LANGUAGES), code
            assert len(set(rule[part].values())) == len(LANGUAGES), code
        for lang in LANGUAGES:
            assert sorted(PLACE.findall(rule["message"][lang])) == sorted(PLACE.findall(rule["message"]["en"])), code


def test_no_compiled_catalog_is_kept():
    assert list(FOLDER.rglob("*.mo")) == []


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        (["check", "--help"], {}, "usage: kurilnames check"),
        (["check", "--help", "--ui-lang", "ja"], {}, "使い方: kurilnames check"),
        (["check", "--ui-lang=ru", "--help"], {}, "использование: kurilnames check"),
        (["find", "--help"], {"LANG": "ja_JP.UTF-8"}, "文章の中の名称"),
        (["--help"], {"LC_ALL": "ru_RU.UTF-8"}, "текст другим письмом"),
        (["export", "--help"], {"LANG": "ru_RU.UTF-8"}, "параметры:"),
    ],
)
def test_help_is_in_the_language_of_the_reader(monkeypatch, capsys, arguments, environment, said):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit):
        main(arguments)
    told = capsys.readouterr().out
    assert said in told
    if "usage:" not in said:
        assert "the language of messages" not in told
        assert "show this help" not in told


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "a.txt: No such file or directory"),
        ("ja", "'koi' という文字コードはありません"),
        ("ru", "кодировки 'koi' нет"),
    ],
)
def test_errors_are_in_the_language_of_the_reader(tmp_path, monkeypatch, capsys, lang, said):
    monkeypatch.chdir(tmp_path)
    if lang != "en":
        Path("a.txt").write_text("Kunashir", "utf-8")
    assert main(["check", "a.txt", "--encoding", "koi", "--ui-lang", lang]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "a.txt: 2 written anew"), ("ja", "a.txt: 2 箇所を書き直しました"), ("ru", "a.txt: исправлено 2 места")],
)
def test_what_was_mended_is_counted(tmp_path, monkeypatch, capsys, lang, said):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("To Kunashir and Iturup.", "utf-8")
    assert main(["check", "a.txt", "--convention", "japan", "--fix", "--ui-lang", lang]) == 0
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(("lang", "title"), [("ja", "確認すべき地名"), ("ru", "Названия, на которые стоит взглянуть")])
def test_the_page_is_in_one_language(tmp_path, monkeypatch, capsys, lang, title):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("To Kunashir.", "utf-8")
    assert main(["check", "a.txt", "--convention", "japan", "--format", "html", "--ui-lang", lang]) == 1
    page = capsys.readouterr().out
    assert f"<title>{title}</title>" in page
    body = re.sub(r"<[^>]*>", " ", page.split("</head>")[1])
    assert set(re.findall("[A-Za-z]{3,}", body)) == {"txt", "Kunashir", "Kunashiri"}


def test_the_page_of_find_is_in_the_language_of_the_locale(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("LANG", "ru_RU.UTF-8")
    path = tmp_path / "a.txt"
    path.write_text("To Kunashir.", "utf-8")
    assert main(["find", str(path), "--format", "html"]) == 0
    page = capsys.readouterr().out
    assert '<html lang="ru">' in page
    assert "<h2>Обозначения</h2>" in page


def test_a_program_that_does_not_ask_gets_english(monkeypatch):
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    assert str(NotFound("x")) == "no entry is named 'x'"
    assert gettext("Rules") == "Rules"


def test_babel_is_loaded_when_a_message_is_put_into_another_language():
    code = (
        "import sys; from kurilnames.messages import gettext, speak; gettext('Rules'); one = 'babel' in sys.modules;"
        "speak('ja'); gettext('Rules'); print(one, 'babel' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "True"]
