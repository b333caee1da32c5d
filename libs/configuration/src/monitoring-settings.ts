import { z } from 'zod';

/** Alarms, the budget and dashboards. */
export const monitoringSettings = z.strictObject({
  dailyEgressCostAlarmUsd: z
    .number()
    .positive()
    .default(100)
    .describe('Alarm when a day of egress costs more than this.'),
  monthlyBudgetUsd: z
    .number()
    .positive()
    .nullable()
    .default(2000)
    .describe('AWS Budget on data transfer, as a net under the alarm; null: none.'),
  ownMonthlyBudgetUsd: z
    .number()
    .positive()
    .optional()
    .describe(
      'AWS Budget on what the optimizer itself costs; needs Project as an active cost allocation tag. Default: none.',
    ),
  costAnomalyMonitor: z
    .boolean()
    .default(false)
    .describe('Adds a Cost Anomaly Detection monitor; AWS allows one on services for each account.'),
  quickSightPrincipalArn: z
    .string()
    .regex(/^arn:aws:quicksight:/, 'must be the ARN of a QuickSight user or group')
    .optional()
    .describe(
      'Who may use the QuickSight data source, data set and analysis; without it they are not created.',
    ),
});

export type MonitoringSettings = z.infer<typeof monitoringSettings>;
