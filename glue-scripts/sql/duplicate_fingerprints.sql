-- Fingerprints that more than one record has: the only records that need to be compared in full.
SELECT fingerprint FROM record_fingerprints GROUP BY fingerprint HAVING count(*) > 1
