-- Records of flow logs that are in no total because they are impossible. Written by the transformation of the same name.
CREATE TABLE quarantined_records (
  file STRING,
  reason STRING, -- the first field that is wrong, with what it says
  line STRING -- as it came; records of Parquet files as JSON
)
