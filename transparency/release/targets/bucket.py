"""Release target: an S3-compatible object store, for when one server is not enough.

    PREFIX/releases/NAME/PATH   written once, never changed, cached for ever
    PREFIX/releases/NAME/release.json   written last: a release without it is incomplete and is not listed
    PREFIX/current              the pointer: its body and its metadata ``release`` are the name of the current release

The pointer is written on the condition that it is still the one we read, so of two simultaneous releases one is refused.
A front server (server/edge.conf) reads the pointer and serves that release, so no reader gets files of two releases.
"""

from __future__ import annotations

import contextlib
import mimetypes
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun
from transparency.release.manifest import MANIFEST, paths
from transparency.release.targets.store import ConcurrentRelease, Name, ordered, parsed

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_FOR_EVER = "public, max-age=31536000, immutable"
_NEVER = "no-cache"
_PRECONDITION_FAILED, _CONFLICT = 412, 409


class BucketStore:
    """See the module."""

    def __init__(self, client: S3Client, bucket: str, prefix: str) -> None:
        self.client, self.bucket, self.prefix = client, bucket, prefix
        self._tag: str | None = None

    @staticmethod
    def at(place: str) -> BucketStore:
        """``bucket/prefix``; address and keys come from the environment as boto3 reads it (``AWS_ENDPOINT_URL`` …)."""
        import boto3  # noqa: PLC0415  (takes a third of a second, and few releases go to an object store)

        bucket, _, prefix = place.partition("/")
        return BucketStore(boto3.client("s3"), bucket, prefix.strip("/"))

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """There is no lock to be left behind: the pointer is compared when it is moved."""
        with self._said_plainly():
            self.current()
            yield

    def releases(self) -> tuple[Name, ...]:
        """Oldest first."""
        with self._said_plainly():
            keys = self._keys("releases/")
        return ordered([key.split("/")[-2] for key in keys if key.endswith(f"/{MANIFEST}")])

    def current(self) -> Name | None:
        """What the pointer says; remembers its tag for the switch."""
        with self._said_plainly():
            try:
                answer = self.client.get_object(Bucket=self.bucket, Key=self._key("current"))
            except self.client.exceptions.NoSuchKey:
                self._tag = None
                return None
            self._tag = answer["ETag"]
            return parsed(answer["Body"].read().decode().strip())

    def add(self, folder: Path, name: Name) -> None:
        """The manifest goes last."""
        files = [path for path in paths(folder) if path != MANIFEST]
        with self._said_plainly(), ThreadPoolExecutor() as pool:
            list(pool.map(lambda path: self._put(folder, path, name), files))
            self._put(folder, MANIFEST, name)

    def _put(self, folder: Path, path: str, name: Name) -> None:
        self.client.put_object(
            Bucket=self.bucket,
            Key=self._key("releases", str(name), path),
            Body=(folder / path).read_bytes(),
            ContentType=_media_type(path),
            CacheControl=_FOR_EVER,
            ChecksumAlgorithm="SHA256",
        )

    def switch(self, name: Name, *, withdraw: bool = False) -> None:
        """Moves the pointer, if nobody else has; a new release that was overtaken is taken away again."""
        try:
            self._point(name)
        except ConcurrentRelease:
            if not withdraw:
                self.remove([name])
            raise

    def _point(self, name: Name) -> None:
        condition = {"IfMatch": self._tag} if self._tag else {"IfNoneMatch": "*"}
        with self._said_plainly():
            answer = self.client.put_object(
                Bucket=self.bucket,
                Key=self._key("current"),
                Body=f"{name}\n".encode(),
                ContentType="text/plain; charset=utf-8",
                CacheControl=_NEVER,
                Metadata={"release": str(name)},
                **condition,  # type: ignore[arg-type]
            )
        self._tag = answer["ETag"]

    def remove(self, names: Sequence[Name]) -> None:
        """The manifest goes first, so that a release half deleted is not listed."""
        with self._said_plainly():
            for name in names:
                keys = self._keys(f"releases/{name}/")
                for key in sorted(keys, key=lambda key: not key.endswith(f"/{MANIFEST}")):
                    self.client.delete_object(Bucket=self.bucket, Key=key)

    @contextlib.contextmanager
    def opened(self, name: Name, below: str = "") -> Iterator[Path]:
        """A copy fetched from the store."""
        with tempfile.TemporaryDirectory(prefix="release-") as folder:
            start = self._key("releases", str(name), "")
            with self._said_plainly(), ThreadPoolExecutor() as pool:
                keys = self._keys(f"releases/{name}/{below}")
                list(pool.map(lambda key: self._get(key, Path(folder) / key.removeprefix(start)), keys))
            yield Path(folder)

    def _get(self, key: str, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.client.get_object(Bucket=self.bucket, Key=key)["Body"].read())

    def _keys(self, start: str) -> list[str]:
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self._key(start))
        return [item["Key"] for page in pages for item in page.get("Contents", ())]

    def _key(self, *parts: str) -> str:
        return "/".join((self.prefix, *parts) if self.prefix else parts)

    @contextlib.contextmanager
    def _said_plainly(self) -> Iterator[None]:
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415  (slow to import)

        try:
            yield
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] in {_PRECONDITION_FAILED, _CONFLICT}:
                message = Message("Somebody else released to {bucket} meanwhile. Release again.", bucket=self.bucket)
                raise ConcurrentRelease(message) from error
            raise self._unreachable(error.response["Error"]["Code"]) from error
        except BotoCoreError as error:
            raise self._unreachable(type(error).__name__) from error

    def _unreachable(self, error: str) -> CouldNotRun:
        return CouldNotRun(
            Message(
                "The object store {bucket} refused ({error}). Fix that and release again.",
                bucket=self.bucket,
                error=error,
            )
        )


def _media_type(path: str) -> str:
    guessed = mimetypes.guess_type(path, strict=False)
    if guessed[1]:
        return "application/octet-stream"
    kind = _OURS.get(path.rpartition(".")[2], guessed[0] or "application/octet-stream")
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


_OURS = {
    "jsonld": "application/ld+json",
    "csv": "text/csv",
    "js": "text/javascript",
    "webmanifest": "application/manifest+json",
}
"""Media types that a bare system may not know."""
