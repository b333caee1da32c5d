import { problems, reference, resource } from '@egress/module-foundation/testing';
import { dataSourceStack, PRINCIPAL } from '../testing/data-source-stack';
import { Analysis } from './analysis';
import { AthenaDataSet } from './athena-data-set';
import type { Visual } from './visual';

const BARS: Visual = {
  type: 'bar',
  title: 'By resource',
  categoryColumn: 'resource_id',
  measureColumn: 'usd',
  limit: 20,
};
const LINES: Visual = {
  type: 'line',
  title: 'By day',
  dateColumn: 'day',
  measureColumn: 'usd',
  groupColumn: 'egress_class',
};

function analysisOf(visuals: readonly Visual[]) {
  const { stack, dataSource } = dataSourceStack();
  const dataSet = new AthenaDataSet(stack, 'Set', {
    name: 'costs',
    title: 'Costs',
    dataSource,
    sql: 'SELECT * FROM costs',
    columns: { day: 'DATETIME', egress_class: 'STRING', resource_id: 'STRING', usd: 'DECIMAL' },
    refreshAt: '08:00',
    principalArn: PRINCIPAL,
  });
  new Analysis(stack, 'Analysis', {
    name: 'egress-cost',
    title: 'Egress cost',
    dataSet,
    visuals,
    principalArn: PRINCIPAL,
  });
  return { stack, dataSet };
}

describe('Analysis', () => {
  const { stack, dataSet } = analysisOf([LINES, BARS]);
  const analysis = resource(stack, 'aws_quicksight_analysis');

  it('is one sheet over the data set', () => {
    expect(analysis).toMatchObject({
      analysis_id: 'egress-test-egress-cost',
      name: 'Egress cost',
      definition: {
        data_set_identifiers_declarations: [
          { identifier: 'data', data_set_arn: reference(stack, dataSet.arn) },
        ],
        sheets: [{ sheet_id: 'egress-cost', name: 'Egress cost', visuals: expect.any(Array) }],
      },
    });
  });

  it('belongs to the principal', () => {
    expect(analysis['permissions']).toMatchObject([
      { principal: PRINCIPAL, actions: expect.arrayContaining(['quicksight:UpdateAnalysis']) },
    ]);
  });

  it('fails when a visual asks for a column that the data set lacks', () => {
    const { stack } = analysisOf([{ ...BARS, categoryColumn: 'vpc_id' }]);
    expect(problems(stack)).toEqual([
      '[stack/Analysis] a visual must use columns of the data set (day, egress_class, resource_id, usd), got "vpc_id"',
    ]);
  });
});
