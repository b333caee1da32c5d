-- AWS ip-ranges as disjoint ranges, the longest prefix and most specific service winning.
CREATE TABLE ref_ip_ranges (
  range_start STRING,
  range_end STRING,
  service STRING,
  region STRING
)
