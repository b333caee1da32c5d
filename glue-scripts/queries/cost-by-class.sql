-- What the bill charges for each egress class per day, over the last thirty days.
SELECT "date", egress_class, sum(gb) AS gb, sum(usd) AS usd, sum(usd) / nullif(sum(gb), 0) AS usd_per_gb
FROM egress_cost_daily
WHERE "date" >= CAST(CAST(current_date - INTERVAL '30' DAY AS DATE) AS VARCHAR)
GROUP BY 1, 2
ORDER BY 1 DESC, usd DESC
