"""The samples of names, and the page that says how many were wrong."""

import csv
from pathlib import Path

import pytest

from kurilnames.cli import main
from kurilnames.curation.auditing import VERDICTS, quality_page, read_audit, sample
from kurilnames.errors import UnreadableFile

ROOT = Path(__file__).resolve().parents[1]
AUDITS = ROOT / "docs" / "audits"
HEAD = "page\tlang\ttext\tverdict\tremark\n"


def rows(text):
    return list(csv.DictReader(text.splitlines(), delimiter="\t"))


def test_a_lot_draws_the_same_names_again_and_another_lot_others():
    one = sample(ROOT / "data", 40, 1)
    assert one == sample(ROOT / "data", 40, 1)
    assert one != sample(ROOT / "data", 40, 2)
    drawn = [(row["page"], row["lang"], row["text"], row["status"], row["by"]) for row in rows(one)]
    assert len(drawn) == len(set(drawn)) == 40
    for row in rows(one):
        assert row["text"] in (ROOT / row["page"]).read_text("utf-8")
        assert row["source"]
        assert not row["verdict"]


def test_the_verb_prints_the_sample(capsys):
    assert main(["data", "sample", "--count", "5", "--seed", "7"]) == 0
    assert capsys.readouterr().out == sample(ROOT / "data", 5, 7)


def test_the_page_counts_verdicts_by_group(tmp_path):
    (tmp_path / "2001-01-01.tsv").write_text(
        HEAD
        + "data/places/etorofu/a.toml\tja\tA\tright\t\n"
        + "data/places/etorofu/b.toml\tja\tB\twrong\tprints C\n"
        + "data/terms/c.toml\tja\tC\tunseen\t\n",
        encoding="utf-8",
    )
    text = quality_page(tmp_path)
    assert "| etorofu | 2 | 1 | 1 | 0 | 50.0 % |\n| terms | 1 | 0 | 0 | 1 | - |\n" in text
    assert "| all | 3 | 1 | 1 | 1 | 50.0 % |" in text
    assert "- B (etorofu): prints C\n" in text


def test_a_name_without_a_verdict_is_refused_with_its_line(tmp_path):
    path = tmp_path / "x.tsv"
    path.write_text(HEAD + "data/terms/c.toml\tja\tC\tright\t\ndata/terms/d.toml\tja\tD\t\t\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"x\.tsv:3: the verdict must be one of right, wrong, unseen"):
        read_audit(path)


@pytest.mark.parametrize("path", sorted(AUDITS.glob("*.tsv")), ids=lambda path: path.stem)
def test_every_audit_is_whole(path):
    verdicts = read_audit(path)
    assert verdicts
    assert all(verdict.remark for verdict in verdicts if verdict.verdict == "wrong")
    assert {verdict.verdict for verdict in verdicts} <= set(VERDICTS)


def test_the_page_is_up_to_date():
    """If not: kurilnames data docs."""
    assert (ROOT / "docs" / "data-quality.md").read_text("utf-8") == quality_page(AUDITS)
