import { FINDINGS_TABLE } from '@egress/contracts';
import * as trigger from '@egress/lambda-anomaly-detector-trigger/contract';
import * as analyzer from '@egress/lambda-bedrock-analyzer/contract';
import * as orchestrator from '@egress/lambda-remediation-orchestrator/contract';
import { FLOW_LOG_FIELDS } from '@egress/module-delivery';
import type { EgressStack } from '@egress/module-foundation';
import {
  type Block,
  problems,
  reference,
  resource,
  resources,
  type Statement,
  statements,
} from '@egress/module-foundation/testing';
import { aiOrchestrationInApp } from '../testing/ai-orchestration-in-app';

type Stack = ReturnType<typeof aiOrchestrationInApp>['stack'];

const FUNCTIONS = {
  trigger: 'AnomalyDetectorTrigger/Function/Resource',
  analyzer: 'BedrockAnalyzer/Resource',
  orchestrator: 'RemediationOrchestrator/Resource',
};

const functionOf = (stack: Stack, name: keyof typeof FUNCTIONS): Block =>
  resources(stack, 'aws_lambda_function')[FUNCTIONS[name]]!;

const environmentOf = (stack: Stack, name: keyof typeof FUNCTIONS) =>
  (functionOf(stack, name)['environment'] as { variables: Record<string, string> }).variables;

/** What the stack lets a role do, or, for what is granted by something of an earlier stack, that stack. */
function granted(stack: EgressStack, role: string): readonly Statement[] {
  const policies = Object.entries(resources(stack, 'aws_iam_role_policy'));
  return policies.filter(([path]) => path.includes(role)).flatMap(([, policy]) => statements(policy));
}

const actionsOf = (stack: EgressStack, role: string) => granted(stack, role).flatMap(({ Action }) => Action);

/** Actions beside those that every function has. */
const specialActionsOf = (stack: EgressStack, role: string) =>
  actionsOf(stack, role).filter((action) => !/^(kms|sqs|xray|logs):/.test(action));

const machine = (stack: Stack) => {
  const text = String(resource(stack, 'aws_sfn_state_machine')['definition']);
  return { text, ...(JSON.parse(text) as { States: Record<string, Record<string, unknown>> }) };
};

describe('AiOrchestrationStack', () => {
  const { stack } = aiOrchestrationInApp();

  it('needs nothing that could not be synthesised', () => {
    expect(problems(stack)).toEqual([]);
  });

  it.each([
    ['trigger', 'egress-test-anomaly-detector-trigger', trigger.functionSettings],
    ['analyzer', 'egress-test-bedrock-analyzer', analyzer.functionSettings],
    ['orchestrator', 'egress-test-remediation-orchestrator', orchestrator.functionSettings],
  ] as const)('runs the %s as its contract says', (name, functionName, { memoryMiB, timeoutSeconds }) => {
    expect(functionOf(stack, name)).toMatchObject({
      function_name: functionName,
      memory_size: memoryMiB,
      timeout: timeoutSeconds,
    });
  });

  it('keeps findings by anomaly and record, and lists those of a status by time', () => {
    expect(resource(stack, 'aws_dynamodb_table')).toMatchObject({
      name: 'egress-test-findings',
      hash_key: FINDINGS_TABLE.partitionKey,
      range_key: FINDINGS_TABLE.sortKey,
      global_secondary_index: [{ name: 'by-status', hash_key: 'status', range_key: 'recordedAt' }],
    });
  });
});

