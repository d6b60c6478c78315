"""data/coastline.geojson from the land of Natural Earth, as the npm package world-atlas carries it.

    npm pack world-atlas@2.0.2
    tar -xzf world-atlas-2.0.2.tgz package/land-10m.json
    python scripts/coastline.py package/land-10m.json > data/coastline.geojson

The polygons of the region are cut at its edge and are otherwise as they were: no point is taken out or moved. A
speck that the package's quantizing has flattened to a line (one off Hokkaido) is left out, being no polygon.
Land only: the file has no boundary.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = list[Point]

# West, south, east, north: the region with what lies around it on a wide screen.
EDGE = (136.0, 39.0, 166.0, 55.0)
DECIMALS = 4
CORNERS = 4


def main() -> None:
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    sys.stdout.write(as_geojson(polygons(topology)))


def polygons(topology: dict[str, Any]) -> Iterator[list[Ring]]:
    """The polygons of the land that reach into the region, cut at its edge: an outer ring, then its lakes."""
    arcs = decoded(topology)
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]:
            rings = [cut(joined(arcs, ring)) for ring in polygon]
            if len(rings[0]) >= CORNERS:
                yield [ring for ring in rings if len(ring) >= CORNERS]


def decoded(topology: dict[str, Any]) -> list[Ring]:
    """The arcs of a quantized topology in degrees: each step is told from the one before it."""
    (x_scale, y_scale), (x_start, y_start) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for step in steps:
            x, y = x + step[0], y + step[1]
            arc.append((x * x_scale + x_start, y * y_scale + y_start))
        arcs.append(arc)
    return arcs


def joined(arcs: list[Ring], numbers: list[int]) -> Ring:
    """A closed ring from its arcs; a negative number is an arc read backwards."""
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def cut(ring: Ring) -> Ring:
    """The part of a closed ring inside the region, closed again; empty where none is (Sutherland and Hodgman)."""
    for axis, limit, sign in ((0, EDGE[0], 1), (0, EDGE[2], -1), (1, EDGE[1], 1), (1, EDGE[3], -1)):
        kept: Ring = []
        for before, point in zip(ring[-2:-1] + ring[:-1], ring[:-1], strict=False):
            inside, was = (sign * (p[axis] - limit) >= 0 for p in (point, before))
            if inside != was:
                kept.append(crossing(before, point, axis, limit))
            if inside:
                kept.append(point)
        ring = [*kept, kept[0]] if kept else []
    return ring


def crossing(one: Point, two: Point, axis: int, limit: float) -> Point:
    """Where a line between two points meets an edge."""
    part = (limit - one[axis]) / (two[axis] - one[axis])
    other = one[1 - axis] + part * (two[1 - axis] - one[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)


def as_geojson(land: Iterator[list[Ring]]) -> str:
    """One feature a polygon, from west to east, a line each."""
    lines = (
        json.dumps({"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": polygon}})
        for polygon in sorted(list(map(rounded, polygon)) for polygon in land)
    )
    return '{"type": "FeatureCollection", "features": [\n' + ",\n".join(lines) + "\n]}\n"


def rounded(ring: Ring) -> list[list[float]]:
    return [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring]


if __name__ == "__main__":
    main()
