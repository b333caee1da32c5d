import { FEATURE_NAMES } from '@egress/anomalies';
import { functionSettings, permissions } from '@egress/lambda-model-promoter/contract';
import {
  problems,
  reference,
  resource,
  resources,
  type Statement,
  statements,
} from '@egress/module-foundation/testing';
import { FIRST_MODEL, mlPlatformInApp } from '../testing/ml-platform-in-app';

type Platform = ReturnType<typeof mlPlatformInApp>;
type Stack = Platform['stack'];

const HOSTING = ['aws_sagemaker_model', 'aws_sagemaker_endpoint_configuration', 'aws_sagemaker_endpoint'];

const hosted = ({ stack }: Platform) =>
  HOSTING.filter((type) => Object.keys(resources(stack, type)).length > 0);

function granted(stack: Stack, role: string): readonly Statement[] {
  const policies = Object.entries(resources(stack, 'aws_iam_role_policy'));
  return policies.filter(([path]) => path.includes(role)).flatMap(([, policy]) => statements(policy));
}

const actionsOf = (stack: Stack, role: string) => granted(stack, role).flatMap(({ Action }) => Action);

const promoterEnvironment = (stack: Stack) =>
  (resource(stack, 'aws_lambda_function')['environment'] as { variables: Record<string, string> }).variables;

const definition = (stack: Stack) => String(resource(stack, 'aws_sfn_state_machine')['definition']);

describe('on an empty account', () => {
  const platform = mlPlatformInApp();
  const { stack } = platform;

  it('needs nothing that is not there: no model, no endpoint', () => {
    expect(problems(stack)).toEqual([]);
    expect(hosted(platform)).toEqual([]);
    expect(stack.endpoint).toBeUndefined();
  });

  it('has the group for models to come and the workflow that trains them', () => {
    expect(resource(stack, 'aws_sagemaker_model_package_group')).toMatchObject({
      model_package_group_name: 'egress-test-anomaly-detector',
    });
    expect(resource(stack, 'aws_sfn_state_machine')).toMatchObject({ name: 'egress-test-model-training' });
    expect(definition(stack)).not.toContain('Deploy model');
  });

  it('gives the promoter what its contract asks for to register models, and nothing for endpoints', () => {
    const actions = actionsOf(stack, 'Role-model-promoter');
    const { modelBucket, scores, modelMetadata, modelPackage } = permissions;
    expect(actions).toEqual(
      expect.arrayContaining([...modelBucket, ...scores, ...modelMetadata, ...modelPackage]),
    );
    expect(actions.filter((action) => /Endpoint|Alarm/.test(action))).toEqual([]);
    expect(promoterEnvironment(stack)).toMatchObject({ ENDPOINT_NAME: '', ROLLBACK_ALARM_NAMES: '' });
  });
});

describe('with an endpoint and no model yet', () => {
  const platform = mlPlatformInApp({ endpoint: 'real-time' });
  const { stack } = platform;

  it('leaves making the endpoint to the training workflow', () => {
    expect(problems(stack)).toEqual([]);
    expect(hosted(platform)).toEqual([]);
    expect(definition(stack)).toContain('Deploy model');
    expect(stack.endpoint?.name).toBe('egress-test-anomaly-detector');
  });

  it('tells the promoter which endpoint to make, of what, and which alarms roll it back', () => {
    expect(promoterEnvironment(stack)).toMatchObject({
      ENDPOINT_NAME: 'egress-test-anomaly-detector',
      ENDPOINT_INSTANCE_TYPE: 'ml.m5.large',
      ENDPOINT_INSTANCE_COUNT: '2',
      ROLLBACK_ALARM_NAMES: stack
        .endpoint!.rollbackAlarms.map(({ name }) => reference(stack, name))
        .join(','),
    });
    expect(Object.keys(resources(stack, 'aws_cloudwatch_metric_alarm'))).toEqual(
      expect.arrayContaining(['Endpoint/Errors/Resource', 'Endpoint/Slow/Resource']),
    );
  });

  it('lets the promoter deploy to this endpoint alone, with its own configurations', () => {
    const sageMaker = 'arn:aws:sagemaker:eu-west-1:111122223333';
    const statement = granted(stack, 'Role-model-promoter').find(({ Action }) =>
      Action.includes('sagemaker:UpdateEndpoint'),
    );
    expect(statement).toEqual({
      Effect: 'Allow',
      Action: permissions.endpoint,
      Resource: [
        `${sageMaker}:endpoint/egress-test-anomaly-detector`,
        `${sageMaker}:endpoint-config/egress-rcf-*`,
      ],
    });
    expect(actionsOf(stack, 'Role-model-promoter')).toEqual(
      expect.arrayContaining([...permissions.endpointConfig, ...permissions.alarms, 'kms:CreateGrant']),
    );
  });
});

