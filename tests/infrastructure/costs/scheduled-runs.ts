import { type Resource, resourcesOf } from '../emitted-environment';
import type { Stacks } from '../policy/rule';

/** AWS prices a month as 730 hours. */
export const HOURS_OF_MONTH = 730;

interface Trigger {
  readonly schedule?: string;
  readonly predicate?: { readonly conditions: readonly { readonly job_name: string }[] };
  readonly actions: readonly { readonly job_name: string }[];
}

/** How often a schedule starts in a month, of those at a minute of each hour or of a day. Throws for any other. */
export function runsPerMonth(schedule: string): number {
  const [, hour] = /^cron\(\d+ (\*|\d+) \* \* \? \*\)$/.exec(schedule) ?? [];
  if (hour === undefined) throw new Error(`${schedule}: is neither hourly nor daily`);
  return hour === '*' ? HOURS_OF_MONTH : HOURS_OF_MONTH / 24;
}

/** How often a job's triggers start it in a month, where all runs succeed. */
export function jobRunsPerMonth(stacks: Stacks, job: Resource): number {
  const triggers = resourcesOf(stacks, 'aws_glue_trigger').map(({ block }) => block as unknown as Trigger);
  const runsOf = (name: string): number =>
    triggers
      .filter(({ actions }) => actions.some((action) => action.job_name === name))
      .reduce((sum, { schedule, predicate }) => {
        if (schedule !== undefined) return sum + runsPerMonth(schedule);
        return (
          sum + Math.min(...(predicate?.conditions ?? []).map((condition) => runsOf(condition.job_name)))
        );
      }, 0);
  return runsOf(`\${${job.reference}.name}`);
}
