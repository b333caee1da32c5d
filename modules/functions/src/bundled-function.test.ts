import { createHash } from 'node:crypto';
import { problems, reference, resource, resources, statements } from '@egress/module-foundation/testing';
import { Role } from '@egress/module-security';
import { appWithBundles } from '../testing';
import { functionStack } from '../testing/function-stack';
import { BundledFunction, type BundledFunctionProps } from './bundled-function';

function functionInStack(overrides: Partial<BundledFunctionProps> = {}, code = 'zip file') {
  const { stack, props } = functionStack(appWithBundles(['trigger'], code));
  const lambda = new BundledFunction(stack, 'Trigger', { ...props, ...overrides });
  return { stack, lambda, role: props.role, runtime: props.runtime };
}

describe('BundledFunction', () => {
  const { stack, lambda, role, runtime } = functionInStack();
  const key = reference(stack, runtime.encryptionKey.arn);
  const topic = reference(stack, runtime.alertTopic.arn);

  it('runs Node 22 on arm64 with the given memory and time-out', () => {
    expect(resource(stack, 'aws_lambda_function')).toMatchObject({
      function_name: 'egress-test-trigger',
      description: 'Scores the newest hour',
      role: reference(stack, role.arn),
      runtime: 'nodejs22.x',
      architectures: ['arm64'],
      handler: 'index.handler',
      memory_size: 512,
      timeout: 60,
    });
  });

  it('is traced, and logs JSON to the shared group', () => {
    expect(resource(stack, 'aws_lambda_function')).toMatchObject({
      tracing_config: { mode: 'Active' },
      logging_config: { log_format: 'JSON', log_group: reference(stack, runtime.logGroup.name) },
    });
  });

  it('has its environment, encrypted, and the name under which it logs', () => {
    expect(resource(stack, 'aws_lambda_function')).toMatchObject({
      kms_key_arn: key,
      environment: { variables: { BUCKET: 'features', POWERTOOLS_SERVICE_NAME: 'trigger' } },
    });
  });

  it('gets its code from the code bucket, under the hash of the bundle', () => {
    const sha256 = createHash('sha256').update('zip file');
    const [hex, base64] = [sha256.copy().digest('hex'), sha256.digest('base64')];
    expect(resource(stack, 'aws_s3_object')).toMatchObject({
      bucket: reference(stack, runtime.codeBucket.name),
      key: `trigger/${hex}.zip`,
      source: expect.stringMatching(/^assets\/.*\.zip$/),
    });
    expect(resource(stack, 'aws_lambda_function')).toMatchObject({
      s3_key: expect.stringMatching(/^\$\{aws_s3_object\.\w+\.key\}$/),
      source_code_hash: base64,
    });
  });

  it('changes with its bundle, and with nothing else', () => {
    const block = (code: string) => resource(functionInStack({}, code).stack, 'aws_lambda_function');
    expect(block('zip file')).toEqual(resource(stack, 'aws_lambda_function'));
    expect(block('other file').source_code_hash).not.toBe(block('zip file').source_code_hash);
  });

  it('keeps events that failed three times or for an hour in a queue', () => {
    expect(resource(stack, 'aws_lambda_function_event_invoke_config')).toMatchObject({
      function_name: reference(stack, lambda.name),
      maximum_retry_attempts: 2,
      maximum_event_age_in_seconds: 3600,
      destination_config: { on_failure: { destination: reference(stack, lambda.failureQueue.arn) } },
      depends_on: [expect.stringMatching(/^aws_iam_role_policy\./)],
    });
  });

  it('raises alarms for errors, throttles and four fifths of its time-out', () => {
    const alarms = resources(stack, 'aws_cloudwatch_metric_alarm');
    expect(alarms).toMatchObject({
      'Trigger/Errors/Resource': {
        alarm_name: 'egress-test-trigger-errors',
        metric_name: 'Errors',
        threshold: 0,
      },
      'Trigger/Throttles/Resource': {
        alarm_name: 'egress-test-trigger-throttles',
        metric_name: 'Throttles',
        threshold: 0,
      },
      'Trigger/Slow/Resource': {
        alarm_name: 'egress-test-trigger-slow',
        metric_name: 'Duration',
        statistic: 'Maximum',
        threshold: 48_000,
      },
    });
    for (const name of ['Errors', 'Throttles', 'Slow']) {
      expect(alarms[`Trigger/${name}/Resource`]).toMatchObject({
        namespace: 'AWS/Lambda',
        dimensions: { FunctionName: reference(stack, lambda.name) },
        alarm_actions: [topic],
      });
    }
  });

  it('gives its role what every function needs: logs, its key, its queue and traces', () => {
    const policy = resource(stack, 'aws_iam_role_policy');
    const allowed = Object.fromEntries(
      statements(policy).map(({ Action, Resource }) => [Action[0], Resource]),
    );
    expect(allowed).toEqual({
      'logs:CreateLogStream': [`${reference(stack, runtime.logGroup.arn)}:*`],
      'kms:Encrypt': [key],
      'sqs:SendMessage': [reference(stack, lambda.failureQueue.arn)],
      'xray:PutTraceSegments': '*',
    });
    expect(policy['//']).toHaveProperty('anyResource');
  });

  it('lets another role invoke it', () => {
    const { stack, lambda } = functionInStack();
    const assumedBy = { service: 'states.amazonaws.com' };
    lambda.grantInvoke(new Role(stack, 'Workflow', { name: 'workflow', description: 'Calls', assumedBy }));
    const policies = resources(stack, 'aws_iam_role_policy');
    expect(statements(policies['stack-Workflow-permissions/Resource'])).toEqual([
      { Effect: 'Allow', Action: ['lambda:InvokeFunction'], Resource: [reference(stack, lambda.arn)] },
    ]);
  });

  it.each([
    [{ timeoutSeconds: 0 }, 'timeoutSeconds must be 1 to 900, got 0'],
    [{ timeoutSeconds: 901 }, 'timeoutSeconds must be 1 to 900, got 901'],
    [{ memoryMiB: 127 }, 'memoryMiB must be 128 to 10240, got 127'],
    [{ memoryMiB: 10_241 }, 'memoryMiB must be 128 to 10240, got 10241'],
  ])('fails with %j', (overrides, message) => {
    expect(problems(functionInStack(overrides).stack)).toEqual([`[stack/Trigger] ${message}`]);
  });

  it('accepts the least and the most that AWS does', () => {
    expect(problems(functionInStack({ timeoutSeconds: 1, memoryMiB: 128 }).stack)).toEqual([]);
    expect(problems(functionInStack({ timeoutSeconds: 900, memoryMiB: 10_240 }).stack)).toEqual([]);
  });

  it('fails without a bundle, and says how to build it', () => {
    expect(() => functionInStack({ name: 'unbuilt' })).toThrow(
      'the bundle of the Lambda unbuilt is missing; build it with: npm run bundle',
    );
  });
});
