-- Lines of a CUR 2.0 bill, each with what is wrong with it, if anything: no line is without a time or has a quantity or a cost
-- that no bill reaches. NaN is not less than any number.
SELECT
  *,
  CASE
    WHEN is_whole IS NULL OR NOT is_whole THEN 'no number or time where one belongs'
    WHEN usage_start IS NULL THEN 'usage start missing'
    WHEN NOT abs(coalesce(quantity, 0)) < 1000000000000000000 THEN concat('quantity ', CAST(quantity AS STRING))
    WHEN NOT abs(coalesce(net_cost, unblended_cost, 0)) < 1000000000000000000
      THEN concat('cost ', CAST(coalesce(net_cost, unblended_cost) AS STRING))
  END AS complaint
FROM cur_lines
