import { functionSettings, schedule } from '@egress/lambda-egress-cost-metric/contract';
import {
  type Block,
  problems,
  reference,
  resource,
  resources,
  statements,
} from '@egress/module-foundation/testing';
import { monitoringInApp } from '../testing/monitoring-in-app';

/** Resources of a type without those of constructs that have tests of their own. */
function own(stack: ReturnType<typeof monitoringInApp>['stack'], type: string, id: string): Block {
  const found = resources(stack, type)[`${id}/Resource`];
  if (!found)
    throw new Error(`no ${type} called ${id}, only ${Object.keys(resources(stack, type)).join(', ')}`);
  return found;
}

describe('MonitoringStack', () => {
  const { stack, earlier, props } = monitoringInApp();
  const topic = reference(stack, stack.alertTopic.arn);

  it('needs nothing that could not be synthesised', () => {
    expect(problems(stack)).toEqual([]);
  });

  it('tells the address of the configuration, over an encrypted topic', () => {
    expect(resource(stack, 'aws_sns_topic_subscription')).toMatchObject({ endpoint: 'finops@example.com' });
    expect(resource(stack, 'aws_sns_topic')).toMatchObject({
      name: 'egress-test-anomaly-alerts',
      kms_master_key_id: reference(stack, props.encryptionKey.arn),
    });
  });

  it('publishes the daily cost on the schedule of the function’s contract, with no other permission', () => {
    expect(resource(stack, 'aws_lambda_function')).toMatchObject({
      function_name: 'egress-test-egress-cost-metric',
      memory_size: functionSettings.memoryMiB,
      timeout: functionSettings.timeoutSeconds,
    });
    expect(resources(stack, 'aws_cloudwatch_event_rule')['EgressCostMetric/Schedule']).toMatchObject({
      schedule_expression: schedule,
    });
    const policies = Object.values(resources(stack, 'aws_iam_role_policy'));
    const actions = policies.flatMap((policy) => statements(policy).flatMap(({ Action }) => Action));
    expect(actions).toContain('ce:GetCostAndUsage');
    expect(actions.filter((action) => !/^(ce|logs|kms|sqs|xray):/.test(action))).toEqual([]);
  });

  it('raises an alarm when a day cost more than the configuration says', () => {
    expect(own(stack, 'aws_cloudwatch_metric_alarm', 'HighEgressCostAlarm')).toMatchObject({
      alarm_name: 'egress-test-high-egress-cost',
      namespace: 'EgressOptimizer',
      metric_name: 'EgressCostPerDay',
      dimensions: { service: 'egress-cost-metric' },
      statistic: 'Maximum',
      comparison_operator: 'GreaterThanThreshold',
      threshold: 150,
      alarm_actions: [topic],
    });
  });

  it('keeps the state of that alarm until the next day’s data point', () => {
    expect(own(stack, 'aws_cloudwatch_metric_alarm', 'HighEgressCostAlarm')).toMatchObject({
      period: 86_400,
      evaluation_periods: 1,
      treat_missing_data: 'ignore',
    });
  });

  it('tells of every job that fails', () => {
    const rule = own(stack, 'aws_cloudwatch_event_rule', 'JobFailed');
    expect(JSON.parse(String(rule['event_pattern']))).toEqual({
      source: ['aws.glue'],
      'detail-type': ['Glue Job State Change'],
      detail: {
        jobName: props.jobs.map(({ name }) => reference(stack, name)),
        state: ['FAILED', 'TIMEOUT', 'ERROR'],
      },
    });
    expect(resources(stack, 'aws_cloudwatch_event_target')['JobFailed/Target']).toMatchObject({ arn: topic });
  });

  it('raises the alarms of the delivery stream', () => {
    const alarms = Object.values(resources(stack, 'aws_cloudwatch_metric_alarm'));
    expect(alarms.filter(({ namespace }) => namespace === 'AWS/Firehose').length).toBeGreaterThan(0);
  });

  it('is seen from no earlier stack', () => {
    expect(earlier.dependsOn(stack)).toBe(false);
    expect(stack.dependsOn(earlier)).toBe(true);
  });

  it('shows the cost, and what later stacks will have by the prefix of their names', () => {
    const body = String(resource(stack, 'aws_cloudwatch_dashboard')['dashboard_body']);
    const titles = (JSON.parse(body) as { widgets: { properties: { title?: string } }[] }).widgets.flatMap(
      ({ properties }) => properties.title ?? [],
    );
    expect(titles).toEqual(expect.arrayContaining(['Cost of egress per day', 'Executions of workflows']));
    expect(body).toContain('FunctionName=egress-test');
    expect(body).toContain('StateMachineArn=egress-test');
  });
});

