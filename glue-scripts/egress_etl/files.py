"""Lists and looks into files wherever Spark can read them: S3, HDFS, local folders."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from py4j.java_gateway import JavaObject
from pyspark.sql import SparkSession

# Opening a file in S3 takes some 50 ms, nearly all of it waiting.
_READERS = 32


def list_files(session: SparkSession, folders: Iterable[str]) -> list[str]:
    """Every file under the folders, which may be globs; folders that do not exist hold none. Sorted, each once."""
    found: set[str] = set()
    for folder in folders:
        path = session._jvm.org.apache.hadoop.fs.Path(folder)
        system = path.getFileSystem(session._jsc.hadoopConfiguration())
        for status in system.globStatus(path) or []:
            files = system.listFiles(status.getPath(), True)
            while files.hasNext():
                file = files.next()
                if file.getLen() > 0:
                    found.add(file.getPath().toString())
    return sorted(found)


def first_lines(session: SparkSession, files: list[str]) -> dict[str, str]:
    """The first line of each text file, plain or gzip; empty where the file has none."""
    with ThreadPoolExecutor(_READERS) as readers:
        return dict(zip(files, readers.map(lambda file: _first_line(session, file), files)))


def delete(session: SparkSession, folder: str) -> None:
    """Deletes a folder with all that is in it; one that does not exist is fine."""
    path = session._jvm.org.apache.hadoop.fs.Path(folder)
    path.getFileSystem(session._jsc.hadoopConfiguration()).delete(path, True)


def _first_line(session: SparkSession, file: str) -> str:
    java = session._jvm.java
    path = session._jvm.org.apache.hadoop.fs.Path(file)
    stream = path.getFileSystem(session._jsc.hadoopConfiguration()).open(path)
    try:
        return _line_of(java, java.util.zip.GZIPInputStream(stream) if file.endswith(".gz") else stream)
    finally:
        stream.close()


def _line_of(java: JavaObject, stream: JavaObject) -> str:
    reader = java.io.BufferedReader(java.io.InputStreamReader(stream, "UTF-8"))
    return reader.readLine() or ""
