"""The rules and words that `export` gives to linters and spelling checkers, tried by them and against `check`."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest

import kurilnames as kn
from kurilnames.cli import main
from kurilnames.conventions import Convention
from kurilnames.decline import decline
from kurilnames.export.job import Job
from kurilnames.export.targets import written
from kurilnames.gazetteer import default
from kurilnames.matching import Filter
from kurilnames.mending import FIXABLE
from kurilnames.reviewing import Wishes

ROOT = Path(__file__).parents[1]
NPM = ROOT / ".judges" / "node_modules"
OLDEST_NODE = 20
CORPUS = ROOT / "tests" / "corpus"
BEYOND = {"KN301", "KN304", "KN403"}  # letters, misspellings, years: no pattern says these
CASES = [
    case
    for case in tomllib.loads((CORPUS / "check.toml").read_text("utf-8"))["case"]
    if "lang" not in case and not any(code == "KN301" for code, *_ in case["findings"])
]
FOUND = [case["text"] for case in tomllib.loads((CORPUS / "find.toml").read_text("utf-8"))["case"]]
LINES = [text for text in dict.fromkeys(FOUND) if "\n" not in text and text.strip() == text]


@cache
def made(target, convention="dual", select=(), langs=(), **only):
    job = Job(
        default(),
        Convention.read(convention, default()),
        filter=Filter(**only),
        only=langs,
        wishes=Wishes(select=select),
    )
    return written(target, job)


def applied(text, edits):
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def wanted(text, convention):
    """What check finds: where and by which rule, and the text after what it may write."""
    found = [f for f in kn.check(text, convention) if f.code not in BEYOND]
    sure = [(f.start, f.end, f.suggestions[0]) for f in found if f.code in FIXABLE and f.suggestions]
    return sorted(f.code for f in found), applied(text, sure)


# ---- prh, read by textlint


def npm(program, *arguments, **more):
    """A program that npm brought; a test that needs it is skipped where it cannot be run."""
    name, script, node = program.split("/")[0], NPM / program, shutil.which("node")
    if not node or not script.is_file():
        pytest.skip(f"{name} is not installed (npm: run make judges)")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if int(version.lstrip("v").partition(".")[0]) < OLDEST_NODE:
        pytest.skip(f"{name} needs Node {OLDEST_NODE} or newer, and here is {version}")
    return subprocess.run([node, script, *arguments], capture_output=True, text=True, encoding="utf-8", **more)


@cache
def texts_linted(folder, convention, texts):
    """What textlint with our dictionary says of texts, one a line: for each its edits, and the rules."""
    (folder / "prh.yml").write_bytes(made("prh", convention))
    (folder / ".textlintrc.json").write_text('{"rules": {"prh": {"rulePaths": ["prh.yml"]}}}')
    (folder / "text.txt").write_bytes("\n".join(texts).encode())
    run = npm("textlint/bin/textlint.js", "--format", "json", "text.txt", cwd=folder)
    assert run.stdout.startswith("["), run.stderr
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += units(text) + 1
    found = [[] for _ in texts]
    for message in json.loads(run.stdout)[0]["messages"]:
        begin, end = message["fix"]["range"]
        line = max(number for number, start in enumerate(starts) if start <= begin)
        text = texts[line]
        span = [points(text, offset - starts[line]) for offset in (begin, end)]
        found[line].append((*span, message["fix"]["text"], re.search(r"\nKN\d+", message["message"])[0][1:]))
    return found


def units(text):
    return len(text.encode("utf-16-le")) // 2


def points(text, offset):
    return len(text.encode("utf-16-le")[: 2 * offset].decode("utf-16-le"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("textlint")


@pytest.mark.judges
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['convention']}: {case['text'][:40]}")
def test_textlint_finds_what_check_finds(folder, case):
    convention, text = case["convention"], case["text"]
    texts = tuple(each["text"] for each in CASES if each["convention"] == convention)
    found = texts_linted(folder, convention, texts)[texts.index(text)]
    sure = [(start, end, new) for start, end, new, _ in found if not new.endswith("?]")]
    assert (sorted(code for *_, code in found), applied(text, sure)) == wanted(text, convention)


@pytest.mark.judges
@pytest.mark.parametrize("convention", ["dual", "japan", "russia"])
def test_textlint_rarely_disagrees_on_texts_that_no_one_chose_for_it(folder, convention):
    """Names in lists, in company and without an attested counterpart are beyond a pattern; false alarms are few."""
    said = list(zip(LINES, texts_linted(folder, convention, tuple(LINES)), strict=True))
    same = sum(
        applied(text, [(s, e, new) for s, e, new, _ in found if not new.endswith("?]")]) == wanted(text, convention)[1]
        for text, found in said
    )
    findings = {text: [(f.start, f.end) for f in kn.check(text, convention)] for text in LINES}
    alarms = [
        (text, text[s:e])
        for text, found in said
        for s, e, *_ in found
        if not any(s < end and start < e for start, end in findings[text])
    ]
    assert len(LINES) > 500
    assert same / len(LINES) > 0.85
    assert len(alarms) / len(LINES) < 0.01, alarms


@pytest.mark.judges
def test_textlint_fixes_a_file_once(folder):
    path = folder / "ferry.md"
    (folder / "prh.yml").write_bytes(made("prh", "russia"))
    (folder / ".textlintrc.json").write_text('{"rules": {"prh": {"rulePaths": ["prh.yml"]}}}')
    path.write_text("From **Furukamappu** to Shikotan.\n\nИз Фурукамаппу на Эторофу.\n", "utf-8")
    for _ in range(2):
        npm("textlint/bin/textlint.js", "--fix", path.name, cwd=folder)
        text = path.read_text("utf-8")
        assert text == "From **Yuzhno-Kurilsk** to Shikotan.\n\nИз Южно-Курильска на Эторофу [Итуруп?].\n"


@pytest.mark.judges
def test_prh_tries_our_examples_when_it_loads_them(folder):
    """A wrong example stops it: so the examples of a dictionary that loads are true."""
    text = made("prh", "japan", langs=("en",)).decode()
    broken = text.replace('to: "Kunashiri"', 'to: "Elsewhere"', 1)
    assert broken != text
    (folder / "prh.yml").write_text(broken, "utf-8")
    (folder / ".textlintrc.json").write_text('{"rules": {"prh": {"rulePaths": ["prh.yml"]}}}')
    (folder / "any.txt").write_text("any")
    run = npm("textlint/bin/textlint.js", "any.txt", cwd=folder)
    assert "spec failed" in run.stdout + run.stderr
    assert text.count("      - from: ") > 150


# ---- Vale: not to be had from pip, npm or Debian; its way of reading a style is done here after its source


def vale_rules(convention, regex):
    """The rules of a style as Vale 3 makes them: one pattern a file, its longest swaps first."""
    yaml = pytest.importorskip("yaml")
    for path, content in made("vale", convention).items():
        table = yaml.load(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        assert table["extends"] == "substitution"
        assert table["nonword"] is True
        assert table["message"].count("%s") == 2
        keys = sorted(table["swap"], key=len, reverse=True)
        plain = [regex.sub(r"(?<!\\)\((?!\?)", "(?:", key) for key in keys]
        pattern = regex.compile(f"(?m)(?:{'|'.join(f'({key})' for key in plain)})")
        yield Path(path).stem, pattern, [(key, table["swap"][key]) for key in keys]


def vale_says(rules, text, regex):
    for code, pattern, swaps in rules:
        for hit in pattern.finditer(text):
            key, expected = swaps[hit.lastindex - 1]
            if "$" in expected:
                expected = regex.sub(key, expected.replace("$0", r"\g<0>").replace("$1", r"\1"), hit[0])
            if not regex.fullmatch(expected, hit[0]):
                yield hit.start(), hit.end(), expected, code


@pytest.mark.parametrize("convention", ["dual", "japan"])
def test_the_style_of_vale_finds_what_check_finds(convention):
    regex = pytest.importorskip("regex")
    rules = list(vale_rules(convention, regex))
    for text in [case["text"] for case in CASES if case["convention"] == convention]:
        found = list(vale_says(rules, text, regex))
        sure = [(s, e, new) for s, e, new, code in found if code in FIXABLE and not new.endswith("…")]
        assert (sorted(code for *_, code in found), applied(text, sure)) == wanted(text, convention), text


@pytest.mark.judges
def test_vale_loads_the_style(tmp_path):
    vale = shutil.which("vale")
    if not vale:
        pytest.skip("vale is not installed: no registry of packages has more than a script that downloads it")
    for name, content in made("vale", "japan").items():
        path = tmp_path / "styles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (tmp_path / ".vale.ini").write_text("StylesPath = styles\n[*]\nBasedOnStyles = kurilnames\n")
    (tmp_path / "a.md").write_text("The ferry left Kunashir.\n")
    run = subprocess.run([vale, "--output=JSON", "a.md"], cwd=tmp_path, capture_output=True, text=True)
    (alert,) = json.loads(run.stdout)["a.md"]
    assert (alert["Check"], alert["Match"]) == ("kurilnames.KN101", "Kunashir")
    assert "Kunashiri" in alert["Message"]


# ---- words


def cases_of_names(convention, status=("official", "used")):
    """The words of the islands' and settlements' names in every case."""
    chosen = Convention.read(convention, default())
    for place in kn.places.within("northern-territories-southern-kurils"):
        if place.type in ("island", "settlement"):
            for lang in ("ru", "en"):
                for name in chosen.pick(default(), default().number(place.id), lang):
                    forms = decline(name.text, name.decl).values() if lang == "ru" else ((name.text,),)
                    yield from (word for case in forms for form in case for word in re.split(r"[ -]", form))


def words_of(convention):
    return [line for line in made("cspell", convention).decode().splitlines() if not line.startswith("#")]


def test_the_words_are_what_a_convention_lets_stand():
    dual, japan, russia = (set(words_of(convention)) for convention in ("dual", "japan", "russia"))
    assert {"Кунашира", "Кунасири", "Kunashir", "Kunashiri", "Курильском", "Iturup's"} <= dual
    assert {"Kunashiri", "Кунасири", "Сикотана"} <= japan
    assert not {"Kunashir", "Кунашира", "Iturup"} & japan
    assert not {"Kunashiri", "Кунасири", "Etorofu"} & russia
    assert {"Зелёного", "Зеленого", "Итурупом"} <= russia
    for convention, words in (("dual", dual), ("japan", japan), ("russia", russia)):
        missing = {word for word in cases_of_names(convention) if word[:1].isupper()} - words
        assert missing == set()


@pytest.mark.judges
@pytest.mark.parametrize("convention", ["dual", "japan", "russia"])
def test_hunspell_accepts_the_names(tmp_path, convention):
    hunspell = shutil.which("hunspell")
    if not hunspell:
        pytest.skip("hunspell is not installed (Debian: hunspell)")
    for name, content in made("hunspell", convention).items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "names.txt").write_text("\n".join([*cases_of_names(convention), "Iturups"]), "utf-8")
    run = subprocess.run(
        [hunspell, "-i", "utf-8", "-d", "./kurilnames", "-l", "names.txt"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert [word for word in run.stdout.split() if word[0].isupper()] == ["Iturups"]


@pytest.mark.judges
@pytest.mark.parametrize("convention", ["dual", "russia"])
def test_cspell_accepts_the_names(tmp_path, convention):
    (tmp_path / "words.txt").write_bytes(made("cspell", convention))
    config = {
        "dictionaryDefinitions": [{"name": "kurilnames", "path": "words.txt"}],
        "dictionaries": ["kurilnames"],
        "language": "en",
    }
    (tmp_path / "cspell.json").write_text(json.dumps(config))
    words = [word for word in cases_of_names(convention) if word[:1].isupper()]
    (tmp_path / "names.md").write_text("\n".join([*words, "Iturupp's", "Кунашыр"]), "utf-8")
    arguments = ("--no-progress", "--no-summary", "--words-only", "--unique", "--config", "cspell.json")
    run = npm("cspell/bin.mjs", *arguments, "names.md", cwd=tmp_path)
    assert run.stderr == ""
    assert run.stdout.split() == ["Iturupp's", "Кунашыр"]


def test_typos_lets_the_names_stand(tmp_path):
    typos = shutil.which("typos", path=str(Path(sys.executable).parent))
    if not typos:
        pytest.skip("typos is not installed")
    (tmp_path / "typos.toml").write_bytes(made("typos"))
    (tmp_path / "names.txt").write_text("\n".join(words_of("dual")), "utf-8")
    for config, code in (("typos.toml", 0), (None, 2)):
        arguments = ["--config", config] if config else ["--isolated"]
        run = subprocess.run([typos, *arguments, "names.txt"], cwd=tmp_path, capture_output=True, text=True)
        assert run.returncode == code, run.stdout[:1000]


# ---- the command


def test_a_part_of_the_rules_and_names():
    whole, some = made("prh", "japan").decode(), made("prh", "japan", select=("KN302",), langs=("en",)).decode()
    assert set(re.findall(r'prh: "(KN\d+)', some)) == {"KN302"}
    assert not re.search("expected: .*[А-я]", some)
    assert len(some) < len(whole) / 3
    only = made("prh", "japan", within="shikotan").decode()
    assert "Сикотан" in only
    assert "Etorofu" not in re.sub("excludes:.*?rules:", "", only, flags=re.DOTALL)


def test_nothing_to_say_is_no_rule_that_fires():
    assert "rules: []" in made("prh", "japan", select=("KN401",)).decode()
    assert made("vale", "japan", select=("KN401",)) == {}


def test_several_files_go_into_a_folder_or_a_zip(tmp_path, capsys):
    given = ["export", "--for", "hunspell", "--within", "shikotan", "-o"]
    assert main([*given, str(tmp_path / "words")]) == 0
    assert sorted(path.name for path in (tmp_path / "words").iterdir()) == ["kurilnames.aff", "kurilnames.dic"]
    for name in ("a.zip", "b.zip"):
        assert main([*given, str(tmp_path / name)]) == 0
    packed = [(tmp_path / name).read_bytes() for name in ("a.zip", "b.zip")]
    assert packed[0] == packed[1]
    assert zipfile.ZipFile(BytesIO(packed[0])).namelist() == ["kurilnames.aff", "kurilnames.dic"]
    assert main([*given, "-"]) == 2
    assert "say in which folder or .zip" in capsys.readouterr().err
    (tmp_path / "file").write_text("")
    assert main([*given, str(tmp_path / "file")]) == 2
    assert main(["export", "--for", "prh", "--select", "KN9"]) == 2
    assert "no rule begins with 'KN9'" in capsys.readouterr().err


def test_a_house_style_has_its_own_rules(tmp_path):
    house = tmp_path / "house.toml"
    house.write_text('extends = "japan"\nkeeps = ["quotations"]\n', "utf-8")
    text = made("prh", str(house), langs=("en",), within="kunashir-kunashiri").decode()
    assert "«[^«»" in text
    assert "so-called" not in text.split("rules:")[0]
    assert r"\\S ?/" not in text
