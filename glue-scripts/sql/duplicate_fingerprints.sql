-- Fingerprints that more than one record has: the only records that need to be compared in full. Sorting them and
-- looking at the neighbour takes half the time of grouping them.
SELECT DISTINCT fingerprint
FROM (
  SELECT fingerprint, lag(fingerprint) OVER (ORDER BY fingerprint) AS previous FROM record_fingerprints
) AS neighbours
WHERE fingerprint = previous
