"""The map in a real browser: found by typing, shown in the right place, with no network."""

import json
import math
import re
import struct
import tomllib
import zlib
from pathlib import Path

import pytest

from kurilnames.conventions import Convention
from kurilnames.export.job import Job
from kurilnames.export.to.map import map_page
from kurilnames.fold import key
from kurilnames.gazetteer import default

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "build"
PAGE = ROOT / "src" / "kurilnames" / "export" / "page"
WORDS = json.loads((PAGE / "words.json").read_text("utf-8"))
VOCAB = tomllib.loads((ROOT / "data" / "vocab.toml").read_text("utf-8"))
ODD = """
о. Итуруп|Южно–Курильск|ЮЖНО-КУРИЛЬСК|Кунаши\u0301р|Кунашир\u0306|зеле\u0308ный|Зелёный|ｼｺﾀﾝ|ｸﾅｼﾘ島|か\u3099|ガ
國後島|択捉嶋|齒舞|瑶瑶|ヴァ島|クゥナシリー|国後(くなしり)島|佐々木|古々釜|泊村。
Étorofu-tō|Yuzhno-Kuril’sk|Kuril'sk|Kunаshiri|КУHАШИР|Etorofu–Tō|İturup
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    home = default()
    path = tmp_path_factory.mktemp("map") / "map.html"
    path.write_text(map_page(Job(home, Convention.read("dual", home))), "utf-8")
    return path


def embedded(text):
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)[1])


def mercator(lat):
    """Latitude as Mercator's projection stretches it, in degrees of the equator."""
    return math.degrees(math.asinh(math.tan(math.radians(lat))))


def test_the_page_asks_for_nothing(page):
    text = page.read_text("utf-8")
    markup = re.sub(r"<script.*?</script>|<style>.*?</style>", "", text, flags=re.DOTALL)
    assert "default-src 'none'" in markup
    assert not re.search(r"\b(src|href)=", markup)
    assert "@@" not in text
    assert "url(" not in (PAGE / "map.css").read_text("utf-8")
    assert not re.search(r"\bfetch\(|XMLHttpRequest|import\(", (PAGE / "map.js").read_text("utf-8"))


def test_every_place_and_name_is_in_the_page(page):
    home = default()
    data = embedded(page.read_text("utf-8"))
    places = {place["id"]: place for place in data["places"]}
    assert set(places) == {place.id for place in home.places if place.type != "lookalike"}
    for id, place in places.items():
        assert [name["text"] for name in place["names"]] == [name.text for name in home.get(id).names]
        for name, told in zip(home.get(id).names, place["names"], strict=True):
            assert [data["sources"][number]["title"] for number in told["sources"]] == [s.title for s in name.sources]


def test_a_note_cannot_end_the_page(page, monkeypatch):
    from kurilnames.export.to import map as module

    monkeypatch.setattr(module, "credit", lambda _: "</script><!--<script>")
    home = default()
    assert embedded(map_page(Job(home, Convention.read("dual", home))))["credit"] == "</script><!--<script>"


@pytest.mark.parametrize("lang", WORDS)
def test_the_page_has_a_word_for_everything(lang):
    words, sides = WORDS[lang], set(VOCAB["sides"])
    assert set(words) == set(WORDS["en"])
    assert set(words["types"]) == set(VOCAB["types"])
    assert set(words["statuses"]) == set(VOCAB["statuses"])
    assert set(words["certainties"]) == set(VOCAB["certainties"])
    assert set(words["by"]) == sides
    assert set(words["sides"]) == sides | {"both", "neither"}
    assert set(words["conventions"]) == set(default().conventions)
    drawn = re.search(r"const GROUPS = (.*?);", (PAGE / "map.js").read_text("utf-8"), re.DOTALL)[1]
    assert set(re.findall(r'"([a-z-]+)"', drawn)) == set(words["types"])


def test_a_language_that_the_map_does_not_speak():
    with pytest.raises(ValueError, match="en, ja, ru"):
        map_page(Job(default(), Convention.read("dual", default()), target="fr"))


@pytest.mark.judges
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_typing_a_russian_name_finds_the_japanese_one_in_its_place(chromium, page, dark):
    chromium.asked.clear()
    chromium.said.clear()
    chromium.open(page.as_uri(), dark=dark)
    chromium.click("#query")
    chromium.type("Южно-Курильск")
    chromium.wait_for("document.querySelector('#results li[aria-selected=true]')")
    assert "古釜布" in chromium.text("#results li[aria-selected=true]")
    chromium.press("Enter")
    chromium.wait_for("!document.querySelector('#card').hidden")
    card = chromium.text("#card")
    place = default().get("furukamappu-yuzhno-kurilsk")
    assert all(name.text in card for name in place.names)
    assert all(source.title in card for name in place.names for source in name.sources)
    picture = chromium.screenshot()
    PICTURES.mkdir(exist_ok=True)
    (PICTURES / f"map-{'dark' if dark else 'light'}.png").write_bytes(picture)
    assert_in_place(chromium, place, picture)
    assert [url for url in chromium.asked if not url.startswith("file:")] == []
    assert chromium.said == []