describe('with a first model', () => {
  it('makes the endpoint with it', () => {
    const platform = mlPlatformInApp({ endpoint: 'real-time', model: FIRST_MODEL });
    const { stack, props } = platform;
    expect(hosted(platform)).toEqual(HOSTING);
    expect(resource(stack, 'aws_sagemaker_model')).toMatchObject({
      primary_container: {
        model_data_url: `s3://${reference(stack, props.modelArtifacts.name)}/models/first/model.tar.gz`,
      },
    });
    expect(resource(stack, 'aws_sagemaker_endpoint_configuration')).toMatchObject({
      production_variants: [{ instance_type: 'ml.m5.large', initial_instance_count: 2 }],
    });
    expect(resource(stack, 'aws_sagemaker_endpoint')).toMatchObject({
      name: stack.endpoint!.name,
      lifecycle: { ignore_changes: ['endpoint_config_name'] },
    });
  });

  it('tells those who score its threshold, until the promoter writes that of the next', () => {
    const { stack } = mlPlatformInApp({ endpoint: 'real-time', model: FIRST_MODEL });
    const metadata = resources(stack, 'aws_s3_object')['ModelMetadata']!;
    expect(metadata).toMatchObject({
      key: 'models/in-service.json',
      lifecycle: { ignore_changes: ['content'] },
    });
    expect(JSON.parse(String(metadata['content']))).toEqual({
      schemaVersion: 1,
      modelName: expect.stringContaining('aws_sagemaker_model'),
      threshold: 3.25,
      inServiceSince: '${plantimestamp()}',
    });
  });

  it('hosts nothing by the hour as long as the endpoint is none', () => {
    const platform = mlPlatformInApp({ model: FIRST_MODEL });
    expect(hosted(platform)).toEqual(['aws_sagemaker_model', 'aws_sagemaker_endpoint_configuration']);
    expect(platform.stack.endpoint).toBeUndefined();
  });
});

