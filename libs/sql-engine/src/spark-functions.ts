/**
 * The transformations are written in Spark SQL. DuckDB has most of its functions under the same name; the few
 * that it lacks are taught to it here, so that one file serves both engines unchanged.
 */
const hashArity = (n: number): string => {
  const names = Array.from({ length: n }, (_, i) => `a${i}`).join(', ');
  return `(${names}) AS hash(${names})`;
};

export const SPARK_FUNCTIONS: readonly string[] = [
  // Spark's and DuckDB's hashes differ in value; the transformations only compare values of one engine.
  `CREATE MACRO xxhash64 ${[1, 2, 4, 8, 12, 13].map(hashArity).join(', ')}`,
  'CREATE MACRO collect_list(x) AS list(x)',
  'CREATE MACRO explode(x) AS unnest(x)',
  'CREATE MACRO timestamp_seconds(x) AS make_timestamp(x::BIGINT * 1000000)',
];
