import type { AiOrchestrationSettings } from '@egress/configuration';
import { nextStack, testDeployment } from '@egress/module-foundation/testing';
import { appWithBundles } from '@egress/module-functions/testing';
import { Endpoint } from '@egress/module-ml';
import { AlertTopic, LogGroup } from '@egress/module-observability';
import { EncryptionKey, Role, type TrustedPrincipal } from '@egress/module-security';
import { Bucket } from '@egress/module-storage';
import { AiOrchestrationStack, type AiOrchestrationStackProps } from '../src/ai-orchestration-stack';

const SETTINGS: AiOrchestrationSettings = {
  detectionEnabled: true,
  remediationMode: 'observe',
  maxChangesPerHour: 5,
  playbookModes: {},
  approvalTimeoutHours: 8,
  bedrockModelId: '',
};

interface Options {
  readonly settings?: Partial<AiOrchestrationSettings>;
  /** @default true */
  readonly hasEndpoint?: boolean;
}

/** The AI orchestration after a stack called `earlier` that has all that it stands on. */
export function aiOrchestrationInApp({ settings = {}, hasEndpoint = true }: Options = {}) {
  const app = appWithBundles(['anomaly-detector-trigger', 'bedrock-analyzer', 'remediation-orchestrator']);
  const earlier = nextStack(app, 'earlier');
  const encryptionKey = new EncryptionKey(earlier, 'Key', { name: 'data', description: 'All' });
  const alertTopic = new AlertTopic(earlier, 'Alerts', {
    name: 'alerts',
    encryptionKey,
    emailAddress: 'finops@example.com',
  });
  const bucket = (name: string) => new Bucket(earlier, `Bucket-${name}`, { name, lifecycle: [] });
  const role = (name: string, assumedBy: TrustedPrincipal = { service: 'lambda.amazonaws.com' }) =>
    new Role(earlier, `Role-${name}`, { name, description: name, assumedBy });
  const analyzer = role('analyzer');
  const props: AiOrchestrationStackProps = {
    deployment: testDeployment(),
    settings: { ...SETTINGS, ...settings },
    rawLogs: bucket('raw-logs'),
    processedData: bucket('processed-data'),
    modelArtifacts: bucket('model-artifacts'),
    endpoint: hasEndpoint ? new Endpoint(earlier, 'Endpoint', { name: 'detector', alertTopic }) : undefined,
    functionRoles: {
      'anomaly-detector-trigger': role('trigger'),
      'bedrock-analyzer': analyzer,
      'remediation-orchestrator': role('orchestrator'),
    },
    bedrockAccess: role('bedrock', { role: analyzer }),
    functionRuntime: {
      codeBucket: bucket('code'),
      logGroup: new LogGroup(earlier, 'Logs', { name: '/aws/lambda/test', encryptionKey }),
      encryptionKey,
      alertTopic,
    },
  };
  return { earlier, props, stack: new AiOrchestrationStack(app, 'ai-orchestration', props) };
}
