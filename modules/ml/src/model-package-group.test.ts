import { reference, resource, statements, testStack } from '@egress/module-foundation/testing';
import { Role } from '@egress/module-security';
import { ModelPackageGroup } from './model-package-group';

it('is named after the environment, and lets a role work on the group and its versions alone', () => {
  const stack = testStack();
  const group = new ModelPackageGroup(stack, 'Group', { name: 'detector', description: 'Forests' });
  const role = new Role(stack, 'Role', {
    name: 'promoter',
    description: 'Promotes',
    assumedBy: { service: 'lambda.amazonaws.com' },
  });
  group.grant(role, ['sagemaker:CreateModelPackage']);
  expect(resource(stack, 'aws_sagemaker_model_package_group')).toMatchObject({
    model_package_group_name: 'egress-test-detector',
    model_package_group_description: 'Forests',
  });
  const versions = 'arn:aws:sagemaker:eu-west-1:111122223333:model-package/';
  expect(statements(resource(stack, 'aws_iam_role_policy'))).toEqual([
    {
      Effect: 'Allow',
      Action: ['sagemaker:CreateModelPackage'],
      Resource: [reference(stack, group.arn), `${versions}${reference(stack, group.name)}/*`],
    },
  ]);
});
