-- The fingerprints of all records, one row each.
SELECT explode(fingerprints) AS fingerprint FROM flow_conversations
