import { reference, resource } from '@egress/module-foundation/testing';
import { topicStack } from '../testing/topic-stack';
import { Budget } from './budget';

describe('Budget', () => {
  const { stack, topic } = topicStack();
  new Budget(stack, 'Budget', {
    name: 'data-transfer',
    monthlyLimitUsd: 1234.5,
    filter: { name: 'UsageTypeGroup', values: ['EC2: Data Transfer - Inter AZ'] },
    topic,
  });
  const budget = resource(stack, 'aws_budgets_budget');

  it('limits the costs of a month that the filter lets through', () => {
    expect(budget).toMatchObject({
      name: 'egress-test-data-transfer',
      budget_type: 'COST',
      time_unit: 'MONTHLY',
      limit_amount: '1234.50',
      limit_unit: 'USD',
      cost_filter: [{ name: 'UsageTypeGroup', values: ['EC2: Data Transfer - Inter AZ'] }],
    });
  });

  it('does not let credits and refunds hide what was used', () => {
    expect(budget['cost_types']).toEqual({ include_credit: false, include_refund: false });
  });

  it('tells the topic at 80 %, and when AWS expects more than the limit', () => {
    const common = {
      threshold_type: 'PERCENTAGE',
      comparison_operator: 'GREATER_THAN',
      subscriber_sns_topic_arns: [reference(stack, topic.arn)],
    };
    expect(budget['notification']).toEqual([
      { ...common, notification_type: 'ACTUAL', threshold: 80 },
      { ...common, notification_type: 'FORECASTED', threshold: 100 },
    ]);
  });
});
