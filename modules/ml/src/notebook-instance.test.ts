import {
  problems,
  reference,
  resource,
  resources,
  statements,
  testStack,
} from '@egress/module-foundation/testing';
import { EncryptionKey, Role } from '@egress/module-security';
import { Bucket } from '@egress/module-storage';
import { lifecycleScript } from './notebook/lifecycle-script';
import { NotebookFiles } from './notebook-files';
import { NotebookInstance, type NotebookInstanceProps } from './notebook-instance';

function notebookIn(props: Partial<NotebookInstanceProps> = {}, stack = testStack()) {
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
  const [, parts] = /^\$\{base64encode\(join\("", \[(.*)\]\)\)\}$/s.exec(String(lifecycle['on_start']))!;
  const literalsAndReferences = parts!.match(/"(?:[^"\\]|\\.)*"|[^",\s]+/gs)!;
  return literalsAndReferences
    .map((part) => (part.startsWith('"') ? (JSON.parse(part) as string) : part))
    .join('');
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

it('installs the notebooks that it is given, once they are in S3', () => {
  const stack = testStack();
  const notebooks = new NotebookFiles(stack, 'Files', {
    bucket: new Bucket(stack, 'Bucket', { name: 'artifacts', lifecycle: [] }),
    prefix: 'notebooks/',
    files: { 'a.ipynb': __filename },
    settings: { tables: 's3://tables' },
  });
  notebookIn({ notebooks }, stack);
  expect(scriptOf(stack)).toMatch(
    /\nNOTEBOOKS_BUCKET=aws_s3_object\.Files_settings.+\.bucket\nNOTEBOOKS_FOLDER=notebooks\/egress-notebooks-[0-9a-f]{16}\/\n/,
  );
  const settings = resources(stack, 'aws_s3_object')['Files/settings.json'];
  expect(settings?.['depends_on']).toEqual([expect.stringMatching(/^aws_s3_object\.Files_a/)]);
});

it('hands over the script as it is written', () => {
  expect(scriptOf(notebookIn({ idleStopMinutes: 90 }).stack)).toBe(
    lifecycleScript({ idleStopMinutes: 90 }).join(''),
  );
});

it('installs none when it is given none', () => {
  expect(scriptOf(notebookIn().stack)).toContain('\nNOTEBOOKS_BUCKET=\n');
});

it('wants to be idle for longer than it takes to start', () => {
  expect(problems(notebookIn({ idleStopMinutes: 5 }).stack)).toEqual([
    '[stack/Notebook] idleStopMinutes must be at least 15: the notebook takes ten to start, got 5',
  ]);
});
