import { z } from 'zod';

/** Root causes that flows, bill and inventory can prove. */
export const FINDING_CAUSES = [
  'nat-s3',
  'nat-ddb',
  'nat-aws',
  'nat-s3-xr',
  'nat-idle',
  'vpce-drop',
  's3-iface',
  'xaz-chat',
  'xaz-nat',
  'xr-repl',
  's3-public',
  'no-cf',
  'cf-miss',
  'pubip-in',
  'tgw-peer',
  'flow-cost',
  'ipv4-idle',
] as const;
export const findingCauseSchema = z.enum(FINDING_CAUSES);
export type FindingCause = z.infer<typeof findingCauseSchema>;

/** A fix that can be copied: it changes nothing until a person runs it. */
export const fixSchema = z.object({
  summary: z.string(),
  awsCli: z.string(),
  terraform: z.string(),
});

export const findingSchema = z.object({
  cause: findingCauseSchema,
  /** One sentence with the resource and the money, for a heading. */
  title: z.string(),
  /** The AWS id that the fix acts on: a VPC, NAT gateway, bucket, endpoint, distribution… */
  resource: z.string(),
  region: z.string(),
  accountId: z.string().nullable(),
  /** USD per month of 730 h; `low` and `high` bound what the sample supports. Zero where the finding is a risk, not a saving. */
  savingUsdPerMonth: z.object({ low: z.number(), expected: z.number(), high: z.number() }),
  /** Named numbers and ids that prove the cause, in the order in which a person would read them. */
  evidence: z.array(
    z.object({ name: z.string(), value: z.union([z.number(), z.string()]), unit: z.string().optional() }),
  ),
  fix: fixSchema,
  risk: z.string(),
  /** What the fix does not help, so that nobody expects it to. */
  doesNotHelp: z.string(),
});
export type Finding = z.infer<typeof findingSchema>;
export type Fix = z.infer<typeof fixSchema>;
