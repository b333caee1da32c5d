-- The fingerprints of all records that count, one row each.
SELECT explode(fingerprints) AS fingerprint FROM flow_conversations WHERE log_status <> 'MALFORMED'
