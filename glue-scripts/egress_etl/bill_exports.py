"""Which files are the bill: AWS may keep the earlier deliveries of an export, and a folder may hold several exports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from egress_etl.file import File
from egress_etl.workspace import Workspace

_MONTH = "BILLING_PERIOD="
# What two exports say of the same days, in whatever detail. Hours of use are alike in any two bills, bytes are not.
_SAME_TRAFFIC = f"""
WITH traffic AS (
  SELECT
    regexp_extract(file, '^(.*)/{_MONTH}', 1) AS export, account_id, to_date(timestamp_seconds(usage_start)) AS day,
    usage_type, coalesce(operation, '') AS operation, sum(quantity) AS quantity
  FROM judged_cur_lines
  WHERE complaint IS NULL AND line_type = 'Usage' AND usage_type LIKE '%Bytes%' AND quantity > 0
  GROUP BY ALL
),
sizes AS (SELECT export, count(*) AS size FROM traffic GROUP BY export),
same AS (
  SELECT a.export, b.export AS other, count(*) AS size
  FROM traffic AS a
  JOIN traffic AS b USING (account_id, day, usage_type, operation)
  WHERE a.export < b.export AND abs(a.quantity - b.quantity) <= 1e-6 * a.quantity
  GROUP BY ALL
)
SELECT same.export, same.other
FROM same
JOIN sizes AS a ON a.export = same.export
JOIN sizes AS b ON b.export = same.other
WHERE same.size > 0.5 * least(a.size, b.size)
"""


def newest_deliveries(files: Iterable[File]) -> list[File]:
    """
    Of each export and month the files that were delivered last. Where an export is set to create new files rather than to
    overwrite them, each delivery is a folder below that of the month, and all of them hold the whole month.
    https://docs.aws.amazon.com/cur/latest/userguide/dataexports-export-delivery.html
    """
    deliveries: dict[str, dict[str, list[File]]] = defaultdict(lambda: defaultdict(list))
    for file in files:
        export, _, rest = file.path.rpartition(f"/{_MONTH}")
        month, _, name = rest.partition("/")
        deliveries[f"{export}/{month}"][name.rpartition("/")[0]].append(file)
    newest = (max(of_month.values(), key=lambda some: max(file.modified for file in some)) for of_month in deliveries.values())
    return sorted(file for some in newest for file in some)


def refuse_repeated_traffic(workspace: Workspace, files: Iterable[File]) -> None:
    """Raises ValueError that names two exports of which one bills the other's traffic again; needs `judged_cur_lines`."""
    if len({file.path.rpartition(f"/{_MONTH}")[0] for file in files}) < 2:
        return
    same = workspace.session.sql(_SAME_TRAFFIC).first()
    if same is not None:
        raise ValueError(f"{same['export']} and {same['other']}: exports of the same traffic; take one of them away")
