"""Bodies that are made once and sent often, plain and compressed, each with a strong ETag; long ones lie on disk.

A body that is made anew after a change of the store takes the octets of unchanged events from the one before.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import weakref
import zlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from threading import Lock
from typing import BinaryIO

_IN_MEMORY = 1_000_000  # octets; a longer body goes to a file without name
_CHUNK = 65_536
_MOST = 48  # bodies that are kept


@dataclass(slots=True, weakref_slot=True)
class Body:
    """The octets of an answer, written once; reading is safe from many threads."""

    etag: str
    length: int
    _octets: bytes = b""
    _file: BinaryIO | None = None

    def __post_init__(self) -> None:
        if self._file is not None:
            weakref.finalize(self, self._file.close)

    def chunks(self) -> Iterator[bytes]:
        """The octets piece by piece."""
        if self._file is None:
            yield self._octets
            return
        for position in range(0, self.length, _CHUNK):
            yield os.pread(self._file.fileno(), _CHUNK, position)

    def part(self, position: int, length: int) -> bytes:
        """Some of the octets."""
        if self._file is None:
            return self._octets[position : position + length]
        return os.pread(self._file.fileno(), length, position)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event stands in a body, and the values that its octets were made of."""

    made_of: tuple[object, ...]
    position: int
    length: int


class _Writer:
    """Takes octets and gives the Body of them."""

    def __init__(self) -> None:
        self._memory = bytearray()
        self._file: BinaryIO | None = None
        self._length = 0

    def write(self, piece: bytes) -> None:
        self._length += len(piece)
        if self._file is not None:
            self._file.write(piece)
            return
        self._memory += piece
        if len(self._memory) > _IN_MEMORY:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115  it lives as long as the Body
            self._file.write(self._memory)
            self._memory.clear()

    def body(self, etag: str) -> Body:
        if self._file is not None:
            self._file.flush()
        return Body(etag, self._length, bytes(self._memory), self._file)


def made(pieces: Iterable[bytes]) -> tuple[Body, Body]:
    """The body of the pieces, plain and compressed; each has an ETag of its own (RFC 9110, 8.8.3.3)."""
    plain, packed, digest = _Writer(), _Writer(), hashlib.sha256()
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)  # a gzip member; zlib leaves its time at zero
    for piece in pieces:
        digest.update(piece)
        plain.write(piece)
        if squeezed := packer.compress(piece):
            packed.write(squeezed)
    packed.write(packer.flush())
    tag = digest.hexdigest()[:32]
    return plain.body(f'"{tag}"'), packed.body(f'"{tag}-gzip"')


@dataclass(slots=True)
class Shelf:
    """The bodies made of one state of things; another state empties it."""

    # the whole feed, with links to pages and without: what a next body may take over
    former: dict[bool, tuple[Body, dict[str, Place]]] = field(default_factory=dict)
    _state: object = None
    _bodies: OrderedDict[Hashable, tuple[Body, Body]] = field(default_factory=OrderedDict)
    _making: dict[Hashable, Lock] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, state: object, key: Hashable, make: Callable[[], Iterable[bytes]]) -> tuple[Body, Body]:
        """The bodies for a key; ``state`` is compared by identity, and two askers do not make one body twice."""
        with self._lock:
            if self._state is not state:
                self._state = state
                self._bodies.clear()
                self._making.clear()
            if key in self._bodies:
                self._bodies.move_to_end(key)
                return self._bodies[key]
            making = self._making.setdefault(key, Lock())
        with making:
            with self._lock:
                if self._state is state and key in self._bodies:
                    return self._bodies[key]
            bodies = made(make())
            with self._lock:
                if self._state is state:
                    self._bodies[key] = bodies
                    self._making.pop(key, None)
                    while len(self._bodies) > _MOST:
                        self._bodies.popitem(last=False)
            return bodies
