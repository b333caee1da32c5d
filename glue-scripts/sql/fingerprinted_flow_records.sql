-- Flow-log records with a hash of what copies of a record have in common whatever fields their logs were given:
-- equal fingerprints make records candidates for duplicates, unequal ones rule it out.
SELECT
  *,
  xxhash64(
    interface_id, resource_id, srcaddr, dstaddr, srcport, dstport, protocol, start_time, end_time, action
  ) AS fingerprint
FROM flow_records
