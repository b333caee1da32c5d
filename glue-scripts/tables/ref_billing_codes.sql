-- How usage types abbreviate regions: EUC1 is eu-central-1.
CREATE TABLE ref_billing_codes (
  code STRING,
  region STRING
)
