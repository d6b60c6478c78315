"""The six cases of a Russian name, made by rule from its ending.

A table row is `genders cut gen dat acc ins loc  words and -endings`: the word loses its last `cut` letters
and takes the five endings.  `-` adds nothing, `=` is the nominative (in the accusative of living beings the
genitive), `/` parts two in use, `?` is a form that the word does not tell; the gender `?` is that of a word
which only a hint or an adjective makes decline.  Rows are tried from the top; ё is looked up as е.

What no row tells stays as it is: a missing form finds less, a wrong one is an invention.  The rules are
those of the Academy grammar (Русская грамматика, 1980, vol. 1: declension).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product, takewhile
from typing import NamedTuple

__all__ = ["CASES", "CODES", "decline"]

CASES = ("nom", "gen", "dat", "acc", "ins", "loc")
CODES = frozenset({"none", "frozen", "m", "f", "n", "pl", "adj", "anim", "surname"})

_POSSESSIVE = "(?:медвеж|лис|птич|волч|олен|овеч|коров|коз|заяч|рыб|рыбач|казач|ворон|сороч|чаяч|трет|нич)"
_ADJECTIVES = f"""
m  2 ьего ьему = ьим ьем  -{_POSSESSIVE}ий
f  2 ьей ьей ью ьей ьей   -{_POSSESSIVE}ья
n  2 ьего ьему ье ьим ьем -{_POSSESSIVE}ье
pl 2 ьих ьим = ьими ьих   -{_POSSESSIVE}ьи
m  2 ого ому = им ом      -[гкх]ий -[гкхжшчщ]ой
m  2 его ему = им ем      -[жшчщн]ий
m  2 ого ому = ым ом      -[ыо]й
m  0 а у = ым ом          чёртов
f  2 ей ей ую ей ей       -(?<!боль)(?<!чу)[жшчщ]ая
f  2 ой ой ую ой ой       -ая
f  2 ей ей юю ей ей       -яя
f  1 ой ой у ой ой        чёртова
n  2 ого ому ое им ом     -[гкхжшчщ]ое
n  2 ого ому ое ым ом     -ое
n  2 его ему ее им ем     -ее
pl 2 ых ым = ыми ых       -ые
pl 2 их им = ими их       -[гкхжшчщ]ие -[бвгджзйклмпрстфхцчшщь]ние синие
"""
_NOT_ADJECTIVE = re.compile(
    r"^[^аеиоуыэюя]*..$|(?:к[еи]той|чирпой|бой|герой|покой|строй|ханой|георгий|евгений|арсений|оружие)$|[иы](?:чие|ной)$"
)
_NOUNS = """
mfn 0 = = = = =           хабомаи шумшу маканруши райкоке хоккайдо токио киото плато радио -[аеиоуыэю]а
pl 1 ов ам = ами ах       острова полуострова проливы заливы мысы пики вулканы хребты кекуры водопады рифы
pl 1 ов ам = ами ах       источники районы округа города порты посёлки маяки перешейки островки обмены
pl 1 ов ам = ами ах       близнецы осколки торчки рыбаки переговоры договоры итоги вопросы штаты нидерланды колокола
pl 1 ей ам = ами ах       ключи
pl 1 ей ям = ями ях       камни моря поля
pl 1 ев ям = ями ях       братья
pl 1 ёв ям = ями ях       ручьи
pl 1 - ам = ами ах        курилы горы скалы бухты реки гряды группы озёра сёла воды меры силы страны правила
pl 2 ек кам = ками ках    шишки ловушки речки
pl 2 ок кам = ками ках    записки поездки банки
pl 3 ем ьмам = ьмами ьмах письма
pl 1 й ям = ями ях        территории условия отношения претензии
m  0 а у = ом е/у         порт аэропорт мыс берег лес мост
m  1 я ю = ем е/ю         край
m  0 а у = ом е           ключ луч меч нож ковш плащ ёж морж стриж рубеж чертёж шалаш камыш кирпич сивуч грач
m  0 а у = ом е           врач сыч ильич отец одинец близнец кузнец боец конец дворец череповец -[бвгдзклмнпрстфх]
fm 1 ы е у ой е           голова основа долина равнина вершина низина котловина лощина впадина льдина украина
?  0 = = = = =            -[бвгджзклмнпрстфхцчшщ]{2}ец -[иы]ной -[ое]ва -[иы]на -ения -ства
m  0 а у = ем е           -[жшчщц]
m  1 я ю = ём е           огонь день корабль кремль дождь конь ручей воробей соловей муравей -арь -[^д]ырь
m  1 я ю = ем и           -ий
m  1 я ю = ем е           камень корень лебедь олень тюлень уголь медведь якорь -[аеоуыэюя]й -тель
m  1 и е ю ёй е           илья
f  1 и и ь ью и           пристань отмель мель соль сеть ель гавань цепь степь тень осень связь площадь падь
f  1 и и ь ью и           сибирь казань пермь обь -[аеиоуь]сть -[жшчщ]ь -знь
fm 1 и е у ой е           свеча межа душа -[гкх]а
fm 1 и е у ей е           -[жшчщ]а
fm 1 ы е у ей е           -ца
fm 1 ы е у ой е           -[бвдзлмнпрстф]а
fm 1 и и ю ей и           -ия
fm 1 и е ю ёй е           земля заря семья статья судья скамья
fm 1 и е ю ей е           -я
n  1 а/о у/о о ом/о е/о   -[ое]во -[иы]но
n  1 а у о ом е           озеро село место дно весло крыло болото -ство
n  1 я ю е ем и           -ие
n  1 я ю е ем е           море поле -ье
n  1 а у е ем е           сердце солнце -ще
"""
_HINTED = """
m  1 я ю = ем е           -ь
f  1 и и ь ью и           -ь
n  1 а у о ом е           -о
pl 1 й ям = ями ях        -и[ия]
pl 1 ов ам = ами ах       -ники -[чщ]ики
pl 1 ей ям = ями ях       -сти -тели
pl 1 ? ам = ами ах        -[гкхжшчщ]и -ы -а
pl 1 ? ям = ями ях        -и -я
"""
_SURNAMES = """
m  0 а у = ым е           -[аеиоуыэюя].*[ое]в -[аеиоуыэюя].*[иы]н
f  1 ой ой у ой ой        -[ое]ва -[иы]на
"""
_FLEETING = (
    (r"^п(е)тр$", "е"),
    (r"^л(е)[вд]$|^пал(е)ц$|л(е)ц$", "ь"),
    (r"(?<=[аеиоуыэюя])(е)[кц]$|^за(я)ц$", "й"),
    (r"^(?:руч|вороб|солов|мурав|ул)(е)й$", "ь"),
    (r"^(?:кам|кор|рем|д)(е)нь$|^хреб(е)т$|^(?:ор|коз|кот|пав|промыс)(е)л$|^(?:вет|кост|шат)(е)р$", ""),
    (r"^уг(о)ль$|^ог(о)нь$|^(?:уг|пос)(о)л$|^р(о)в$|^участ(о)к$|^рын(о)к$", ""),
    (r"(?<=[аеиоуыэюя][бвгджзкмнпрстфхцчшщ])(е)ц$", ""),
    (r"(?<=[аеиоуыэюя][жчш])(е)к$|(?<=[аеиоуыэюя][влджшчс])(о)к$", ""),
)

_PERSON = re.compile(
    r"(?:[А-ЯЁ]\.|Илья|Иван|Богдан|П[её]тр|Владимир|Николай|Сергей|Андрей|Александр|Алексей|Борис|Василий|Вячеслав"
    r"|Дмитрий|Евфимий|Константин|Лев|Леонид|Михаил|Никита|Юрий) [А-ЯЁ]"
)
_PHRASES = {"Три Сестры": "Трёх Сестёр|Трём Сёстрам|Три Сестры|Тремя Сёстрами|Трёх Сёстрах"}
_TWO_HEADS = re.compile(r"\bи (?:острова?|гряда|архипелаг)\b")
_TOKEN = re.compile(r"""([«"„“]*)(.*?)([»"“”,.;:]*)""", re.DOTALL)
_WORD = re.compile(r"(?!(?i:так|не|без|под|при|от|из|для|об|по|на|до)$)(?:[\dА-яЁё]+-)*[А-яЁё][а-яё]+")
_SHORT = re.compile("[А-ЯЁ]{2,4}")
_PAIRED = re.compile(r"(?!(?:сан|санкт|нью|лос|буэнос|порт)$).*[бвгджзклмнпрстфхцчшщ]", re.IGNORECASE)
_BOTH_NOUNS = {"камень", "государство", "отец"}
_AFTER_NOUN = {"большой", "морской", "второй", "сухой", "лесной", "береговой", "крутой"}
_SETTLEMENTS = {"село", "деревня", "поселок"}

_Forms = tuple[tuple[str, ...], ...]
_Token = tuple[str, str, str]
_Row = tuple[str, tuple[str, ...], int, tuple[str, ...]]


class _Word(NamedTuple):
    gender: str
    forms: _Forms


@lru_cache(maxsize=4096)
def decline(text: str, decl: str | None = None) -> dict[str, tuple[str, ...]]:
    """Give every case form of a Russian name or phrase.

    Adjectives at the beginning and their noun decline; what follows the noun stays, but for one adjective
    that ends the name (полуостров Весловский).

    Args:
        text: the name as written, in the nominative: Кунашир, «Северные территории», Пакт о нейтралитете.
        decl: how it declines where the ending does not tell: `none` and `frozen` not at all; `m`, `f`, `n`,
            `pl` as a noun of that gender or number; `adj` as an adjective; `anim` as a living being;
            `surname` as a person's full name or surname, the surname last or before a comma.
    Returns:
        For each of `CASES` the forms in use, the declined one first; `nom` is the text itself, and so is a
        case whose form the rules do not tell.
    Raises:
        ValueError: `decl` is none of `CODES`.

    >>> decline("Малая Курильская гряда")["ins"], decline("Головнино")["loc"], decline("Хабомаи")["gen"]
    (('Малой Курильской грядой',), ('Головнине', 'Головнино'), ('Хабомаи',))
    """
    if decl is not None and decl not in CODES:
        raise ValueError(f"unknown declension {decl!r}: write one of {', '.join(sorted(CODES))}")
    forms: _Forms | None = None
    if decl == "surname" or (decl is None and _PERSON.match(text)):
        forms = _person(text)
    elif decl is None and text in _PHRASES:
        forms = ((), *((form,) for form in _PHRASES[text].split("|")))
    elif decl not in {"none", "frozen"}:
        forms = _phrase(text, decl)
    oblique = (tuple(dict.fromkeys(form)) or (text,) for form in (forms or ((),) * 6)[1:])
    return dict(zip(CASES, ((text,), *oblique), strict=True))


def _phrase(text: str, hint: str | None) -> _Forms | None:
    """Decline adjectives, head and what goes with the head; None where any of them cannot be told."""
    tokens = [_token(part) for part in text.split(" ")]
    words = None if "(" in text or "/" in text else _head(tokens, hint)
    if words is None or any(set(closing) & set(",.;:") for _, _, closing in tokens[: len(words)]):
        return None
    tail = tokens[len(words) :]
    rest = " ".join(map("".join, tail))
    if rest.startswith("и "):
        second = _phrase(rest.removeprefix("и "), None)
        return second and _joined([*_dressed(tokens, words), (("и",),) * 6, second], " ")
    if _TWO_HEADS.search(rest):
        return None
    return _joined([*_dressed(tokens, words), *_tail(tokens[len(words) - 1], words[-1], tail)], " ")


def _head(tokens: list[_Token], hint: str | None) -> list[_Word] | None:
    """Decline the adjectives at the beginning and the noun they belong to, if all agree."""
    alive = hint == "anim"
    wanted = hint if hint in {"m", "f", "n", "pl"} else None
    before = tokens[:-1] if hint in {"m", "f", "n"} else tokens
    words = [word for word in takewhile(bool, (_adjective(core, alive) for _, core, _ in before)) if word]
    if len(words) < len(tokens):
        core = tokens[len(words)][1]
        wanted = wanted or (words[0].gender if words else None)
        last = _adjective(core, alive, sure=True) if hint == "adj" else _noun(core, wanted, alive)
        if last is None:
            return None
        words.append(last)
    return words if len({word.gender for word in words}) == 1 else None


def _tail(head: _Token, word: _Word, tail: list[_Token]) -> list[_Forms]:
    """Leave what follows the head, but for a single adjective that agrees with it."""
    if len(tail) == 1 and head[2] == tail[0][0] == tail[0][2] == "":
        core = tail[0][1]
        after = _adjective(core, alive=False)
        if after and after.gender == word.gender and (not core.endswith("ой") or _fold(core) in _AFTER_NOUN):
            settlement = _fold(head[1]) in _SETTLEMENTS
            return [tuple((*form, core) for form in after.forms) if settlement else after.forms]
    return [(("".join(token),),) * 6 for token in tail]


def _person(text: str) -> _Forms:
    """Decline each word of a man's name, a woman's too where -ова or the patronymic shows it."""
    tokens = [_token(part) for part in text.split(" ")]
    surname = 0 if tokens[0][2].startswith(",") else len(tokens) - 1
    gender = "f" if re.search(r"(?:[вч]на|[ое]ва|[сц]кая)(?!\w)", _fold(text)) else "m"
    words = []
    for at, (_, core, _) in enumerate(tokens):
        own = at == surname and (_find(core, _SURNAME_ROWS, gender, True) or _adjective(core, True))
        words.append(own or _noun(core, gender, True) or _Word(gender, ((core,),) * 6))
    return _joined(_dressed(tokens, words), " ")


def _adjective(word: str, alive: bool, sure: bool = False) -> _Word | None:
    """Decline an adjective; a word that may be a noun only where it is sure to be none."""
    first, dash, last = word.rpartition("-")
    found = _find(word, _ADJECTIVE_ROWS, None, alive)
    paired = dash and _PAIRED.fullmatch(first) and found and found.gender == "m"
    return None if not sure and (paired or _NOT_ADJECTIVE.search(_fold(last))) else found


def _noun(word: str, wanted: str | None, alive: bool) -> _Word | None:
    """Decline a noun, of one with a hyphen the last part, or both (Камень-Лев)."""
    first, dash, last = word.rpartition("-")
    second = _adjective(last, alive) if dash and _PAIRED.fullmatch(first) else None
    if _fold(first) in _BOTH_NOUNS:
        second = _noun(last, None, alive)
    if second and (head := _noun(first, None, alive)):
        return _Word(head.gender, _joined([head.forms, second.forms], "-"))
    return _find(word, _NOUN_ROWS + _HINTED_ROWS if wanted else _NOUN_ROWS, wanted, alive)


def _find(word: str, rows: tuple[_Row, ...], wanted: str | None, alive: bool) -> _Word | None:
    key = _fold(word.rpartition("-")[2])
    known = _WORD.fullmatch(word) or (wanted and _SHORT.fullmatch(word))
    for pattern, genders, cut, endings in rows if known else ():
        if (wanted is None or wanted in genders) and re.search(pattern, key):
            stem = _oblique(word) if genders == ("m",) else word
            return _Word(wanted or genders[0], _inflect(word, stem[: len(stem) - cut], endings, alive))
    return None


def _inflect(word: str, stem: str, endings: tuple[str, ...], alive: bool) -> _Forms:
    own = {"=": (word,), "?": (), "-": (stem,)}
    forms = [own.get(each, tuple(stem + end for end in each.split("/"))) for each in endings]
    if alive and endings[2] == "=":
        forms[2] = forms[0]
    return ((word,), *forms)


def _oblique(word: str) -> str:
    """Take the fleeting vowel out of a masculine noun: камень, перешеек to камнь, перешейк."""
    start = word.rfind("-") + 1
    for pattern, instead in _FLEETING:
        if found := re.search(pattern, _fold(word[start:])):
            at = start + found.start(found.lastindex or 0)
            return word[:at] + instead + word[at + 1 :]
    return word


def _dressed(tokens: list[_Token], words: list[_Word]) -> list[_Forms]:
    """Put the quotation marks and commas back round each form."""
    pairs = zip(tokens, words, strict=False)
    return [tuple(tuple(a + each + z for each in form) for form in word.forms) for (a, _, z), word in pairs]


def _joined(parts: list[_Forms], between: str) -> _Forms:
    return tuple(tuple(map(between.join, product(*case))) for case in zip(*parts, strict=True))


def _token(part: str) -> _Token:
    found = _TOKEN.fullmatch(part)
    return (found[1], found[2], found[3]) if found else ("", part, "")


def _fold(word: str) -> str:
    return word.lower().replace("ё", "е")


def _row(genders: str, cut: str, *rest: str) -> _Row:
    words = "|".join(_fold(each[1:] if each[0] == "-" else f"^{each}") for each in rest[5:])
    return f"(?:{words})$", (genders,) if genders == "pl" else tuple(genders), int(cut), rest[:5]


_ADJECTIVE_ROWS, _NOUN_ROWS, _HINTED_ROWS, _SURNAME_ROWS = (
    tuple(_row(*line.split()) for line in table.strip().splitlines())
    for table in (_ADJECTIVES, _NOUNS, _HINTED, _SURNAMES)
)
