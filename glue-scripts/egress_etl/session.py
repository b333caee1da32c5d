"""The Spark session that the jobs work with."""

from pyspark.sql import SparkSession

_SETTINGS = {
    # Days are UTC days on every cluster.
    "spark.sql.session.timeZone": "UTC",
    # The standard type, in place of the deprecated INT96.
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    # The Lambda functions read the tables too, and their reader decompresses no other codec.
    "spark.sql.parquet.compression.codec": "snappy",
    # Sizes of tasks and files are by what is really there. Half of the traffic may go through one NAT gateway: where its
    # rows meet in a join they are divided, and what is looked up is sent to each part.
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.adaptive.advisoryPartitionSizeInBytes": "128MB",
    "spark.sql.adaptive.skewJoin.enabled": "true",
    "spark.sql.adaptive.skewJoin.skewedPartitionFactor": "3",
    "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes": "256MB",
    "spark.sql.adaptive.forceOptimizeSkewedJoin": "true",
    # Spark looks at each of the paths that it is given; with the default, every other file of 20,000 is a task of its own.
    "spark.sql.sources.parallelPartitionDiscovery.parallelism": "256",
    # Thousands of small log files are read by one task; Spark counts each as 4 MB otherwise.
    "spark.sql.files.openCostInBytes": "1MB",
}


def open_session(name: str) -> SparkSession:
    """The session of the cluster that the job runs on (Glue, spark-submit), with the settings that results depend on."""
    session = SparkSession.builder.appName(name).getOrCreate()
    for key, value in _SETTINGS.items():
        session.conf.set(key, value)
    return session
