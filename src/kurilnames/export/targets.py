"""What `kurilnames export --for` knows: every target, how it is written, and whether its tool was seen to read it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.messages import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kurilnames.export.job import Job

__all__ = ["TARGETS", "Target", "written"]


_EXTRAS = {"openpyxl": "excel", "pyarrow": "parquet", "xlsxwriter": "excel"}


class Target(NamedTuple):
    """A format as one tool reads it.

    `made` is the module and function below `export.to`, which gives bytes, text or several files; `pair` says that it
    asks for two languages; `judge` names who was seen to accept it (empty: nobody, the format is as its maker's
    documents describe it); `formats` are those to choose from.
    """

    summary: str
    made: str
    pair: bool = False
    encoding: str = "utf-8"
    judge: str = ""
    formats: tuple[str, ...] = ()


TARGETS = {
    "aws": Target("Amazon Translate: custom terminology, CSV", "glossaries.aws", pair=True),
    "crowdin": Target("Crowdin: glossary, XLSX", "sheets.crowdin"),
    "cspell": Target("cspell: dictionary of the names in all their cases", "words.cspell", judge="cspell"),
    "csv": Target("every term with all that its page says; can be imported back", "glossaries.table", judge="import"),
    "deepl": Target("DeepL: glossary dictionary, TSV", "glossaries.deepl", pair=True, judge="deepl's own validator"),
    "geojson": Target("QGIS and other GIS: GeoJSON", "geojson.geojson", judge="GDAL, geojson-pydantic"),
    "google": Target("Google Cloud Translation: one-way glossary, CSV", "glossaries.google", pair=True),
    "hunspell": Target("Hunspell: .dic and .aff, in a folder or .zip", "words.hunspell", judge="hunspell"),
    "ime-atok": Target("ATOK: user dictionary", "ime.ime_atok", encoding="utf-16"),
    "ime-mozc": Target("Mozc, Google Japanese Input: user dictionary", "ime.ime_mozc"),
    "ime-ms": Target("Microsoft IME: user dictionary", "ime.ime_ms", encoding="utf-16"),
    "kml": Target("Google Earth: KML 2.2", "kml.kml", judge="GDAL, the schema of the OGC"),
    "lp-tsv": Target("World Historical Gazetteer: LP-TSV 0.5", "lp_tsv.lp_tsv", judge="its published schema"),
    "lpf": Target("World Historical Gazetteer: Linked Places 1.2.2 and 2.0", "lpf.lpf", judge="its published schemas"),
    "map": Target("a browser: one page with a map and a search box", "map.map_page", judge="Chromium"),
    "memoq": Target("memoQ: term base, CSV", "glossaries.memoq"),
    "multiterm": Target("MultiTerm, Trados: termbase, XLSX", "sheets.multiterm"),
    "omegat": Target("OmegaT: glossary, .txt or .utf8", "glossaries.omegat", pair=True),
    "phrase": Target("Phrase TMS: term base, XLSX", "sheets.phrase"),
    "prh": Target("prh, textlint: what check would find, as patterns", "prh.prh", judge="textlint-rule-prh"),
    "prompt": Target("a language model: compact lines; --text limits it to a text's names", "prompt.prompt", pair=True),
    "skos": Target("thesauri: SKOS, Turtle", "skos.skos_turtle", judge="rdflib, SHACL shapes"),
    "skos-jsonld": Target("thesauri: SKOS, JSON-LD", "skos.skos_jsonld", judge="rdflib, SHACL shapes"),
    "sqlite": Target("SQLite: the flat tables in one file, with indexes", "sqlite.sqlite", judge="SQLite"),
    "table": Target(
        "every spelling with its entry, for a join in SQL; --format csv, parquet or sqlite",
        "table.table",
        judge="pyarrow, DuckDB, sqlite3",
        formats=("csv", "parquet", "sqlite"),
    ),
    "tbx": Target("TBX-Basic 3 (ISO 30042:2019); can be imported back", "tbx.tbx", judge="TBX core and TBX-Basic"),
    "tbx2": Target("TBX 2: OmegaT, Weblate, Xbench", "tbx.tbx2", judge="OmegaT's schema, translate-toolkit"),
    "tmx": Target("TMX 1.4: translation memory", "tmx.tmx", pair=True, judge="TMX DTD, translate-toolkit"),
    "typos": Target("typos: configuration that lets the names stand", "words.typos", judge="typos"),
    "utx": Target("UTX 1.20: glossary", "glossaries.utx", pair=True),
    "vale": Target("Vale: a style, what check would find, in a folder or .zip", "vale.vale"),
    "weblate": Target("Weblate: glossary, TBX 2", "tbx.tbx2", judge="translate-toolkit, which Weblate reads it with"),
    "xbench": Target("Xbench: key terms, TBX 2", "tbx.tbx2"),
    "xlsx": Target(
        "Excel: every term with all that its page says; can be imported back", "sheets.xlsx", judge="openpyxl"
    ),
}


def written(name: str, job: Job) -> bytes | dict[str, bytes]:
    """A job in the form of a target.

    Args:
        name: a word of `TARGETS`.
        job: what is exported.
    Returns:
        the bytes of a file; of several by their names, where the target is made of several.
    Raises:
        ValueError: no such target, or it asks for two languages, or for a library that is not installed.

    >>> from kurilnames.conventions import Convention
    >>> from kurilnames.export.job import Job
    >>> from kurilnames.gazetteer import default
    >>> from kurilnames.matching import Filter
    >>> only = Filter(within="shikotan", type="island")
    >>> job = Job(default(), Convention.read("russia", default()), "ja", "ru", filter=only)
    >>> "シコタン島\\tШикотан\\n" in written("deepl", job).decode()
    True
    """
    target = TARGETS.get(name)
    if target is None:
        said = gettext("no target is called {name!r}: there are {targets}")
        raise ValueError(said.format(name=name, targets=", ".join(TARGETS)))
    if target.pair and not (job.source and job.target):
        said = gettext("{name} is a glossary of two languages: say which with --from and --to")
        raise ValueError(said.format(name=name))
    if target.pair and job.only:
        raise ValueError(f"{name} has the languages of --from and --to: leave --lang out")
    if target.formats and job.format not in target.formats:
        raise ValueError(f"{name} comes in several formats: say which with --format {', '.join(target.formats)}")
    module, _, function = target.made.partition(".")
    try:
        make = getattr(import_module(f"kurilnames.export.to.{module}"), function)
        made: bytes | dict[str, str] | Iterable[str] = make(job)
    except ModuleNotFoundError as error:
        extra = _EXTRAS.get(str(error.name), "all")
        raise ValueError(f"{name} needs {error.name}: pip install 'kurilnames[{extra}]'") from None
    if isinstance(made, dict):
        return {path: text.encode(target.encoding) for path, text in made.items()}
    return made if isinstance(made, bytes) else "".join(made).encode(target.encoding)
