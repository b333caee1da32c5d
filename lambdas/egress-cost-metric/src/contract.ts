import { egressClassSchema } from '@egress/contracts';
import { z } from 'zod';

/** The function needs nothing but what Lambda itself sets. */
export const environment = z.object({});

/** The schedule's event; nothing of it is used but the time, which names the day. */
export const event = z.object({
  /** ISO time of the scheduled run: of the three UTC days before it, the costliest is published. */
  time: z.iso.datetime(),
});

const cost = {
  /** UTC day of the costs, `YYYY-MM-DD`; of three days the one on which egress cost most. */
  day: z.iso.date(),
};

/** USD, unblended, usage only: taxes, credits and refunds would hide what traffic costs. */
export const result = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('published'),
    ...cost,
    totalUsd: z.number(),
    usdByClass: z.partialRecord(egressClassSchema, z.number()),
    /** Usage types that look like transfer and that no class describes; their cost is in `unknown` and in the total. */
    unknownUsageTypes: z.array(z.string()),
    /** The total of each day that was read; the last one may still grow. */
    usdByDay: z.record(z.iso.date(), z.number()),
  }),
  /** Cost Explorer was enabled less than a day ago. */
  z.object({ status: z.literal('no_data'), ...cost, reason: z.string() }),
]);
export type Result = z.infer<typeof result>;

export const permissions = {
  anyResource: {
    actions: ['ce:GetCostAndUsage'],
    reason: 'Cost Explorer has no resource-level permissions.',
  },
} as const;

export const functionSettings = { memoryMiB: 256, timeoutSeconds: 60 } as const;

/** At noon UTC Cost Explorer has most of the day before; it catches up within 24 hours. */
export const schedule = 'cron(0 12 * * ? *)';

/**
 * The metrics, as an alarm or a dashboard must name them. Read them with the statistic Maximum over a day: it is the
 * costliest of the three days before.
 */
export const metrics = {
  namespace: 'EgressOptimizer',
  service: 'egress-cost-metric',
  /** USD; without the class dimension it is the total. */
  costPerDay: 'EgressCostPerDay',
  classDimension: 'EgressClass',
} as const;
