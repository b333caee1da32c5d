-- The transformations are written in Spark SQL. DuckDB has most of its functions under the same name; the few that it
-- lacks are taught to it here, so that one file serves both engines unchanged.

-- The two engines' hashes differ in value; the transformations only compare values of one engine.
CREATE MACRO xxhash64(a, b, c, d, e, f, g, h, i, j) AS hash(a, b, c, d, e, f, g, h, i, j);
CREATE MACRO collect_list(x) AS list(x);
CREATE MACRO explode(x) AS unnest(x);
CREATE MACRO timestamp_seconds(x) AS make_timestamp(x::BIGINT * 1000000);
CREATE MACRO regexp_like(x, pattern) AS regexp_matches(x, pattern);
CREATE MACRO unix_timestamp(x) AS epoch(x)::BIGINT;
CREATE MACRO array_repeat(x, n) AS list_transform(range(n), lambda _: x);

-- DuckDB and Spark write array types differently: DOUBLE[] and ARRAY<DOUBLE>.
CREATE TYPE FEATURE_VECTOR AS DOUBLE[];