describe('detection', () => {
  it('runs on the schedule of the contract, unless the configuration says no', () => {
    const rule = { name: 'egress-test-anomaly-detector-trigger', schedule_expression: trigger.schedule };
    expect(resource(aiOrchestrationInApp().stack, 'aws_cloudwatch_event_rule')).toMatchObject({
      ...rule,
      state: 'ENABLED',
    });
    const { stack } = aiOrchestrationInApp({ settings: { detectionEnabled: false } });
    expect(resource(stack, 'aws_cloudwatch_event_rule')).toMatchObject({ ...rule, state: 'DISABLED' });
  });

  it('may do what its contract asks for, and nothing else', () => {
    const { stack, earlier } = aiOrchestrationInApp();
    const asked = new Set<string>(Object.values(trigger.permissions).flat());
    const given = new Set([earlier, stack].flatMap((each) => specialActionsOf(each, 'Role-trigger')));
    expect(given).toEqual(asked);
  });

  it('reads the features and the metadata of the model, calls this endpoint and starts this workflow', () => {
    const { stack, earlier, props } = aiOrchestrationInApp();
    const statementsOfTrigger = [earlier, stack].flatMap((each) => granted(each, 'Role-trigger'));
    const resourcesOf = (action: string) =>
      statementsOfTrigger.filter(({ Action }) => Action.includes(action)).flatMap(({ Resource }) => Resource);
    const processed = reference(stack, props.processedData.arn);
    const models = reference(stack, props.modelArtifacts.arn);
    expect(resourcesOf('s3:GetObject')).toEqual([
      `${processed}/egress_features_hourly/*`,
      `${models}/models/in-service.json`,
    ]);
    expect(resourcesOf('states:StartExecution')).toEqual([reference(stack, stack.workflow.arn)]);
    expect(resourcesOf('sagemaker:InvokeEndpoint')).toEqual([
      'arn:aws:sagemaker:eu-west-1:111122223333:endpoint/egress-test-detector',
    ]);
    expect(environmentOf(stack, 'trigger')).toMatchObject({
      ENDPOINT_NAME: 'egress-test-detector',
      STATE_MACHINE_ARN: reference(stack, stack.workflow.arn),
    });
  });

  it('knows of no endpoint where nothing is hosted', () => {
    const { stack, earlier } = aiOrchestrationInApp({ hasEndpoint: false });
    expect(environmentOf(stack, 'trigger')).toMatchObject({ ENDPOINT_NAME: '' });
    expect([earlier, stack].flatMap((each) => actionsOf(each, 'Role-trigger'))).not.toContain(
      'sagemaker:InvokeEndpoint',
    );
  });
});

describe('analysis', () => {
  const modelId = 'eu.amazon.nova-lite-v1:0';

  it('asks no model by default, and may not', () => {
    const { stack } = aiOrchestrationInApp();
    expect(environmentOf(stack, 'analyzer')).toMatchObject({
      BEDROCK_MODEL_ID: '',
      BEDROCK_GUARDRAIL_ID: '',
    });
    expect(granted(stack, 'Role-bedrock')).toEqual([]);
  });

  it('reads evidence with the permissions of its contract, and nothing else', () => {
    const { stack } = aiOrchestrationInApp({ settings: { bedrockModelId: modelId } });
    const { anyResource, processedBucket, egressHourly } = analyzer.permissions;
    expect(specialActionsOf(stack, 'Role-analyzer')).toEqual([
      ...anyResource.actions,
      ...processedBucket,
      ...egressHourly,
    ]);
  });

  it('reads the table egress_hourly, and no other', () => {
    const { stack, props } = aiOrchestrationInApp();
    const tables = granted(stack, 'Role-analyzer').filter(({ Action }) => Action.includes('s3:GetObject'));
    expect(tables.map(({ Resource }) => Resource)).toEqual([
      [`${reference(stack, props.processedData.arn)}/egress_hourly/*`],
    ]);
    expect(environmentOf(stack, 'analyzer')).toMatchObject({
      PROCESSED_BUCKET: reference(stack, props.processedData.name),
      EGRESS_HOURLY_PREFIX: 'egress_hourly/',
    });
  });

  it('calls the configured model as the bedrock role alone', () => {
    const { stack, props } = aiOrchestrationInApp({ settings: { bedrockModelId: modelId } });
    expect(environmentOf(stack, 'analyzer')).toMatchObject({
      BEDROCK_MODEL_ID: modelId,
      BEDROCK_ROLE_ARN: reference(stack, props.bedrockAccess.arn),
    });
    expect([...new Set(actionsOf(stack, 'Role-bedrock'))]).toEqual(analyzer.permissions.bedrockModel);
    expect(granted(stack, 'Role-bedrock')[0]?.Resource).toEqual([
      `arn:aws:bedrock:eu-west-1:111122223333:inference-profile/${modelId}`,
    ]);
  });

  it('applies the guardrail of the configuration', () => {
    const settings = { bedrockModelId: modelId, bedrockGuardrail: { id: 'abc', version: '3' } };
    const { stack } = aiOrchestrationInApp({ settings });
    expect(environmentOf(stack, 'analyzer')).toMatchObject({
      BEDROCK_GUARDRAIL_ID: 'abc',
      BEDROCK_GUARDRAIL_VERSION: '3',
    });
    expect(actionsOf(stack, 'Role-bedrock')).toEqual(expect.arrayContaining(analyzer.permissions.guardrail));
  });
});

