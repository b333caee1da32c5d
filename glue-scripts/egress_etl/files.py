"""Lists and looks into files wherever Spark can read them: S3, HDFS, local folders."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from py4j.java_gateway import JavaObject, JVMView
from pyspark.sql import SparkSession

# Opening a file in S3 takes some 50 ms, nearly all of it waiting.
_READERS = 32


@dataclass(frozen=True, order=True)
class File:
    path: str
    size: int
    modified: int
    """Milliseconds since 1970."""

    @property
    def stamp(self) -> str:
        """Another one for another file, and for another content in the same place."""
        return hashlib.sha256(f"{self.path}\n{self.size}\n{self.modified}".encode()).hexdigest()[:16]


def list_files(session: SparkSession, folders: Iterable[str]) -> list[File]:
    """Every file under the folders, which may be globs; folders that do not exist hold none. Sorted, each once."""
    found: set[File] = set()
    for folder in folders:
        path, system = _opened(session, folder)
        for status in system.globStatus(path) or []:
            files = system.listFiles(status.getPath(), True)
            while files.hasNext():
                file = files.next()
                if file.getLen() > 0:
                    found.add(File(file.getPath().toString(), file.getLen(), file.getModificationTime()))
    return sorted(found)


def paths(files: Iterable[File]) -> list[str]:
    return [file.path for file in files]


def stamps(files: Iterable[File]) -> list[str]:
    return sorted(file.stamp for file in files)


def first_lines(session: SparkSession, files: list[str]) -> dict[str, str]:
    """The first line of each text file, plain or gzip; empty where the file has none."""
    with ThreadPoolExecutor(_READERS) as readers:
        return dict(zip(files, readers.map(lambda file: _first_line(session, file), files), strict=True))


def delete(session: SparkSession, folder: str) -> None:
    """Deletes a folder with all that is in it; one that does not exist is fine."""
    path, system = _opened(session, folder)
    system.delete(path, True)


def _first_line(session: SparkSession, file: str) -> str:
    java = _jvm(session).java
    path, system = _opened(session, file)
    stream = system.open(path)
    try:
        return _line_of(java, java.util.zip.GZIPInputStream(stream) if file.endswith(".gz") else stream)
    finally:
        stream.close()


def _line_of(java: JavaObject, stream: JavaObject) -> str:
    reader = java.io.BufferedReader(java.io.InputStreamReader(stream, "UTF-8"))
    return reader.readLine() or ""


def _opened(session: SparkSession, path: str) -> tuple[JavaObject, JavaObject]:
    """The path, and the file system that it is in, as Hadoop has them."""
    named = _jvm(session).org.apache.hadoop.fs.Path(path)
    return named, named.getFileSystem(session._jsc.hadoopConfiguration())


def _jvm(session: SparkSession) -> JVMView:
    if session._jvm is None:
        raise RuntimeError("the Spark session has ended")
    return session._jvm
