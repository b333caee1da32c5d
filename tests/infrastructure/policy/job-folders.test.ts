import { CONFIGURATIONS } from '../configurations';
import { emit, resourcesOf } from '../emitted-environment';
import { statementsOf } from './rule';

const { stacks } = emit(CONFIGURATIONS['the example']!);
const [role] = resourcesOf(stacks, 'aws_iam_role').filter(({ address }) => address.includes('GlueRole'));
const [bucket] = resourcesOf(stacks, 'aws_s3_bucket').filter(({ address }) =>
  address.includes('ProcessedData'),
);

/** Patterns of keys in the processed bucket on which the jobs' role has the action. */
function allowed(action: string): readonly string[] {
  const prefix = `\${${bucket?.reference}.arn}/`;
  return statementsOf(stacks)
    .filter(({ resource }) => String(resource.block.role).includes(`{${role?.reference}.`))
    .filter(({ statement }) => [statement.Action].flat().includes(action))
    .flatMap(({ statement }) => [statement.Resource].flat())
    .filter((arn) => arn.startsWith(prefix))
    .map((arn) => arn.slice(prefix.length));
}

/** Folders of the processed bucket that the emitted JSON names as results of jobs, and those that only their code names. */
function resultFolders(): readonly string[] {
  const inBucket = `s3://\${${bucket?.reference}.bucket}/`;
  const tables = resourcesOf(stacks, 'aws_glue_catalog_table').map(
    ({ block }) => (block.storage_descriptor as { location: string }).location,
  );
  const given = resourcesOf(stacks, 'aws_glue_job').flatMap(({ block }) => {
    const { '--staging': staging, '--vectors': vectors } = block.default_arguments as Record<string, string>;
    return [staging, vectors].filter((folder) => folder !== undefined);
  });
  const named = [...tables, ...given].filter((folder) => folder.startsWith(inBucket));
  const folders = named.map((folder) => folder.slice(inBucket.length));
  return [...new Set([...folders, '_ledger/', 'reference/bill_rates/', 'staging_$folder$'])];
}

describe('the role of the jobs', () => {
  it.each(resultFolders())('may write and delete in %s', (folder) => {
    for (const action of ['s3:PutObject', 's3:DeleteObject']) {
      const patterns = allowed(action).map((pattern) => pattern.replace(/\*$/, ''));
      expect(patterns.filter((prefix) => folder.startsWith(prefix))).not.toEqual([]);
    }
  });
});
