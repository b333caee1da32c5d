import { idList } from './evidence';
import type { Cause, CauseContext } from './findings-context';

/**
 * SQL: the gateways and endpoints that the flow logs look at, and for how many hours (`resource_id, hours`). Each of a
 * resource's own interfaces must log, NODATA too: what others of the VPC log says nothing of it.
 */
export const OBSERVED = `(
  SELECT resource_id, min(hours) AS hours
  FROM (
    SELECT i.resource_id, l.hours
    FROM ref_interfaces AS i
    LEFT JOIN (
      SELECT interface_id, count(DISTINCT start_hour) AS hours
      FROM flow_conversations WHERE log_status IN ('OK', 'NODATA') GROUP BY interface_id
    ) AS l ON l.interface_id = i.interface_id
    UNION ALL
    -- Regional NAT gateways have no interface.
    SELECT resource_id, count(DISTINCT start_hour)
    FROM flow_conversations
    WHERE interface_id IS NULL AND log_status IN ('OK', 'NODATA') GROUP BY resource_id
  ) AS looks
  WHERE resource_id IS NOT NULL
  GROUP BY resource_id
  HAVING count(*) = count(hours)
)`;

/** The context with the hours of these looks as its window. */
export function whileObserved(context: CauseContext, hours: number | null): CauseContext {
  return { ...context, windowHours: Math.min(context.windowHours, hours ?? context.windowHours) };
}

/** What to say of resources that nobody looked at; nothing where there are none. */
export function unobservedNotes(cause: Cause['cause'], resourceIds: readonly string[]): string[] {
  if (resourceIds.length === 0) return [];
  return [
    `Not checked: ${cause} of ${idList(resourceIds)}. The flow logs do not hold records of all their own interfaces: log the VPC, or the subnets that they are in.`,
  ];
}
