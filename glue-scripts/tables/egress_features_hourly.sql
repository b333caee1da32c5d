-- What anomaly detection scores: entities in the hours in which they sent anything. Written by the transformation of the
-- same name; docs/features.md says why each feature is one.
CREATE TABLE egress_features_hourly (
  hour TIMESTAMP,
  account STRING,
  region STRING,
  resource STRING, -- what a person would act on: instance, interface, NAT gateway, endpoint, bucket, distribution
  egress_class STRING,
  onset TIMESTAMP, -- first hour of the unbroken run above the band; NULL within it
  bytes BIGINT,
  expected_bytes BIGINT,
  band_bytes BIGINT, -- the most that is still as usual
  baseline STRING, -- hour_of_week, hour_of_days_alike, hour_of_day, last_day, when_active, new
  usd DOUBLE,
  vector FEATURE_VECTOR, -- deviation, excess, change, new_destination_share, flow_size_change
  anonymous_share DOUBLE, -- of a bucket's bytes; NULL for others
  open_port_share DOUBLE,
  new_destination_share DOUBLE,
  unknown_destination_share DOUBLE,
  sender STRING, -- of most of the bytes, as the rest
  destination STRING,
  service_port INTEGER,
  remote_service STRING,
  remote_region STRING,
  remote_org STRING
)
