-- What the bill really charges per GB of each class, region and destination region. Written by the transformation of the
-- same name.
CREATE TABLE bill_rates (
  egress_class STRING,
  region STRING,
  peer_region STRING, -- destination of inter_region, else empty
  usd_per_gb DOUBLE,
  rate_source STRING -- bill
)
