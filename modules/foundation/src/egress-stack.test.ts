import { Construct } from 'constructs';
import { type App, TerraformStack, Testing } from 'cdktf';
import { nextStack, synthesize, testStack } from '../testing';
import { EgressStack } from './egress-stack';

describe('EgressStack', () => {
  it('binds the provider to the one account and region of the deployment', () => {
    const { provider } = synthesize(testStack({ account: '444455556666', region: 'ap-south-1' }));
    expect(provider.aws).toHaveLength(1);
    expect(provider.aws?.[0]).toMatchObject({ region: 'ap-south-1', allowed_account_ids: ['444455556666'] });
  });

  it('tags every resource through the provider; its own three tags cannot be replaced', () => {
    const { provider } = synthesize(testStack({ tags: { Team: 'finops', Environment: 'other' } }));
    expect(provider.aws?.[0]?.default_tags).toEqual([
      {
        tags: { Team: 'finops', Project: 'egress-cost-optimizer', Environment: 'test', Stack: 'stack' },
      },
    ]);
  });

  it('pins the ranges of the versions of Terraform and of the provider', () => {
    expect(synthesize(testStack()).terraform).toMatchObject({
      required_version: '>= 1.7.0',
      required_providers: { aws: { source: 'hashicorp/aws', version: '>= 5.100.0, < 7.0.0' } },
    });
  });
});

describe('EgressStack.providerIn', () => {
  it('is bound to the same account and tags in another region, and made once', () => {
    const stack = testStack({ region: 'eu-west-1' });
    expect(stack.providerIn('us-east-1')).toBe(stack.providerIn('us-east-1'));
    const [main, other, ...more] = synthesize(stack).provider.aws ?? [];
    expect(other).toEqual({ ...main, alias: 'us-east-1', region: 'us-east-1' });
    expect(more).toEqual([]);
  });

  it("is the stack's own provider in the region of the deployment", () => {
    const stack = testStack({ region: 'us-east-1' });
    stack.providerIn('us-east-1');
    expect(synthesize(stack).provider.aws).toHaveLength(1);
  });
});

describe('EgressStack.of', () => {
  it('finds the stack of a construct at any depth', () => {
    const stack = testStack();
    nextStack(stack.node.root as App, 'other');
    expect(EgressStack.of(new Construct(new Construct(stack, 'Outer'), 'Inner'))).toBe(stack);
  });

  it('fails in a stack of another kind', () => {
    const inner = new Construct(new TerraformStack(Testing.app(), 'plain'), 'Inner');
    expect(() => EgressStack.of(inner)).toThrow('plain/Inner: is in a TerraformStack, not in an EgressStack');
  });
});
