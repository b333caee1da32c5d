"""The Spark session that both jobs work with."""

from pyspark.sql import SparkSession

_SETTINGS = {
    # Days are UTC days on every cluster.
    "spark.sql.session.timeZone": "UTC",
    # A re-run replaces the days that it makes and no others.
    "spark.sql.sources.partitionOverwriteMode": "dynamic",
    # The standard type, in place of the deprecated INT96.
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    "spark.sql.parquet.compression.codec": "zstd",
}


def open_session(name: str) -> SparkSession:
    """The session of the cluster that the job runs on (Glue, spark-submit), with the settings that results depend on."""
    session = SparkSession.builder.appName(name).getOrCreate()
    for key, value in _SETTINGS.items():
        session.conf.set(key, value)
    return session
