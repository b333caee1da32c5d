import { problems, reference, resource, resources } from '@egress/module-foundation/testing';
import type { FileAsset } from './file-asset';
import { GlueJob, type GlueJobProps } from './glue-job';
import { JobLogs } from './job-logs';
import { granted, part, parts } from './testing/parts';

const SCRIPT = { url: 's3://scripts/job.py' } as FileAsset;

function jobInStack(props: Partial<GlueJobProps> = {}) {
  const given = parts();
  const { stack, role, encryptionKey, securityConfiguration, logGroup: parent } = given;
  const logs = new JobLogs(stack, 'JobLogs', { parent, encryptionKey, securityConfiguration, role });
  const job = new GlueJob(stack, 'Job', {
    name: 'cur-parser',
    description: 'Reads the bill',
    role,
    script: SCRIPT,
    logs,
    securityConfiguration,
    arguments: { bills: 's3://raw/bills/' },
    ...props,
  });
  return { ...given, job, block: resource(stack, 'aws_glue_job') };
}

describe('GlueJob', () => {
  it('runs the script on Glue 5.0, one run at a time, with two small workers, for at most an hour, twice', () => {
    expect(jobInStack().block).toMatchObject({
      name: 'egress-test-cur-parser',
      glue_version: '5.0',
      command: { name: 'glueetl', python_version: '3', script_location: 's3://scripts/job.py' },
      worker_type: 'G.1X',
      number_of_workers: 2,
      execution_class: 'STANDARD',
      execution_property: { max_concurrent_runs: 1 },
      timeout: 60,
      max_retries: 1,
    });
  });

  it('takes other sizes, and spare capacity', () => {
    const props = {
      workerType: 'G.2X',
      maxWorkers: 20,
      timeoutMinutes: 240,
      retries: 0,
      flexible: true,
    } as const;
    expect(jobInStack(props).block).toMatchObject({
      worker_type: 'G.2X',
      number_of_workers: 20,
      timeout: 240,
      max_retries: 0,
      execution_class: 'FLEX',
    });
  });

  it('is encrypted, scaled, measured and logged, with bookmarks', () => {
    const { stack, block, securityConfiguration, logGroup } = jobInStack();
    expect(block['security_configuration']).toBe(reference(stack, securityConfiguration.name));
    expect(part(block, 'default_arguments')).toEqual({
      '--job-language': 'python',
      '--job-bookmark-option': 'job-bookmark-enable',
      '--enable-auto-scaling': 'true',
      '--enable-metrics': 'true',
      '--enable-observability-metrics': 'true',
      '--enable-job-insights': 'true',
      '--custom-logGroup-prefix': reference(stack, logGroup.name),
      '--bills': 's3://raw/bills/',
    });
  });

  it('installs packages, and asks no index for more', () => {
    const packages = ['s3://a.whl', 's3://b.whl'].map((url) => ({ url }) as FileAsset);
    expect(part(jobInStack({ packages }).block, 'default_arguments')).toMatchObject({
      '--additional-python-modules': 's3://a.whl,s3://b.whl',
      '--python-modules-installer-option': '--no-index',
    });
  });

  it('lets its role publish metrics of Glue and no others, with the reason for any resource', () => {
    const { stack } = jobInStack();
    expect(granted(stack)).toContainEqual({
      Effect: 'Allow',
      Action: ['cloudwatch:PutMetricData'],
      Resource: '*',
      Condition: { StringEquals: { 'cloudwatch:namespace': 'Glue' } },
    });
    expect(resource(stack, 'aws_iam_role_policy')['//']).toMatchObject({
      anyResource: { 'cloudwatch:PutMetricData': expect.stringContaining('have no ARN') },
    });
  });

  it('grants starting itself and nothing else', () => {
    const { stack, job, role } = jobInStack();
    job.grantStart(role);
    expect(granted(stack).at(-1)).toMatchObject({
      Action: expect.arrayContaining(['glue:StartJobRun']),
      Resource: [reference(stack, job.arn)],
    });
  });

  it('fails when its sizes are impossible, with every one of them', () => {
    const { stack } = jobInStack({ maxWorkers: 1, timeoutMinutes: 0, workerType: 'G.4X', flexible: true });
    expect(problems(stack)).toEqual([
      '[stack/Job] maxWorkers must be at least 2: one is the driver, got 1',
      '[stack/Job] timeoutMinutes must be 1 to 10080, got 0',
      '[stack/Job] workerType of a flexible job must be G.1X or G.2X, got "G.4X"',
    ]);
  });
});

describe('JobLogs', () => {
  it('makes the two groups that Glue writes to, encrypted and kept for a year', () => {
    const { stack, role, securityConfiguration, logGroup, encryptionKey } = jobInStack();
    const folder = [logGroup.name, `${securityConfiguration.name}-role`, role.name]
      .map((name) => reference(stack, name))
      .join('/');
    const groups = resources(stack, 'aws_cloudwatch_log_group');
    for (const name of ['output', 'error']) {
      expect(groups[`JobLogs/${name}/Resource`]).toMatchObject({
        name: `${folder}/${name}`,
        retention_in_days: 365,
        kms_key_id: reference(stack, encryptionKey.arn),
      });
    }
  });

  it('lets the role write into them, and make sure of them, and of no other groups', () => {
    const { stack, logGroup } = jobInStack();
    expect(granted(stack)).toContainEqual({
      Effect: 'Allow',
      Action: ['logs:CreateLogGroup', 'logs:AssociateKmsKey'],
      Resource: [`arn:aws:logs:eu-west-1:111122223333:log-group:${reference(stack, logGroup.name)}/*`],
    });
    const writes = granted(stack).filter(({ Action }) => Action.includes('logs:PutLogEvents'));
    expect(writes).toHaveLength(2);
  });
});
