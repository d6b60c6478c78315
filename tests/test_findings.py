"""Findings as text, JSON, GitHub commands, SARIF, rdjsonl and a page."""

import importlib.util
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilnames.files.formats import segments_of
from kurilnames.gazetteer import default
from kurilnames.pairs import shown
from kurilnames.report.findings import FORMATS, explained, rendered
from kurilnames.reviewing import Wishes, review

TEXT = "To Kunashir.\nЯ на Кунашире, 國後島 <&>: 50 %\nThe illegal occupation, Kunashri Island.\n"
ORACLE = next(
    (path for each in Path(__file__).resolve().parents if (path := each / "shared" / "oracles").is_dir()), Path("none")
)
SARIF = ORACLE / "sarif" / "sarif-schema-2.1.0.json"


def reviewed(text=TEXT, path="a b,c.txt", convention="japan"):
    return review([segments_of(path, text.encode())], Wishes(convention))[0]


def lines(format, lang="en", *each):
    return "".join(rendered(each or [reviewed()], format, lang)).splitlines()


@pytest.mark.parametrize(
    ("lang", "first"),
    [
        ("en", "a b,c.txt:1:4: KN101 Kunashir is a name of the other side: write Kunashiri"),
        ("ja", "a b,c.txt:1:4: KN101 「Kunashir」は相手側の呼称です。「Kunashiri」と書きます"),
        ("ru", "a b,c.txt:1:4: KN101 «Kunashir» — название другой стороны: пишите Kunashiri"),
    ],
)
def test_text_is_a_finding_a_line(lang, first):
    assert lines("text", lang)[0] == first
    assert len(lines("text", lang)) == 4


def test_text_stays_on_one_line_where_a_name_does_not():
    assert lines("text", "en", reviewed("the Southern\nKurils")) == [
        "a b,c.txt:1:5: KN105 Southern Kurils is the other side's name for the islands: write Northern Territories"
    ]


def test_json_says_all_that_a_finding_is():
    rows = [json.loads(line) for line in lines("json")]
    assert [row["code"] for row in rows] == ["KN101", "KN101", "KN303", "KN304"]
    assert [TEXT[row["start"] : row["end"]] for row in rows] == [row["surface"] for row in rows]
    assert [(row["line"], row["column"]) for row in rows] == [(1, 4), (2, 6), (2, 16), (3, 25)]
    assert rows[3]["suggestions"] == ["Kunashiri Island", "Kunashir Island"]
    assert rows[0]["id"] == "kunashir-kunashiri"
    assert "gsi-english-2014" in rows[0]["sources"]


def test_github_escapes_what_it_must():
    assert lines("github")[0] == (
        "::warning file=a b%2Cc.txt,line=1,endLine=1,col=4,endColumn=12,title=kurilnames KN101"
        "::Kunashir is a name of the other side: write Kunashiri"
    )
    (over_two,) = lines("github", "en", reviewed("the Southern\nKurils", "c:d"))
    assert over_two.startswith("::warning file=c%3Ad,line=1,endLine=2,title=kurilnames KN105::Southern%0AKurils is")


def test_rdjsonl_counts_bytes():
    rows = [json.loads(line) for line in lines("rdjsonl")]
    starts = [row["location"]["range"]["start"] for row in rows]
    raw = TEXT.encode().split(b"\n")
    for row, start in zip(rows, starts, strict=True):
        assert raw[start["line"] - 1][start["column"] - 1 :].decode().startswith(row["originalOutput"])
    assert rows[0]["suggestions"] == [{"range": rows[0]["location"]["range"], "text": "Kunashiri"}]


def test_sarif_has_rules_places_and_fixes():
    log = json.loads("\n".join(lines("sarif")))
    (run,) = log["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(default().rules)
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        (place,) = result["locations"]
        assert place["physicalLocation"]["artifactLocation"]["uri"] == "a%20b%2Cc.txt"
    region = run["results"][1]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 6, "endLine": 2, "endColumn": 14}
    (change,) = run["results"][0]["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "Kunashiri"}


@pytest.mark.skipif(not SARIF.is_file(), reason="the OASIS SARIF schema is not here (shared/oracles/sarif)")
@pytest.mark.skipif(not importlib.util.find_spec("jsonschema"), reason="jsonschema is not installed")
@pytest.mark.parametrize("lang", ["en", "ja", "ru"])
@pytest.mark.parametrize("path", ["a.txt", "-", "/srv/島 & остров.txt", "c:d%.txt"])
def test_sarif_is_valid_by_the_schema_of_oasis(lang, path):
    import jsonschema

    log = json.loads("".join(rendered([reviewed(path=path), reviewed("", "empty.txt")], "sarif", lang)))
    schema = json.loads(SARIF.read_text("utf-8"))
    validator = jsonschema.validators.validator_for(schema)
    assert list(validator(schema, format_checker=validator.FORMAT_CHECKER).iter_errors(log)) == []


class Page(HTMLParser):
    """What a page marks, quotes and asks for."""

    def __init__(self, html):
        super().__init__()
        self.marks, self.addresses, self.cells, self._open = [], [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.addresses += [value for name, value in attrs if name in ("href", "src")]
        self._open.append(tag)

    def handle_endtag(self, tag):
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data):
        if self._open and self._open[-1] in ("mark", "td", "a"):
            (self.marks if self._open[-1] == "mark" else self.cells).append(data)


@pytest.mark.parametrize("lang", ["en", "ja", "ru"])
def test_the_page_counts_and_shows(lang):
    page = Page("".join(rendered([reviewed(), reviewed("fine", "<b>.txt")], "html", lang)))
    assert page.marks == ["Kunashir", "Кунашире", "國後島", "Kunashri Island"]
    assert page.addresses == ["#file-1"]
    assert page.cells[:3] == ["KN101", default().rules["KN101"]["title"][lang], "2"]
    assert page.cells[-4:] == ["a b,c.txt", "4", "<b>.txt", "0"]


def test_a_page_without_findings_says_so():
    assert "Nothing was found." in "".join(rendered([reviewed("fine")], "html"))


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_a_page_holds_any_text(before, after):
    text = f"{before}\n Kunashir {after}"
    each = reviewed(text)
    page = Page("".join(rendered([each], "html")))
    assert page.marks == [found.surface for found in each.findings]


@pytest.mark.parametrize("format", FORMATS)
def test_no_text_at_all(format):
    assert isinstance("".join(rendered([], format)), str)


@pytest.mark.parametrize("lang", ["en", "ja", "ru"])
def test_every_rule_is_explained(lang):
    for code, rule in default().rules.items():
        said = explained(code, lang)
        assert said.startswith(f"{code}: {rule['title'][lang]}\n")
        assert shown(rule["fires"]) in said
        assert shown(rule["silent"]) in said


def test_a_rule_that_does_not_exist():
    with pytest.raises(ValueError, match="no rule is called 'KN999'; there are KN101"):
        explained("KN999")