describe('the nets under the alarm', () => {
  it('are a budget on data transfer, unless it is switched off', () => {
    expect(resource(monitoringInApp().stack, 'aws_budgets_budget')).toMatchObject({
      limit_amount: '3000.00',
      cost_filter: [
        { name: 'UsageTypeGroup', values: expect.arrayContaining(['EC2: NAT Gateway - Data Processed']) },
      ],
    });
    expect(resources(monitoringInApp({ monthlyBudgetUsd: null }).stack, 'aws_budgets_budget')).toEqual({});
  });

  it('are a cost anomaly monitor where asked for', () => {
    expect(resources(monitoringInApp().stack, 'aws_ce_anomaly_monitor')).toEqual({});
    const { stack } = monitoringInApp({ costAnomalyMonitor: true });
    expect(Object.keys(resources(stack, 'aws_ce_anomaly_subscription'))).toHaveLength(1);
  });

  it('are a budget on the optimizer itself where asked for', () => {
    const { stack } = monitoringInApp({ ownMonthlyBudgetUsd: 40 });
    expect(own(stack, 'aws_budgets_budget', 'OwnBudget')).toMatchObject({
      limit_amount: '40.00',
      cost_filter: [{ name: 'TagKeyValue', values: ['user:Project$egress-cost-optimizer'] }],
    });
  });
});

describe('QuickSight', () => {
  const principal = 'arn:aws:quicksight:eu-west-1:111122223333:group/default/finops';

  it('is left out as long as nobody is named who may use it', () => {
    const { stack } = monitoringInApp();
    const types = ['aws_quicksight_data_source', 'aws_quicksight_data_set', 'aws_quicksight_analysis'];
    expect(types.flatMap((type) => Object.keys(resources(stack, type)))).toEqual([]);
  });

  it('has a data source, a data set of a year and a month, and an analysis', () => {
    const { stack, props } = monitoringInApp({ quickSightPrincipalArn: principal });
    expect(problems(stack)).toEqual([]);
    expect(resource(stack, 'aws_quicksight_data_source')).toMatchObject({
      permission: [{ principal }],
      parameters: { athena: { work_group: reference(stack, props.workgroup.name) } },
    });
    const [table] = resource(stack, 'aws_quicksight_data_set')['physical_table_map'] as Block[];
    const database = reference(stack, props.processedTables.name);
    expect(table).toMatchObject({
      custom_sql: {
        sql_query: expect.stringContaining(`FROM ${database}.egress_cost_daily\nWHERE "date" >=`),
      },
    });
    expect(resource(stack, 'aws_quicksight_analysis')).toMatchObject({ name: 'Egress cost' });
  });

  it('lets the QuickSight role query the workgroup and read the tables', () => {
    const { stack, earlier } = monitoringInApp({ quickSightPrincipalArn: principal });
    const actions = [stack, earlier].flatMap((of) =>
      Object.values(resources(of, 'aws_iam_role_policy'))
        .filter(({ role }) => /quicksight/i.test(String(role)))
        .flatMap((policy) => statements(policy).flatMap(({ Action }) => Action)),
    );
    expect(actions).toEqual(expect.arrayContaining(['athena:StartQueryExecution', 'glue:GetTable']));
  });
});