def assert_in_place(chromium, place, picture):
    """The marker stands to the drawn coast of the land as the point does to the coast's degrees; and it is seen there.

    The coast is that of data/coastline.geojson as the browser has drawn it; the projection is this test's own.
    """
    west, south, east, north = degrees_of_land()
    drawn = chromium.box("#land")
    x = drawn["x"] + drawn["width"] * (place.point[1] - west) / (east - west)
    down = (mercator(north) - mercator(place.point[0])) / (mercator(north) - mercator(south))
    y = drawn["y"] + drawn["height"] * down
    for selector in (f'#markers [data-id="{place.id}"] path', "#pin circle"):
        assert chromium.middle(selector) == pytest.approx((x, y), abs=1.5)
    mark = [int(part) for part in re.findall(r"\d+", chromium.ask("getComputedStyle(pin.children[1]).fill"))]
    assert list(pixel(picture, round(x), round(y))) == pytest.approx(mark, abs=12)


def degrees_of_land():
    land = json.loads((ROOT / "data" / "coastline.geojson").read_text("utf-8"))
    points = [point for each in land["features"] for ring in each["geometry"]["coordinates"] for point in ring]
    lons, lats = zip(*points, strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def pixel(png, x, y):
    """The red, green and blue of a pixel of a PNG of eight bits a channel."""
    at, packed = 8, b""
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        chunk = png[at + 8 : at + 8 + size]
        if kind == b"IHDR":
            width, _, depth, colour = struct.unpack(">IIBB", chunk[:10])
            assert depth == 8
            step = {2: 3, 6: 4}[colour]
        packed += chunk if kind == b"IDAT" else b""
        at += 12 + size
    rows, line = zlib.decompress(packed), bytearray(width * step)
    for row in range(y + 1):
        begin = row * (width * step + 1)
        line = unfiltered(rows[begin], rows[begin + 1 : begin + 1 + width * step], line, step)
    return line[x * step : x * step + 3]


def unfiltered(kind, row, above, step):
    """A line of a PNG without its filter."""
    line = bytearray(row)
    for i, value in enumerate(row):
        left, up, corner = (line[i - step], above[i], above[i - step]) if i >= step else (0, above[i], 0)
        nearest = min((left, up, corner), key=lambda near: abs(left + up - corner - near))
        line[i] = (value + (0, left, up, (left + up) // 2, nearest)[kind]) & 0xFF
    return line


@pytest.mark.judges
def test_the_page_folds_as_the_package_does(chromium, page):
    chromium.open(page.as_uri())
    home = default()
    texts = sorted(
        {name.text for entry in range(len(home.heads["ids"])) for name in home.names(entry)}
        | set(re.split(r"[\n|]", ODD))
    )
    folded = chromium.ask(f"{json.dumps(texts)}.map(key)")
    assert [(text, js) for text, js in zip(texts, folded, strict=True) if js != key(text)] == []


@pytest.mark.judges
@pytest.mark.parametrize(
    ("query", "id"),
    [
        ("古釜布", "furukamappu-yuzhno-kurilsk"),
        ("ふるかまっぷ", "furukamappu-yuzhno-kurilsk"),
        ("FURUKAMAPPU", "furukamappu-yuzhno-kurilsk"),
        ("южно-курильска", "furukamappu-yuzhno-kurilsk"),
        ("國後", "kunashir-kunashiri"),
        ("ｸﾅｼﾘ島", "kunashir-kunashiri"),
        ("о. Кунашир", "kunashir-kunashiri"),
        ("Kunashiri Island", "kunashir-kunashiri"),
        ("Etorofu-tō", "etorofu-iturup"),
        ("пролив Екатерины", "kunashiri-yekateriny"),
        ("шикот", "shikotan"),
    ],
)
def test_a_name_in_any_script_finds_its_place(chromium, page, query, id):
    from urllib.parse import quote

    chromium.open(f"{page.as_uri()}#q={quote(query)}")
    chromium.wait_for("state.chosen")
    assert chromium.ask("state.chosen.id") == id


@pytest.mark.judges
def test_a_click_on_a_marker_opens_it_and_a_box_hides_its_kind(chromium, page):
    chromium.open(f"{page.as_uri()}#place=etorofu-iturup")
    chromium.wait_for("!document.querySelector('#card').hidden")
    chromium.click("#card .close")
    assert chromium.ask("document.querySelector('#card').hidden")
    chromium.click('#markers [data-id="etorofu-iturup"]')
    assert "択捉島" in chromium.text("#card")
    chromium.click("#languages [lang=ru]")
    assert chromium.text("#card h2") == "остров Итуруп"
    chromium.click("#card .close")
    shown = "document.querySelector('#markers [data-id=\"etorofu-iturup\"]').style.display"
    assert chromium.ask(shown) == ""
    chromium.click("#types label")
    assert chromium.ask(shown) == "none"


@pytest.mark.judges
def test_a_place_without_a_position_is_found_and_says_so(chromium, page):
    chromium.open(f"{page.as_uri()}#q=%E7%9B%B8%E6%B3%8A")
    chromium.wait_for("state.chosen")
    assert chromium.ask("state.chosen.id") == "aidomari-shibotsu"
    assert "no position known" in chromium.text("#card")
    assert chromium.ask("document.querySelector('#pin').hasAttribute('hidden')")


@pytest.mark.judges
def test_on_a_telephone_the_card_stands_below(chromium, page):
    chromium.open(f"{page.as_uri()}#lang=ja&place=shikotan", width=400, height=780)
    chromium.wait_for("!document.querySelector('#card').hidden")
    card, pin = chromium.box("#card"), chromium.box("#pin")
    assert card["x"] == 0
    assert card["width"] == 400
    header = chromium.box("header")
    assert header["y"] + header["height"] < pin["y"]
    assert pin["y"] + pin["height"] < card["y"]
    (PICTURES / "map-telephone.png").write_bytes(chromium.screenshot())
