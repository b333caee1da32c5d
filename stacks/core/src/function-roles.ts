import { Role } from '@egress/module-security';
import type { CoreStack } from './core-stack';

/** What each Lambda function is for; each has a role of its own. */
const FUNCTIONS = {
  'anomaly-detector-trigger': 'Scores the newest hour of egress and starts one workflow for each anomaly',
  'bedrock-analyzer': 'Gathers evidence on an anomaly and explains its cause',
  'remediation-orchestrator': 'Plans, applies, verifies and undoes remediation playbooks',
  'egress-cost-metric': 'Publishes the daily cost of egress as a metric',
  'model-promoter': 'Computes the threshold of a trained model, registers and deploys it',
} as const;

export type FunctionRoles = Readonly<Record<keyof typeof FUNCTIONS, Role>>;

/**
 * One role for each function. They start empty: what a function may do is declared beside its code, and given by the stack
 * that deploys it.
 */
export function createFunctionRoles(stack: CoreStack): FunctionRoles {
  const roles = Object.entries(FUNCTIONS).map(([name, description]) => [
    name,
    new Role(stack, `FunctionRole-${name}`, {
      name,
      description,
      assumedBy: {
        service: 'lambda.amazonaws.com',
        sourceAccount: { reason: 'Lambda does not say for which account it assumes an execution role' },
      },
    }),
  ]);
  return Object.fromEntries(roles) as FunctionRoles;
}
