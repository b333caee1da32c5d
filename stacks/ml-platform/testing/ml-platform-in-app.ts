import type { MlPlatformSettings } from '@egress/configuration';
import { nextStack, testDeployment } from '@egress/module-foundation/testing';
import { appWithBundles } from '@egress/module-functions/testing';
import { glueBundlesContext } from '@egress/module-processing/testing';
import { AlertTopic, LogGroup } from '@egress/module-observability';
import { EncryptionKey, Role } from '@egress/module-security';
import { Bucket } from '@egress/module-storage';
import { MlPlatformStack, type MlPlatformStackProps } from '../src/ml-platform-stack';

const SETTINGS: MlPlatformSettings = {
  endpoint: 'none',
  endpointInstanceType: 'ml.m5.large',
  endpointInstanceCount: 2,
  trainingInstanceType: 'ml.m5.xlarge',
  weeklyTraining: true,
  modelApproval: 'automatic',
  notebook: { enabled: false, instanceType: 'ml.t3.large', idleStopMinutes: 45 },
};

export const FIRST_MODEL = { artifactKey: 'models/first/model.tar.gz', threshold: 3.25 };

/** The ML platform after a stack called `earlier` that has all that it stands on. */
export function mlPlatformInApp(settings: Partial<MlPlatformSettings> = {}) {
  const app = appWithBundles(['model-promoter']);
  for (const [key, folder] of Object.entries(glueBundlesContext())) app.node.setContext(key, folder);
  const earlier = nextStack(app, 'earlier');
  const encryptionKey = new EncryptionKey(earlier, 'Key', { name: 'data', description: 'All' });
  const bucket = (name: string) => new Bucket(earlier, `Bucket-${name}`, { name, lifecycle: [] });
  const role = (name: string, service: string) =>
    new Role(earlier, `Role-${name}`, { name, description: name, assumedBy: { service } });
  const props: MlPlatformStackProps = {
    deployment: testDeployment(),
    settings: { ...SETTINGS, ...settings },
    processedData: bucket('processed-data'),
    modelArtifacts: bucket('model-artifacts'),
    sageMakerRole: role('sagemaker', 'sagemaker.amazonaws.com'),
    modelPromoterRole: role('model-promoter', 'lambda.amazonaws.com'),
    functionRuntime: {
      codeBucket: bucket('code'),
      logGroup: new LogGroup(earlier, 'Logs', { name: '/aws/lambda/test', encryptionKey }),
      encryptionKey,
      alertTopic: new AlertTopic(earlier, 'Alerts', {
        name: 'alerts',
        encryptionKey,
        emailAddress: 'finops@example.com',
      }),
    },
  };
  return { earlier, props, stack: new MlPlatformStack(app, 'ml-platform', props) };
}
