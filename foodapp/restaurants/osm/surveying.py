"""A look through an extract before it is read: is it in order, what comes twice, what is gone.

Editors and query services write what extracts do not hold: ways before their nodes, several
versions of one thing, things marked as deleted. Such a file is brought into order first, in
memory, by libosmium itself.
"""

import bz2
import gzip
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO
from xml.parsers import expat

import osmium

from foodapp.kit.errors import DomainError
from foodapp.kit.words import t

SORTED_IN_MEMORY = 400_000_000  # bytes of a file: more would fill a small machine's memory
RANKS = {"n": 0, "w": 1, "r": 2}
NAMES = {"n": "node", "w": "way", "r": "relation"}
KINDS = ("node", "way", "relation")

IsEatery = Callable[[dict[str, str]], bool]


@dataclass
class Survey:
    in_order: bool = True  # nodes, ways, relations; each by id, each once
    deleted: set[str] = field(default_factory=set)  # OSM ids that the file says are gone
    versions: dict[str, list[int]] = field(default_factory=dict)  # of eateries that come twice

    @property
    def is_plain(self) -> bool:
        return self.in_order and not self.deleted


def survey(path: Path, is_eatery: IsEatery) -> Survey:
    """Things without tags are looked at only where a file may hold what was deleted."""
    found = Survey()
    last: tuple[int, bool, int] | None = None
    gone: dict[str, int] = {}
    alive: defaultdict[str, list[int]] = defaultdict(list)
    for thing in _things(path):
        place = (RANKS[thing.type_str()], thing.id > 0, abs(thing.id))
        found.in_order &= last is None or last < place
        last = place
        if thing.deleted or not thing.visible:
            osm_id = _id(thing)
            gone[osm_id] = max(thing.version, gone.get(osm_id, 0))
        elif is_eatery({tag.k: tag.v for tag in thing.tags}):
            alive[_id(thing)].append(thing.version)
    found.deleted = {one for one, version in gone.items() if version >= max(alive[one], default=0)}
    found.deleted |= _marked_by_an_editor(path)
    found.versions = {one: versions for one, versions in alive.items() if len(versions) > 1}
    return found


def _things(path: Path) -> Iterator[Any]:
    everything = osmium.FileProcessor(str(path))
    if is_pbf(path) and not everything.header.has_multiple_object_versions:
        return iter(everything.with_filter(osmium.filter.EmptyTagFilter()))
    return iter(everything)


def is_pbf(path: Path) -> bool:
    return path.suffix == ".pbf"


def _id(thing: Any) -> str:
    return f"{NAMES[thing.type_str()]}/{thing.id}"


def _marked_by_an_editor(path: Path) -> set[str]:
    """JOSM writes action='delete', which libosmium does not know."""
    if ".osm" not in path.suffixes or is_pbf(path):
        return set()
    marked: set[str] = set()

    def start(name: str, attributes: dict[str, str]) -> None:
        if attributes.get("action") == "delete" and name in KINDS:
            marked.add(f"{name}/{attributes.get('id', '')}")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        with _opened(path) as file:
            parser.ParseFile(file)
    except (expat.ExpatError, OSError) as error:
        raise DomainError(
            t("{file} cannot be read: {reason}.", file=path.name, reason=str(error))
        ) from error
    return marked


def _opened(path: Path) -> BinaryIO:
    openers: dict[str, Any] = {".gz": gzip.open, ".bz2": bz2.open}
    opened: BinaryIO = openers.get(path.suffix, open)(path, "rb")
    return opened


@contextmanager
def in_order(path: Path, found: Survey) -> Iterator[Path]:
    """The file itself, or a copy in order: the newest version of each thing, none that is gone."""
    if found.is_plain:
        yield path
        return
    if path.stat().st_size > SORTED_IN_MEMORY:
        raise DomainError(
            t(
                "{file} is not in order, and too large to be sorted here. Please sort it first: "
                "osmium sort {file} -o sorted.osm.pbf",
                file=path.name,
            )
        )
    with TemporaryDirectory(prefix="foodapp-osm-") as folder:
        tidy = Path(folder) / "tidy.osm.pbf"
        _write(path, tidy, found.deleted)
        yield tidy


def _write(path: Path, tidy: Path, deleted: set[str]) -> None:
    reader = osmium.MergeInputReader()
    reader.add_file(str(path))
    with osmium.SimpleWriter(str(tidy)) as writer:
        reader.apply(_Keeper(writer, deleted), simplify=True)


class _Keeper(osmium.SimpleHandler):
    """Writes what is still there."""

    def __init__(self, writer: Any, deleted: set[str]) -> None:
        super().__init__()
        self.writer, self.deleted = writer, deleted

    def node(self, node: Any) -> None:
        if self._stays(node):
            self.writer.add_node(node)

    def way(self, way: Any) -> None:
        if self._stays(way):
            self.writer.add_way(way)

    def relation(self, relation: Any) -> None:
        if self._stays(relation):
            self.writer.add_relation(relation)

    def _stays(self, thing: Any) -> bool:
        return thing.visible and _id(thing) not in self.deleted
