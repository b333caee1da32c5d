import { problems, reference, resource } from '@egress/module-foundation/testing';
import { dataSourceStack, PRINCIPAL } from '../testing/data-source-stack';
import { AthenaDataSet, type AthenaDataSetProps } from './athena-data-set';

function dataSetInStack(overrides: Partial<AthenaDataSetProps> = {}) {
  const { stack, dataSource } = dataSourceStack();
  const dataSet = new AthenaDataSet(stack, 'Set', {
    name: 'costs',
    title: 'Costs',
    dataSource,
    sql: 'SELECT day, usd FROM costs',
    columns: { day: 'DATETIME', usd: 'DECIMAL' },
    refreshAt: '08:00',
    principalArn: PRINCIPAL,
    ...overrides,
  });
  return { stack, dataSource, dataSet };
}

describe('AthenaDataSet', () => {
  const { stack, dataSource } = dataSetInStack();

  it('keeps the rows of the query in SPICE', () => {
    expect(resource(stack, 'aws_quicksight_data_set')).toMatchObject({
      data_set_id: 'egress-test-costs',
      name: 'Costs',
      import_mode: 'SPICE',
      physical_table_map: [
        {
          physical_table_map_id: 'costs',
          custom_sql: {
            name: 'Costs',
            data_source_arn: reference(stack, dataSource.arn),
            sql_query: 'SELECT day, usd FROM costs',
            columns: [
              { name: 'day', type: 'DATETIME' },
              { name: 'usd', type: 'DECIMAL' },
            ],
          },
        },
      ],
    });
  });

  it('reads them anew each day', () => {
    expect(resource(stack, 'aws_quicksight_refresh_schedule')).toMatchObject({
      data_set_id: expect.stringMatching(/^\$\{aws_quicksight_data_set\..*\.data_set_id\}$/),
      schedule: [
        {
          refresh_type: 'FULL_REFRESH',
          schedule_frequency: [{ interval: 'DAILY', time_of_the_day: '08:00', timezone: 'UTC' }],
        },
      ],
    });
  });

  it('lets the principal use it, not change it', () => {
    const [permission] = resource(stack, 'aws_quicksight_data_set')['permissions'] as { actions: string[] }[];
    expect(permission).toMatchObject({ principal: PRINCIPAL });
    expect(permission?.actions).toContain('quicksight:PassDataSet');
    expect(permission?.actions.join()).not.toMatch(/Update|Delete|Create/);
  });

  it('fails when the time of the refresh is no time of day', () => {
    const { stack } = dataSetInStack({ refreshAt: '24:00' });
    expect(problems(stack)).toEqual([
      '[stack/Set] refreshAt must be a time of day such as 14:00, got "24:00"',
    ]);
  });
});