describe('training', () => {
  const { stack, props } = mlPlatformInApp({ endpoint: 'real-time' });

  it('runs each week, unless the configuration says no', () => {
    const rule = { schedule_expression: 'cron(0 3 ? * SUN *)', state: 'ENABLED' };
    expect(resource(stack, 'aws_cloudwatch_event_rule')).toMatchObject(rule);
    const without = mlPlatformInApp({ weeklyTraining: false }).stack;
    expect(resource(without, 'aws_cloudwatch_event_rule')).toMatchObject({ ...rule, state: 'DISABLED' });
  });

  it('trains the built-in forest on the vectors, as the sagemaker role', () => {
    const { States } = JSON.parse(definition(stack));
    expect(States['Train forest'].Arguments).toMatchObject({
      AlgorithmSpecification: {
        TrainingImage: expect.stringMatching(/sagemaker_prebuilt_ecr_image.*registry_path/),
      },
      HyperParameters: { feature_dim: String(FEATURE_NAMES.length) },
      RoleArn: reference(stack, props.sageMakerRole.arn),
      InputDataConfig: [
        {
          DataSource: {
            S3DataSource: { S3Uri: `s3://${reference(stack, props.processedData.name)}/training-vectors/` },
          },
        },
      ],
      ResourceConfig: { InstanceType: 'ml.m5.xlarge' },
    });
  });

  it('lets the promoter read the same vectors, for the threshold', () => {
    const bucket = reference(stack, props.processedData.name);
    expect(promoterEnvironment(stack)).toMatchObject({ VECTORS_URI: `s3://${bucket}/training-vectors/` });
    expect(granted(stack, 'Role-model-promoter')).toContainEqual({
      Effect: 'Allow',
      Action: permissions.vectors,
      Resource: [`${reference(stack, props.processedData.arn)}/training-vectors/*`],
    });
  });

  it('names what it makes so that the permissions for it fit', () => {
    expect(definition(stack)).toContain("'egress-rcf-'");
    const resourcesOf = (action: string) =>
      granted(stack, 'Training-StateMachine-Role').find(({ Action }) => Action.includes(action))?.Resource;
    const sageMaker = 'arn:aws:sagemaker:eu-west-1:111122223333';
    expect(resourcesOf('sagemaker:CreateTrainingJob')).toEqual([`${sageMaker}:training-job/egress-rcf-*`]);
    expect(resourcesOf('sagemaker:CreateTransformJob')).toEqual([`${sageMaker}:transform-job/egress-rcf-*`]);
    expect(resourcesOf('sagemaker:CreateModel')).toEqual([`${sageMaker}:model/egress-rcf-*`]);
  });

  it('hands the sagemaker role to SageMaker and to nobody else', () => {
    expect(granted(stack, 'Training-StateMachine-Role')).toContainEqual({
      Effect: 'Allow',
      Action: ['iam:PassRole'],
      Resource: [reference(stack, props.sageMakerRole.arn)],
      Condition: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
    });
  });

  it('follows jobs through the rules that Step Functions makes', () => {
    const rules = 'arn:aws:events:eu-west-1:111122223333:rule/StepFunctionsGetEventsForSageMaker';
    expect(granted(stack, 'Training-StateMachine-Role')).toContainEqual({
      Effect: 'Allow',
      Action: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
      Resource: [`${rules}TrainingJobsRule`, `${rules}TransformJobsRule`],
    });
  });

  it('leaves nothing in the definition that Terraform would take for its own', () => {
    const references = definition(stack).replaceAll(/\$\{(data\.)?[\w.-]+\}/g, '');
    expect(references).not.toMatch(/[$%]\{/);
  });

  it.each([
    ['automatic', 'Approved'],
    ['manual', 'PendingManualApproval'],
  ] as const)('registers models with %s approval as %s', (modelApproval, status) => {
    const { stack: other } = mlPlatformInApp({ modelApproval });
    expect(promoterEnvironment(other)).toMatchObject({ MODEL_APPROVAL_STATUS: status });
  });

  it('runs the promoter as its contract says', () => {
    expect(resource(stack, 'aws_lambda_function')).toMatchObject({
      function_name: 'egress-test-model-promoter',
      memory_size: functionSettings.memoryMiB,
      timeout: functionSettings.timeoutSeconds,
    });
  });
});

describe('the sagemaker role', () => {
  it('may log to the groups that jobs share, and to no other', () => {
    const logs = granted(mlPlatformInApp().stack, 'Role-sagemaker').find(({ Action }) =>
      Action.includes('logs:PutLogEvents'),
    );
    const group = 'arn:aws:logs:eu-west-1:111122223333:log-group:/aws/sagemaker/';
    expect(logs?.Resource).toEqual([
      `${group}TrainingJobs:*`,
      `${group}TransformJobs:*`,
      `${group}NotebookInstances:*`,
    ]);
  });

  it('may use any resource only for what AWS cannot scope', () => {
    const statementsForAll = granted(mlPlatformInApp().stack, 'Role-sagemaker').filter(
      ({ Resource }) => Resource === '*',
    );
    expect(statementsForAll.flatMap(({ Action }) => Action)).toEqual([
      'ecr:GetAuthorizationToken',
      'cloudwatch:PutMetricData',
    ]);
  });
});

describe('the notebook', () => {
  const notebook = { enabled: true, instanceType: 'ml.t3.large', idleStopMinutes: 45 };

  it('is there when wanted, with direct internet access where no subnet is given', () => {
    const { stack } = mlPlatformInApp({ notebook });
    expect(resource(stack, 'aws_sagemaker_notebook_instance')).toMatchObject({
      name: 'egress-test-notebook',
      instance_type: 'ml.t3.large',
      direct_internet_access: 'Enabled',
    });
    expect(resources(mlPlatformInApp().stack, 'aws_sagemaker_notebook_instance')).toEqual({});
  });

  it('goes through the subnet of the configuration', () => {
    const network = { subnetId: 'subnet-0a1b2c3d', securityGroupIds: ['sg-0a1b2c3d'] };
    const { stack } = mlPlatformInApp({ notebook: { ...notebook, network } });
    expect(resource(stack, 'aws_sagemaker_notebook_instance')).toMatchObject({
      direct_internet_access: 'Disabled',
      subnet_id: 'subnet-0a1b2c3d',
    });
  });

  it('installs the notebooks, the package that reads the declared tables, and where this account has its data', () => {
    const { stack, props } = mlPlatformInApp({ notebook });
    const objects = Object.values(resources(stack, 'aws_s3_object'));
    const keys = objects.map(({ key }) =>
      String(key).replace(/^notebooks\/egress-notebooks-[0-9a-f]{16}\//, ''),
    );
    expect(keys).toEqual(
      expect.arrayContaining([
        'explore-egress.ipynb',
        'train-and-evaluate-forest.ipynb',
        'what-if-on-a-fix.ipynb',
        'egress_notebooks/__init__.py',
        'requirements.txt',
        'egress_etl.zip',
      ]),
    );
    const settings = objects[keys.indexOf('settings.json')];
    const processed = reference(stack, props.processedData.name);
    expect(JSON.parse(String(settings?.['content']))).toEqual({
      tables: `s3://${processed}`,
      analysis: `s3://${processed}/analysis.json`,
      endpoint: 'egress-test-anomaly-detector',
    });
  });

  it('may ask the endpoint, where there is one', () => {
    const asks = (stack: Stack) => actionsOf(stack, 'Role-sagemaker').includes('sagemaker:InvokeEndpoint');
    expect(asks(mlPlatformInApp({ notebook, endpoint: 'real-time' }).stack)).toBe(true);
    expect(asks(mlPlatformInApp({ notebook }).stack)).toBe(false);
  });
});
