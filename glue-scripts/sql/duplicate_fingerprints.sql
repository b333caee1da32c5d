-- Fingerprints that more than one record has: the only records that need to be compared in full.
SELECT fingerprint
FROM (SELECT explode(fingerprints) AS fingerprint FROM flow_conversations) AS records
GROUP BY fingerprint
HAVING count(*) > 1
