-- The transformations are written in Spark SQL. DuckDB has most of its functions under the same name; the few that it
-- lacks are taught to it here, so that one file serves both engines unchanged.

-- The two engines' hashes differ in value; the transformations only compare values of one engine.
CREATE MACRO xxhash64(a, b, c, d, e, f, g, h, i, j) AS hash(a, b, c, d, e, f, g, h, i, j);
CREATE MACRO collect_list(x) AS list(x);
CREATE MACRO explode(x) AS unnest(x);
CREATE MACRO timestamp_seconds(x) AS make_timestamp(x::BIGINT * 1000000);
