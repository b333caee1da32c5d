-- The one row says for which hours features are made; earlier hours are their history.
CREATE TABLE feature_window (
  start_time BIGINT,
  end_time BIGINT -- exclusive
)