describe('remediation', () => {
  it('observes by default: it reads, keeps its records, and may change nothing else', () => {
    const { stack } = aiOrchestrationInApp();
    expect(environmentOf(stack, 'orchestrator')).toMatchObject({
      REMEDIATION_MODE: 'observe',
      PLAYBOOK_MODES: '{}',
      FINDINGS_TABLE_NAME: reference(stack, stack.findings.name),
    });
    const changes = specialActionsOf(stack, 'Role-orchestrator').filter(
      (action) => !/:(Get|Describe|List)/.test(action),
    );
    expect(changes.sort()).toEqual(['dynamodb:PutItem', 'dynamodb:UpdateItem']);
  });

  it('records NAT gateways with the fields of the permanent flow logs, apart from them, at the price of the region', () => {
    const { stack, props } = aiOrchestrationInApp();
    expect(environmentOf(stack, 'orchestrator')).toMatchObject({
      RECORDING_DESTINATION: `${reference(stack, props.rawLogs.arn)}/nat-recordings/`,
      RECORDING_FIELDS: FLOW_LOG_FIELDS.join(' '),
      RECORDING_USD_PER_GB: expect.stringMatching(/^0\.\d+$/),
    });
  });

  it('may change what the playbooks declare once one of them may act', () => {
    const settings = { playbookModes: { 'block-s3-public-access': 'approve' } } as const;
    const { stack } = aiOrchestrationInApp({ settings });
    expect(actionsOf(stack, 'Role-orchestrator')).toContain('s3:PutBucketPublicAccessBlock');
    expect(actionsOf(stack, 'Role-orchestrator')).not.toContain('ec2:RevokeSecurityGroupIngress');
    expect(environmentOf(stack, 'orchestrator')).toMatchObject({
      PLAYBOOK_MODES: '{"block-s3-public-access":"approve"}',
    });
  });
});

describe('the workflow', () => {
  const { stack, props } = aiOrchestrationInApp({ settings: { remediationMode: 'approve' } });

  it('calls the functions, the table and the topic of this environment', () => {
    const { text } = machine(stack);
    for (const name of ['analyzer', 'orchestrator'] as const) {
      const { metadata } = functionOf(stack, name)['//'] as { metadata: { uniqueId: string } };
      expect(text).toContain(`\${aws_lambda_function.${metadata.uniqueId}.arn}`);
    }
    expect(text).toContain(reference(stack, stack.findings.name));
    expect(text).toContain(reference(stack, props.functionRuntime.alertTopic.arn));
  });

  it('goes as far, and waits as long, as the configuration says', () => {
    const { States, text } = machine(stack);
    expect(text).toContain("'approve'");
    expect(States['Wait for approval']).toMatchObject({ TimeoutSeconds: 8 * 3600 });
  });

  it('may do what its states do, and nothing else', () => {
    const role = 'EgressRemediationWorkflow-Role';
    expect(specialActionsOf(stack, role).sort()).toEqual([
      'dynamodb:UpdateItem',
      'lambda:InvokeFunction',
      'lambda:InvokeFunction',
      'sns:Publish',
    ]);
  });

  it('leaves nothing in the definition that Terraform would take for its own', () => {
    const withoutReferences = machine(stack).text.replaceAll(/\$\{(data\.)?[\w.-]+\}/g, '');
    expect(withoutReferences).not.toMatch(/[$%]\{/);
  });
});
