-- One price per class, region and destination region for one analysis.
CREATE TABLE ref_rates (
  egress_class STRING,
  region STRING,
  peer_region STRING, -- destination of inter_region, else empty
  usd_per_gb DOUBLE,
  rate_source STRING -- bill or list
)
