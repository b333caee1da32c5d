import * as z from 'zod';

/** Those that a bill's table `egress_cost_daily` tells. */
export const DIMENSIONS = [
  'LINKED_ACCOUNT',
  'OPERATION',
  'RECORD_TYPE',
  'REGION',
  'SERVICE',
  'USAGE_TYPE',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

const dimensionSchema = z.enum(DIMENSIONS);
const valuesSchema = z.strictObject({ Key: dimensionSchema, Values: z.array(z.string()).min(1) });

/** Of Cost Explorer's expressions those that the functions use. */
export type Filter =
  { readonly And: readonly Filter[] } | { readonly Dimensions: z.output<typeof valuesSchema> };
const filterSchema: z.ZodType<Filter> = z.lazy(() =>
  z.union([
    z.strictObject({ And: z.array(filterSchema).min(2) }),
    z.strictObject({ Dimensions: valuesSchema }),
  ]),
);

/** Of GetCostAndUsage: https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetCostAndUsage.html. */
export const costRequestSchema = z.strictObject({
  /** Half open. */
  TimePeriod: z
    .strictObject({ Start: z.iso.date(), End: z.iso.date() })
    .refine(({ Start, End }) => Start < End, 'Start must be before End'),
  Granularity: z.literal('DAILY'),
  Metrics: z.tuple([z.literal('UnblendedCost')]),
  GroupBy: z
    .array(z.strictObject({ Type: z.literal('DIMENSION'), Key: dimensionSchema }))
    .max(2)
    .default([]),
  Filter: filterSchema.optional(),
});
export type CostRequest = z.output<typeof costRequestSchema>;
