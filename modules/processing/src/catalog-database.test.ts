import { reference, resource } from '@egress/module-foundation/testing';
import { granted, parts } from './testing/parts';

const READ = expect.arrayContaining(['glue:GetTable', 'glue:GetPartitions', 'glue:BatchGetPartition']);

describe('CatalogDatabase', () => {
  it('has a name that SQL takes without quotes', () => {
    expect(resource(parts().stack, 'aws_glue_catalog_database')).toMatchObject({
      name: 'egress_test_raw_logs',
      description: 'Raw',
    });
  });

  it('grants reading of its own tables, which Glue also wants for database and catalog', () => {
    const { stack, database, role } = parts();
    database.grantRead(role);
    const catalog = 'arn:aws:glue:eu-west-1:111122223333';
    expect(granted(stack)).toEqual([
      {
        Effect: 'Allow',
        Action: READ,
        Resource: [
          `${catalog}:catalog`,
          reference(stack, database.arn),
          `${catalog}:table/${reference(stack, database.name)}/*`,
        ],
      },
    ]);
  });

  it('lets nobody who only reads change a table', () => {
    const { stack, database, role } = parts();
    database.grantRead(role);
    expect(JSON.stringify(granted(stack))).not.toMatch(/Create|Update|Delete/);
  });

  it('grants discovery: reading, adding and changing, but not deleting', () => {
    const { stack, database, role } = parts();
    database.grantDiscover(role);
    const [read, discover] = granted(stack);
    expect(read?.Action).toEqual(READ);
    expect(discover?.Action).toEqual(
      expect.arrayContaining(['glue:CreateTable', 'glue:BatchCreatePartition']),
    );
    expect(JSON.stringify(discover)).not.toContain('Delete');
  });
});
