import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { problems, reference, resource } from '@egress/module-foundation/testing';
import { AthenaWorkgroup, type AthenaWorkgroupProps } from './athena-workgroup';
import { SavedQuery } from './saved-query';
import { granted, part, parts } from './testing/parts';

function workgroupInStack(props: Partial<AthenaWorkgroupProps> = {}) {
  const given = parts();
  const workgroup = new AthenaWorkgroup(given.stack, 'Workgroup', {
    name: 'analysis',
    description: 'Queries',
    scanLimitGiB: 100,
    results: { bucket: given.bucket, prefix: 'athena-results/' },
    ...props,
  });
  return { ...given, workgroup };
}

describe('AthenaWorkgroup', () => {
  const { stack, bucket } = workgroupInStack();
  const configuration = part(resource(stack, 'aws_athena_workgroup'), 'configuration');

  it('cancels queries that read more than the limit, and lets no client change that', () => {
    expect(configuration).toMatchObject({
      bytes_scanned_cutoff_per_query: 107_374_182_400,
      enforce_workgroup_configuration: true,
    });
  });

  it('writes results encrypted to one folder of a bucket of this account', () => {
    expect(configuration['result_configuration']).toEqual({
      output_location: `s3://${reference(stack, bucket.name)}/athena-results/`,
      encryption_configuration: { encryption_option: 'SSE_S3' },
      expected_bucket_owner: '111122223333',
    });
  });

  it('shows in CloudWatch what queries read', () => {
    expect(configuration['publish_cloudwatch_metrics_enabled']).toBe(true);
  });

  it('grants queries, and the folder of the results', () => {
    const { stack: own, workgroup, role } = workgroupInStack();
    workgroup.grantQuery(role);
    const [query, ...rest] = granted(own);
    expect(query).toMatchObject({
      Action: expect.arrayContaining(['athena:StartQueryExecution', 'athena:GetQueryResults']),
      Resource: [reference(own, workgroup.arn)],
    });
    const objects = rest.flatMap(({ Resource }) => Resource).filter((arn) => arn.includes('/'));
    expect(objects).toHaveLength(2);
    for (const arn of objects) expect(arn).toMatch(/\/athena-results\/\*$/);
  });

  it('fails when limit or folder are none', () => {
    const { stack: wrong } = workgroupInStack({
      scanLimitGiB: 0.5,
      results: { bucket: parts().bucket, prefix: 'results' },
    });
    expect(problems(wrong)).toEqual([
      '[stack/Workgroup] scanLimitGiB must be a whole number above 0, got 0.5',
      '[stack/Workgroup] results.prefix must end with a slash, got "results"',
    ]);
  });
});

describe('SavedQuery', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'saved-query-')), 'top-talkers.sql');

  function query(sql: string) {
    writeFileSync(file, sql);
    const given = workgroupInStack();
    new SavedQuery(given.stack, 'Query', { file, database: given.database, workgroup: given.workgroup });
    return { ...given, block: resource(given.stack, 'aws_athena_named_query') };
  }

  it('is named as its file, described by its comment, and stands in workgroup and database', () => {
    const sql = '-- Who costs\n-- most.\nSELECT 1\n-- not this\n';
    const { stack, block, database, workgroup } = query(sql);
    expect(block).toMatchObject({
      name: 'egress-test-top-talkers',
      description: 'Who costs most.',
      query: sql,
      database: reference(stack, database.name),
      workgroup: reference(stack, workgroup.name),
    });
  });

  it('fails when the file does not say what the query answers', () => {
    expect(() => query('SELECT 1')).toThrow(
      `${file}:1: must begin with a comment that says what the query answers`,
    );
  });
});
