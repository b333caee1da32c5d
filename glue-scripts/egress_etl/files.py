"""Lists and looks into files in S3 and in folders of this machine."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from py4j.java_gateway import JavaObject, JVMView
from py4j.protocol import Py4JJavaError
from pyspark.sql import SparkSession

from egress_etl.damaged_files import unreadable
from egress_etl.file import File
from egress_etl.storage import storage_of

# Opening a file in S3 takes some 50 ms, nearly all of it waiting.
_READERS = 32


def list_files(session: SparkSession, folders: Iterable[str]) -> list[File]:
    """
    Every file under the folders, which may be globs; folders that do not exist hold none. Sorted, each once; without empty
    files and those that Spark takes for hidden. Hadoop finds the folders, but it would tell of each file in six calls
    between Python and Java: 100,000 files take minutes that way.
    """
    found: set[File] = set()
    for folder in folders:
        path, system = _opened(session, folder)
        storage = storage_of(folder)
        for status in system.globStatus(path) or []:
            listed = storage.list(f"{status.getPath().toString()}/")
            found.update(file for file in listed if file.size > 0 and not _is_hidden(file))
    return sorted(found)


def _is_hidden(file: File) -> bool:
    return file.path.rpartition("/")[2].startswith((".", "_"))


def paths(files: Iterable[File]) -> list[str]:
    return [file.path for file in files]


def stamps(files: Iterable[File]) -> list[str]:
    return sorted(file.stamp for file in files)


def first_lines(session: SparkSession, files: list[str]) -> dict[str, str]:
    """The first line of each text file, plain or gzip; empty where the file has none. Raises ValueError that names a file."""
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
    except Py4JJavaError as error:
        raise ValueError(unreadable(file, str(error.java_exception))) from None
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
