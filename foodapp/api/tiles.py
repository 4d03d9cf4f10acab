"""The base map: our style, and vector tiles out of a .pmtiles file.

PMTiles: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md. With neither a file nor a
style address set, the style shows OpenStreetMap's public tiles.
"""

import gzip
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pmtiles.reader import MmapSource, Reader
from pmtiles.tile import Compression, MagicNumberNotFound, SpecVersionUnsupported
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from foodapp.api.declared import acts_as
from foodapp.api.map_style import ATTRIBUTION, DARK, LIGHT, raster_style, vector_style
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.settings import settings
from foodapp.kit.words import say, t

HOUR, DAY = 3600, 86_400  # seconds
TILE_PATH = "/api/map/tiles/{z}/{x}/{y}.mvt"
NOT_A_MAP = (OSError, ValueError, LookupError, MagicNumberNotFound, SpecVersionUnsupported)
DEEPEST = 24  # zoom levels; x and y have as many bits


@dataclass(frozen=True)
class BaseMap:
    """An open .pmtiles file. The system pages it in as tiles are asked for."""

    reader: Reader
    header: dict[str, Any]
    version: str  # changes with the file, so that browsers ask again

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        found: bytes | None = self.reader.get(z, x, y)  # type: ignore[no-untyped-call]
        return found

    @property
    def is_gzipped(self) -> bool:
        return bool(self.header["tile_compression"] == Compression.GZIP)

    def source(self) -> dict[str, Any]:
        """The vector source of a style. Addresses are of this site: the page adds its origin."""
        edges = ("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7")
        return {
            "type": "vector",
            "tiles": [f"{TILE_PATH}?v={self.version}"],
            "minzoom": self.header["min_zoom"],
            "maxzoom": self.header["max_zoom"],
            "bounds": [self.header[edge] / 1e7 for edge in edges],
            "attribution": ATTRIBUTION,
        }


@acts_as("public")
def style(request: Request) -> Response:
    """GET /api/map/style.json?scheme=dark: what a map on this site should look like."""
    basemap = settings().basemap
    if basemap.startswith(("https://", "http://")):
        return RedirectResponse(basemap, status_code=307)
    is_dark = request.query_params.get("scheme") == "dark"
    palette = DARK if is_dark else LIGHT
    if not basemap:
        found = raster_style(palette, is_dark)
    else:
        try:
            found = vector_style(opened(Path(basemap)).source(), palette)
        except DomainError as refusal:
            return JSONResponse({"error": say(refusal.words)}, status_code=refusal.status)
    return JSONResponse(found, headers={"Cache-Control": f"public, max-age={HOUR}"})


@acts_as("public")
def tile(request: Request) -> Response:
    """GET /api/map/tiles/{z}/{x}/{y}.mvt: one tile as the file holds it; 204 where it is empty."""
    z, x, y = (int(request.path_params[part]) for part in "zxy")
    try:
        if not settings().basemap.endswith(".pmtiles") or not _exists(z, x, y):
            raise NotFound("map tile")
        base = opened(Path(settings().basemap))
    except DomainError as refusal:
        return JSONResponse({"error": say(refusal.words)}, status_code=refusal.status)
    headers = {
        "Cache-Control": f"public, max-age={DAY}",
        "ETag": f'"{base.version}-{z}-{x}-{y}"',
        "Vary": "Accept-Encoding",
    }
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    body = base.tile(z, x, y)
    if body is None:
        return Response(status_code=204, headers=headers)
    if base.is_gzipped:
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
        else:
            body = gzip.decompress(body)
    return Response(body, media_type="application/vnd.mapbox-vector-tile", headers=headers)


def _exists(z: int, x: int, y: int) -> bool:
    return z <= DEEPEST and max(x, y) < 2**z


def opened(path: Path) -> BaseMap:
    """The file, opened again when it has been replaced."""
    try:
        stat = path.stat()
    except OSError as error:
        raise DomainError(t("The map file that FOODAPP_BASEMAP names is not there.")) from error
    return _open(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=2)
def _open(path: Path, changed_ns: int, size: int) -> BaseMap:
    try:
        with path.open("rb") as file:
            reader = Reader(MmapSource(file))  # type: ignore[no-untyped-call]
        header = reader.header()  # type: ignore[no-untyped-call]
    except NOT_A_MAP as error:
        raise DomainError(t("The file that FOODAPP_BASEMAP names is not a PMTiles map.")) from error
    version = sha256(f"{changed_ns} {size}".encode()).hexdigest()[:12]
    return BaseMap(reader, header, version)


ROUTES = [
    Route("/api/map/style.json", style),
    Route("/api/map/tiles/{z:int}/{x:int}/{y:int}.mvt", tile),
]
