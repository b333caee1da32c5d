-- Flow-log records, each with what is wrong with it: no record moves a petabyte, none is from before 2006 or after 2100,
-- and none lasts more than an hour, six times the longest aggregation interval.
-- Times may be in milliseconds. `status` is that of the log, or MALFORMED for an impossible record; then `complaint` says
-- why. Columns that tell where a record came from (`file`, `line`) stay with it.
WITH told AS (
  SELECT
    *,
    tgw_id IS NOT NULL OR tgw_attachment_id IS NOT NULL AS is_tgw,
    CASE WHEN bytes BETWEEN 0 AND 1000000000000000 THEN bytes END AS possible_bytes,
    CASE WHEN packets BETWEEN 0 AND 1000000000000000 THEN packets END AS possible_packets,
    CASE WHEN srcport BETWEEN 0 AND 65535 THEN CAST(srcport AS INTEGER) END AS possible_srcport,
    CASE WHEN dstport BETWEEN 0 AND 65535 THEN CAST(dstport AS INTEGER) END AS possible_dstport,
    CASE WHEN protocol BETWEEN 0 AND 255 THEN CAST(protocol AS INTEGER) END AS possible_protocol,
    CASE
      WHEN logged_start BETWEEN 1136073600 AND 4102444800 THEN logged_start
      WHEN logged_start BETWEEN 1136073600000 AND 4102444800000 THEN CAST(floor(logged_start / 1000) AS BIGINT)
    END AS start_time,
    CASE
      WHEN logged_end BETWEEN 1136073600 AND 4102444800 THEN logged_end
      WHEN logged_end BETWEEN 1136073600000 AND 4102444800000 THEN CAST(floor(logged_end / 1000) AS BIGINT)
    END AS end_time
  FROM logged_records
),
complained AS (
  SELECT
    *,
    CASE
      WHEN log_status IN ('NODATA', 'SKIPDATA') THEN NULL
      WHEN is_whole IS NULL OR NOT is_whole THEN 'not the fields of its log, or no number where one belongs'
      WHEN log_status IS NULL OR log_status <> 'OK' THEN concat('log-status ', coalesce(log_status, 'missing'))
      WHEN NOT is_tgw AND (action IS NULL OR action NOT IN ('ACCEPT', 'REJECT'))
        THEN concat('action ', coalesce(action, 'missing'))
      -- Those that Block Public Access rejected lack bytes.
      WHEN possible_bytes IS NULL AND (bytes IS NOT NULL OR is_tgw OR action <> 'REJECT')
        THEN concat('bytes ', coalesce(CAST(bytes AS STRING), 'missing'))
      WHEN possible_packets IS NULL AND packets IS NOT NULL THEN concat('packets ', CAST(packets AS STRING))
      WHEN possible_srcport IS NULL AND srcport IS NOT NULL THEN concat('srcport ', CAST(srcport AS STRING))
      WHEN possible_dstport IS NULL AND dstport IS NOT NULL THEN concat('dstport ', CAST(dstport AS STRING))
      WHEN possible_protocol IS NULL AND protocol IS NOT NULL THEN concat('protocol ', CAST(protocol AS STRING))
      WHEN start_time IS NULL THEN concat('start ', coalesce(CAST(logged_start AS STRING), 'missing'))
      WHEN end_time IS NULL OR end_time < start_time THEN concat('end ', coalesce(CAST(logged_end AS STRING), 'missing'))
      WHEN end_time - start_time > 3600 THEN concat('lasts ', CAST(end_time - start_time AS STRING), ' s')
      WHEN coalesce(srcaddr, pkt_srcaddr, dstaddr, pkt_dstaddr) IS NULL THEN 'no address'
    END AS complaint
  FROM told
)
SELECT *, CASE WHEN complaint IS NULL THEN log_status ELSE 'MALFORMED' END AS status FROM complained
