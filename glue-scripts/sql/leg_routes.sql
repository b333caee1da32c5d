-- The route that each host's subnet has towards each remote address outside its VPC: the longest prefix wins.
WITH wanted AS (
  SELECT DISTINCT coalesce(l.subnet_id, h.subnet_id) AS subnet_id, l.remote_address
  FROM flow_legs AS l
  LEFT JOIN hosts AS h ON h.vpc_id = coalesce(l.vpc_id, '') AND h.address = l.host_address
  WHERE l.vantage = 'workload'
),
matching AS (
  SELECT
    w.subnet_id, w.remote_address, r.target_type, r.target_id,
    row_number() OVER (
      PARTITION BY w.subnet_id, w.remote_address ORDER BY r.prefix_length DESC, r.target_id
    ) AS place
  FROM wanted AS w
  JOIN addresses AS a ON a.address = w.remote_address
  JOIN ref_routes AS r ON r.subnet_id = w.subnet_id AND a.address_key BETWEEN r.range_start AND r.range_end
)
SELECT subnet_id, remote_address, target_type, target_id FROM matching WHERE place = 1
