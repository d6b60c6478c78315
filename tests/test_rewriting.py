"""Names written anew in running text: the corpus, and what holds for any text."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kurilnames as kn
from kurilnames.advising import Adviser
from kurilnames.cli import main
from kurilnames.rewriting import Replaced, rewordings

CORPUS = Path(__file__).parent / "corpus"
CASES = tomllib.loads((CORPUS / "replace.toml").read_text("utf-8"))["case"]
FOUND = tomllib.loads((CORPUS / "find.toml").read_text("utf-8"))["case"]
CONVENTIONS = ("dual", "japan", "russia")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_corpus(case):
    written = kn.replace(case["text"], case["convention"])
    assert written == case["gives"], case["why"]
    assert [each.mention.surface for each in getattr(written, "left", ())] == case.get("left", [])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_a_second_run_changes_nothing(case):
    once = kn.replace(case["text"], case["convention"])
    assert kn.replace(str(once), case["convention"]) == once


@pytest.mark.parametrize("convention", CONVENTIONS)
@pytest.mark.parametrize("case", FOUND, ids=lambda case: case["text"][:40])
def test_only_mentions_change(case, convention):
    text = case["text"]
    written = kn.replace(text, convention)
    rest, at = [], 0
    for change in getattr(written, "changes", ()):
        assert text[change.mention.start : change.mention.end] == change.mention.surface
        rest += [text[at : change.mention.start], change.text]
        at = change.mention.end
    assert "".join([*rest, text[at:]]) == written


@given(st.text(st.characters(codec="utf-8")), st.sampled_from(CONVENTIONS))
def test_a_text_without_names_is_the_same_object(text, convention):
    if not kn.find(text):
        assert kn.replace(text, convention) is text


@given(st.lists(st.sampled_from([case["text"] for case in (*CASES, *FOUND)]), max_size=4), st.sampled_from(CONVENTIONS))
def test_any_mixture_is_rewritten_without_loss(texts, convention):
    text = "\n\n".join(texts)
    written = kn.replace(text, convention)
    assert written is text or isinstance(written, Replaced)
    assert written.count("\n") == text.count("\n")


def test_every_change_names_its_reason():
    done = list(rewordings("Kunashir, Итуруп, 歯舞諸島", Adviser.of("japan")))
    assert [each.reason for each in done] == ["other side", "other side", "former"]


@pytest.mark.parametrize("text", [None, b"Kunashir", 3])
def test_a_text_is_a_str(text):
    with pytest.raises(TypeError):
        kn.replace(text)


def test_the_command_writes_a_new_file_and_says_what_it_left(tmp_path, capsys):
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_bytes("\ufeffИз Фурукамаппу.\r\nВ Фурукамаппу тихо.\r\n".encode())
    assert main(["replace", str(old), "--convention", "russia", "-o", str(new)]) == 1
    assert new.read_bytes() == "\ufeffИз Южно-Курильска.\r\nВ Фурукамаппу тихо.\r\n".encode()
    assert capsys.readouterr().err == f"{old}:2:3: Фурукамаппу is left: the sentence does not tell the case\n"


def test_the_diff_shows_what_would_change(tmp_path, capsys):
    old = tmp_path / "old.txt"
    old.write_text("one\nKunashir\n", encoding="utf-8")
    assert main(["replace", str(old), "--convention", "japan", "--diff"]) == 0
    assert capsys.readouterr().out.splitlines()[2:] == ["@@ -1,2 +1,2 @@", " one", "-Kunashir", "+Kunashiri"]
    assert old.read_text("utf-8") == "one\nKunashir\n"


def test_an_encoding_without_the_letters_leaves_the_old_file(tmp_path, capsys):
    path = tmp_path / "names.txt"
    path.write_bytes("クナシル島\n".encode("cp932"))
    arguments = ["replace", str(path), "--convention", "dual", "--encoding", "koi8-r"]
    assert main([*arguments[:3], "dual", "--encoding", "ascii"]) == 2
    assert "not ascii" in capsys.readouterr().err
    path.write_bytes("Из Кунашира.\n".encode("koi8-r"))
    assert main([*arguments, "-o", str(path)]) == 0
    assert path.read_bytes().decode("koi8-r") == "Из Кунашира (яп. Кунасири).\n"
