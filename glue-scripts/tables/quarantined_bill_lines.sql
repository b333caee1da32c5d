-- Lines of the bill that price nothing because they are impossible. Written by the transformation of the same name.
CREATE TABLE quarantined_bill_lines (
  file STRING,
  reason STRING, -- the first column that is wrong, with what it says
  line STRING -- all columns, as JSON
)
