import { BudgetsBudget } from '@cdktf/provider-aws/lib/budgets-budget';
import { nameOf } from '@egress/module-foundation';
import { Construct } from 'constructs';
import type { AlertTopic } from './alert-topic';

export interface BudgetProps {
  /** Name after the environment's prefix. */
  readonly name: string;
  readonly monthlyLimitUsd: number;
  /** What counts: costs with any of the values. */
  readonly filter: BudgetFilter;
  readonly topic: AlertTopic;
}

export interface BudgetFilter {
  /** `TagKeyValue` has values such as `user:Project$web`; the tag must be active as a cost allocation tag. */
  readonly name: 'UsageTypeGroup' | 'TagKeyValue';
  readonly values: readonly string[];
}

const WARNING_PERCENT = 80;

/**
 * An AWS Budget by the month. It tells the topic when 80 % are spent, and when all of it will be by AWS's forecast. Credits
 * and refunds are left out, because they hide what was used. Budgets without actions are free of charge.
 */
export class Budget extends Construct {
  constructor(scope: Construct, id: string, props: BudgetProps) {
    super(scope, id);
    const notify = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
      notificationType,
      threshold,
      thresholdType: 'PERCENTAGE',
      comparisonOperator: 'GREATER_THAN',
      subscriberSnsTopicArns: [props.topic.arn],
    });
    new BudgetsBudget(this, 'Resource', {
      name: nameOf(this, props.name),
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      limitAmount: props.monthlyLimitUsd.toFixed(2),
      limitUnit: 'USD',
      costFilter: [{ name: props.filter.name, values: [...props.filter.values] }],
      costTypes: { includeCredit: false, includeRefund: false },
      notification: [notify('ACTUAL', WARNING_PERCENT), notify('FORECASTED', 100)],
    });
  }
}
