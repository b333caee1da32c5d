-- One price per class, region and destination region: the bill's wherever the bill has usage there, else the list's.
SELECT egress_class, region, peer_region, usd_per_gb, rate_source FROM bill_rates
UNION ALL
SELECT l.egress_class, l.region, l.peer_region, l.usd_per_gb, l.rate_source
FROM list_rates AS l
LEFT JOIN bill_rates AS b
  ON b.egress_class = l.egress_class AND b.region = l.region AND b.peer_region = l.peer_region
WHERE b.egress_class IS NULL
