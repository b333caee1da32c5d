import {
  problems,
  reference,
  resource,
  resources,
  statements,
  testStack,
} from '@egress/module-foundation/testing';
import { AlertTopic } from '@egress/module-observability';
import { EncryptionKey, Role } from '@egress/module-security';
import { Bucket } from '@egress/module-storage';
import {
  Endpoint,
  EndpointConfiguration,
  type EndpointConfigurationProps,
  Model,
  RandomCutForestImage,
} from './index';

const stackWithModel = (artifactKey = 'models/first/model.tar.gz') => {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, 'Key', { name: 'data', description: 'Data' });
  const alertTopic = new AlertTopic(stack, 'Topic', {
    name: 'alerts',
    encryptionKey,
    emailAddress: 'finops@example.com',
  });
  const role = new Role(stack, 'Role', {
    name: 'sagemaker',
    description: 'Hosts',
    assumedBy: { service: 'sagemaker.amazonaws.com' },
  });
  const image = new RandomCutForestImage(stack, 'Image');
  const artifacts = new Bucket(stack, 'Artifacts', { name: 'model-artifacts', lifecycle: [] });
  const model = new Model(stack, 'Model', { name: 'detector', image, artifacts, artifactKey, role });
  return { stack, encryptionKey, alertTopic, role, image, artifacts, model };
};

const stackWithConfiguration = (props: Partial<EndpointConfigurationProps> = {}) => {
  const base = stackWithModel();
  const configuration = new EndpointConfiguration(base.stack, 'Configuration', {
    name: 'detector',
    model: base.model,
    instanceType: 'ml.t2.medium',
    encryptionKey: base.encryptionKey,
    ...props,
  });
  return { ...base, configuration };
};

const policyOf = (stack: ReturnType<typeof testStack>) =>
  statements(resources(stack, 'aws_iam_role_policy')['stack-Role-permissions/Resource']);

describe('Model', () => {
  it('is the artifact in the built-in image, without a network, and stays as first made', () => {
    const { stack, image, artifacts } = stackWithModel();
    expect(resource(stack, 'aws_sagemaker_model')).toMatchObject({
      name: 'egress-test-detector',
      primary_container: {
        image: reference(stack, image.uri),
        model_data_url: `s3://${reference(stack, artifacts.name)}/models/first/model.tar.gz`,
      },
      enable_network_isolation: true,
      lifecycle: { ignore_changes: ['primary_container'] },
    });
  });

  it('lets its role pull the region’s image, before it is made', () => {
    const { stack } = stackWithModel();
    expect(policyOf(stack)).toEqual([
      {
        Effect: 'Allow',
        Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
        Resource: [
          expect.stringMatching(/^arn:aws:ecr:eu-west-1:\$\{.+registry_id\}:repository\/randomcutforest$/),
        ],
      },
      { Effect: 'Allow', Action: ['ecr:GetAuthorizationToken'], Resource: '*' },
    ]);
    expect(resource(stack, 'aws_sagemaker_model')['depends_on']).toEqual([
      expect.stringContaining('aws_iam_role_policy.'),
    ]);
  });

  it('fails when the artifact is no model.tar.gz', () => {
    expect(problems(stackWithModel('models/first/').stack)).toEqual([
      '[stack/Model] artifactKey must be the key of a model.tar.gz, got "models/first/"',
    ]);
  });
});

describe('EndpointConfiguration', () => {
  it('hosts the model on one encrypted instance, and stays as first made', () => {
    const { stack, encryptionKey, model } = stackWithConfiguration();
    expect(resource(stack, 'aws_sagemaker_endpoint_configuration')).toMatchObject({
      name: 'egress-test-detector',
      kms_key_arn: reference(stack, encryptionKey.arn),
      production_variants: [
        {
          variant_name: 'AllTraffic',
          model_name: reference(stack, model.name),
          instance_type: 'ml.t2.medium',
          initial_instance_count: 1,
        },
      ],
      lifecycle: { ignore_changes: ['production_variants'] },
    });
  });

  it('takes more instances', () => {
    const { stack } = stackWithConfiguration({ instanceCount: 3 });
    expect(resource(stack, 'aws_sagemaker_endpoint_configuration')).toMatchObject({
      production_variants: [{ initial_instance_count: 3 }],
    });
  });

  it.each([
    ['m5.large', 'instanceType must be an instance type of SageMaker such as ml.t2.medium'],
    ['ml.m5d.large', 'instanceType must have no disks of its own, because SageMaker takes no key for these'],
    ['ml.g5.xlarge', 'instanceType must have no disks of its own, because SageMaker takes no key for these'],
  ])('fails for %s', (instanceType, message) => {
    expect(problems(stackWithConfiguration({ instanceType }).stack)).toEqual([
      `[stack/Configuration] ${message}, got "${instanceType}"`,
    ]);
  });
});

describe('Endpoint', () => {
  it('serves the configuration when it is made, and is left alone by Terraform from then on', () => {
    const { stack, configuration, alertTopic } = stackWithConfiguration();
    new Endpoint(stack, 'Endpoint', { name: 'detector', configuration, alertTopic });
    expect(resource(stack, 'aws_sagemaker_endpoint')).toMatchObject({
      name: 'egress-test-detector',
      endpoint_config_name: reference(stack, configuration.name),
      lifecycle: { ignore_changes: ['endpoint_config_name'] },
    });
  });

  it('moves all traffic at once and goes back when an alarm goes off', () => {
    const { stack, configuration, alertTopic } = stackWithConfiguration();
    const { rollbackAlarms } = new Endpoint(stack, 'Endpoint', {
      name: 'detector',
      configuration,
      alertTopic,
    });
    expect(resource(stack, 'aws_sagemaker_endpoint')['deployment_config']).toEqual({
      auto_rollback_configuration: {
        alarms: rollbackAlarms.map(({ name }) => ({ alarm_name: reference(stack, name) })),
      },
      blue_green_update_policy: {
        maximum_execution_timeout_in_seconds: 1800,
        termination_wait_in_seconds: 60,
        traffic_routing_configuration: { type: 'ALL_AT_ONCE', wait_interval_in_seconds: 300 },
      },
    });
  });

  it('has alarms for errors and slowness within a minute, also before anyone has made it', () => {
    const { stack, alertTopic } = stackWithModel();
    new Endpoint(stack, 'Endpoint', { name: 'detector', alertTopic });
    expect(resources(stack, 'aws_sagemaker_endpoint')).toEqual({});
    const common = {
      namespace: 'AWS/SageMaker',
      period: 60,
      treat_missing_data: 'notBreaching',
      dimensions: { EndpointName: 'egress-test-detector', VariantName: 'AllTraffic' },
    };
    expect(resources(stack, 'aws_cloudwatch_metric_alarm')).toMatchObject({
      'Endpoint/Errors/Resource': { ...common, metric_name: 'Invocation5XXErrors', threshold: 0 },
      'Endpoint/Slow/Resource': { ...common, metric_name: 'ModelLatency', threshold: 1_000_000 },
    });
  });

  it('lets a role call this endpoint alone', () => {
    const { stack, alertTopic, role } = stackWithModel();
    new Endpoint(stack, 'Endpoint', { name: 'detector', alertTopic }).grantInvoke(role);
    expect(policyOf(stack)).toContainEqual({
      Effect: 'Allow',
      Action: ['sagemaker:InvokeEndpoint'],
      Resource: ['arn:aws:sagemaker:eu-west-1:111122223333:endpoint/egress-test-detector'],
    });
  });
});
