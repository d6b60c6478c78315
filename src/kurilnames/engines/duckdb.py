"""SQL functions and a table of spellings for a DuckDB connection, and the fast way through a column of a relation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow

from kurilnames.answering import Options, answers
from kurilnames.columns import column_of, new_name, normalize_column
from kurilnames.export.spellings import spelling_table
from kurilnames.gazetteer import default

if TYPE_CHECKING:
    import duckdb

__all__ = ["normalize", "register"]

_TEXT = "VARCHAR"


def register(con: duckdb.DuckDBPyConnection) -> None:
    """Give a connection `kuril_id(name)`, `kuril_name(name, to, convention)` and the table `kuril_names`.

    A name that no entry or more than one bears is NULL.  A function that is registered already is left as it is.

    >>> import duckdb
    >>> con = duckdb.connect()
    >>> register(con)
    >>> con.sql("select kuril_id('Shana'), kuril_name('о. Итурупа', 'ja', 'dual')").fetchall()
    [('kurilsk-shana', '択捉島')]
    """
    known = con.execute("SELECT DISTINCT function_name FROM duckdb_functions()").fetchall()
    for name, function, arity in (("kuril_id", _id, 1), ("kuril_name", _name, 3)):
        if (name,) not in known:
            con.create_function(name, function, [_TEXT] * arity, _TEXT, type="arrow", null_handling="special")
    con.register("kuril_names", spelling_table(default()))


def _id(names: Any) -> Any:
    return normalize_column(names).values


def _name(names: Any, to: Any, convention: Any) -> Any:
    """Names, each written as its row asks; rows of a query mostly ask the same."""
    rows = pyarrow.table({"name": names, "to": to, "convention": convention})
    asked = rows.group_by(["to", "convention"]).aggregate([]).to_pylist()
    if len(asked) == 1:
        return _written(names, asked[0]["to"], asked[0]["convention"])
    written = (_written([row["name"]], row["to"], row["convention"])[0] for row in rows.to_pylist())
    return pyarrow.array(written, pyarrow.string())


def _written(names: Any, to: str | None, convention: str | None) -> Any:
    if to is None or convention is None:
        return pyarrow.nulls(len(names), pyarrow.string())
    return normalize_column(names, to, convention).values


def normalize(
    con: duckdb.DuckDBPyConnection,
    table: duckdb.DuckDBPyRelation | str,
    column: str,
    to: str = "id",
    convention: str = "dual",
    *,
    new: str | None = None,
    **options: Any,
) -> duckdb.DuckDBPyRelation:
    """A relation with one more column: its distinct names are looked up once and joined.

    Args:
        con: the connection of the relation.
        table: a relation, or the name of a table.
        column: the column that holds names.
        to, convention, options: as for `normalize_column`.
        new: the new column's name (COLUMN_TO by default).
    Returns:
        a relation; SQL gives its rows no order.
    Raises:
        ValueError: a column is called so already; or as `normalize_column`.

    >>> import duckdb
    >>> con = duckdb.connect()
    >>> normalize(con, con.sql("select 'Shana' as place"), "place", "ja").fetchall()
    [('Shana', '紗那')]
    """
    relation = con.table(table) if isinstance(table, str) else table
    asked = Options(to, convention, **options)
    quoted, named = _quoted(column), _quoted(new_name(column, to, new, relation.columns))
    distinct = relation.select(quoted).distinct().to_arrow_table().column(0)
    mapping = pyarrow.table({"kuril_value": distinct, "kuril_result": column_of(distinct, answers(asked)).values})
    joined = relation.set_alias("rows").join(
        con.from_arrow(mapping).set_alias("names"), f"rows.{quoted} = names.kuril_value", how="left"
    )
    return joined.select(f"rows.*, names.kuril_result AS {named}")


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
