-- The one row says which hours are compared with the bill.
CREATE TABLE analysis_window (
  start_time BIGINT,
  end_time BIGINT
)
