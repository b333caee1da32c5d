-- List price of each class, region and destination region, at the first tier.
CREATE TABLE list_rates (
  egress_class STRING,
  region STRING,
  peer_region STRING, -- destination of inter_region, else empty
  usd_per_gb DOUBLE,
  rate_source STRING -- list
)
