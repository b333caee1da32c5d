-- Which hours are compared with the bill: a row for each stretch without a gap.
CREATE TABLE analysis_window (
  start_time BIGINT,
  end_time BIGINT
)
