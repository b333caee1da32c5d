-- Entities that were above their band in the last hour before the feature window. Empty when all hours are made at once.
CREATE TABLE open_runs (
  entity STRING, -- account/region/egress class/resource
  onset BIGINT,
  last_hour BIGINT
)
