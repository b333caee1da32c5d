import { reference, resource } from '@egress/module-foundation/testing';
import { dataSourceStack, PRINCIPAL } from '../testing/data-source-stack';

describe('AthenaDataSource', () => {
  const { stack, workgroup } = dataSourceStack();
  const dataSource = resource(stack, 'aws_quicksight_data_source');

  it('queries through the workgroup, over TLS', () => {
    expect(dataSource).toMatchObject({
      data_source_id: 'egress-test-egress',
      name: 'Egress',
      type: 'ATHENA',
      parameters: { athena: { work_group: reference(stack, workgroup.name) } },
      ssl_properties: { disable_ssl: false },
    });
  });

  it('lets the principal describe it and make data sets of it, and no more', () => {
    expect(dataSource['permission']).toEqual([
      {
        principal: PRINCIPAL,
        actions: [
          'quicksight:DescribeDataSource',
          'quicksight:DescribeDataSourcePermissions',
          'quicksight:PassDataSource',
        ],
      },
    ]);
  });
});
