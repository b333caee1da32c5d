-- Autonomous systems as disjoint ranges.
CREATE TABLE ref_asn (
  range_start STRING,
  range_end STRING,
  asn BIGINT,
  org STRING
)
