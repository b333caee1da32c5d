import {
  problems,
  reference,
  resource,
  resources,
  statements,
  testStack,
} from '@egress/module-foundation/testing';
import { EncryptionKey, Role } from '@egress/module-security';
import { NotebookInstance, type NotebookInstanceProps } from './notebook-instance';

function notebookIn(props: Partial<NotebookInstanceProps> = {}) {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, 'Key', { name: 'data', description: 'Data' });
  const role = new Role(stack, 'Role', {
    name: 'sagemaker',
    description: 'Explores',
    assumedBy: { service: 'sagemaker.amazonaws.com' },
  });
  const notebook = new NotebookInstance(stack, 'Notebook', {
    name: 'notebook',
    role,
    encryptionKey,
    network: { reason: 'packages come from the internet' },
    ...props,
  });
  return { stack, encryptionKey, role, notebook };
}

const scriptOf = (stack: ReturnType<typeof testStack>) => {
  const lifecycle = resource(stack, 'aws_sagemaker_notebook_instance_lifecycle_configuration');
  return Buffer.from(String(lifecycle['on_start']), 'base64').toString();
};

it('is small, encrypted, without root for its users or old instance metadata', () => {
  const { stack, encryptionKey } = notebookIn();
  expect(resource(stack, 'aws_sagemaker_notebook_instance')).toMatchObject({
    name: 'egress-test-notebook',
    instance_type: 'ml.t3.medium',
    volume_size: 10,
    kms_key_id: reference(stack, encryptionKey.arn),
    root_access: 'Disabled',
    instance_metadata_service_configuration: { minimum_instance_metadata_service_version: '2' },
  });
});

it('takes other sizes and a repository', () => {
  const repositoryUrl = 'https://github.com/example/notebooks.git';
  const { stack } = notebookIn({ instanceType: 'ml.m5.xlarge', volumeGiB: 50, repositoryUrl });
  expect(resource(stack, 'aws_sagemaker_notebook_instance')).toMatchObject({
    instance_type: 'ml.m5.xlarge',
    volume_size: 50,
    default_code_repository: repositoryUrl,
  });
});

it('goes to the internet directly only with a reason, which is kept beside it', () => {
  const { stack } = notebookIn();
  const notebook = resource(stack, 'aws_sagemaker_notebook_instance');
  expect(notebook).toMatchObject({ direct_internet_access: 'Enabled' });
  expect(notebook['//']).toMatchObject({
    exemptions: {
      CKV_AWS_122: 'packages come from the internet',
      CKV_AWS_306: 'packages come from the internet',
    },
  });
  expect(notebook).not.toHaveProperty('subnet_id');
});

it('goes through a subnet and nowhere else', () => {
  const { stack } = notebookIn({ network: { subnetId: 'subnet-1', securityGroupIds: ['sg-1'] } });
  expect(resource(stack, 'aws_sagemaker_notebook_instance')).toMatchObject({
    direct_internet_access: 'Disabled',
    subnet_id: 'subnet-1',
    security_groups: ['sg-1'],
  });
});

it('stops itself when idle, which its role lets it do to itself alone', () => {
  const { stack } = notebookIn({ idleStopMinutes: 90 });
  expect(scriptOf(stack)).toMatch(/^#!\/bin\/bash\nset -eu\nIDLE_MINUTES=90\n/);
  expect(statements(resources(stack, 'aws_iam_role_policy')['stack-Role-permissions/Resource'])).toEqual([
    {
      Effect: 'Allow',
      Action: ['sagemaker:StopNotebookInstance'],
      Resource: ['arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/egress-test-notebook'],
    },
  ]);
});

it('installs packages in the versions given', () => {
  const { stack } = notebookIn({ packages: ['duckdb==1.5.6', 'rrcf==0.4.4'] });
  expect(scriptOf(stack)).toContain("PACKAGES='duckdb==1.5.6 rrcf==0.4.4'\n");
});

it('fails, with everything that is wrong', () => {
  const packages = [
    'duckdb',
    "x==1'; rm -rf /",
    ...Array.from({ length: 500 }, (_, i) => `a-package-of-some-name-${i}==1`),
  ];
  const [unpinned, idle, tooLong, ...others] = problems(notebookIn({ idleStopMinutes: 5, packages }).stack);
  expect(unpinned).toBe(
    `[stack/Notebook] packages must be pinned, such as duckdb==1.4.1, got ["duckdb","x==1'; rm -rf /"]`,
  );
  expect(idle).toBe(
    '[stack/Notebook] idleStopMinutes must be at least 15: the notebook takes ten to start, got 5',
  );
  expect(tooLong).toContain('must have at most 16384 characters in base64; give fewer packages, got ');
  expect(others).toEqual([]);
});
