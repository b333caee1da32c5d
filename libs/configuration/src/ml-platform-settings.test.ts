import { mlPlatformSettings } from './ml-platform-settings';

const messagesFor = (settings: unknown) =>
  mlPlatformSettings.safeParse(settings).error?.issues.map(({ path, message }) => [path.join('.'), message]);

it('hosts nothing and needs nothing by default', () => {
  expect(mlPlatformSettings.parse({})).toMatchObject({ endpoint: 'none', weeklyTraining: true });
  expect(mlPlatformSettings.parse({})).not.toHaveProperty('model');
});

it('takes a model only with its threshold, because scores mean nothing without', () => {
  expect(messagesFor({ model: { artifactKey: 'models/m/model.tar.gz' } })).toEqual([
    ['model.threshold', 'Invalid input: expected number, received undefined'],
  ]);
  expect(messagesFor({ model: { artifactKey: 's3://models', threshold: 3 } })).toEqual([
    ['model.artifactKey', 'must be the key of a model.tar.gz in the model artifacts bucket'],
  ]);
});

it('takes a notebook’s subnet only with security groups, and its repository only over https', () => {
  const notebook = {
    network: { subnetId: 'subnet-1', securityGroupIds: [] },
    repositoryUrl: 'http://x.example',
  };
  expect(messagesFor({ notebook })?.map(([key]) => key)).toEqual([
    'notebook.network.subnetId',
    'notebook.network.securityGroupIds',
    'notebook.repositoryUrl',
  ]);
});
