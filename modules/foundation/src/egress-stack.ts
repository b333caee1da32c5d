import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import type { Deployment } from '@egress/configuration';
import { TerraformStack } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { connectBackend } from './backend';

export interface EgressStackProps {
  /** Environment, account, region, tags and state that all stacks of an environment share. */
  readonly deployment: Deployment;
}

/** The bindings are for 6.25; what is used of them exists in both ends of this range. */
const AWS_PROVIDER_VERSIONS = '>= 5.100.0, < 7.0.0';
const TERRAFORM_VERSIONS = '>= 1.7.0';

/**
 * A stack with the house defaults: the AWS provider bound to the environment's one account and region, tags on every
 * resource, pinned version ranges, and a state of its own named `egress-<environment>-<stack>`.
 */
export class EgressStack extends TerraformStack {
  readonly deployment: Deployment;
  private readonly provider: AwsProvider;

  constructor(scope: Construct, id: string, props: EgressStackProps) {
    super(scope, id);
    this.deployment = props.deployment;
    this.provider = this.createProvider('aws', this.deployment.region);
    this.addOverride('terraform.required_version', TERRAFORM_VERSIONS);
    this.addOverride('terraform.required_providers.aws', {
      source: 'hashicorp/aws',
      version: AWS_PROVIDER_VERSIONS,
    });
    connectBackend(this);
  }

  /** The stack that a construct is part of. */
  static override of(construct: IConstruct): EgressStack {
    const stack = TerraformStack.of(construct);
    if (stack instanceof EgressStack) return stack;
    throw new Error(`${construct.node.path}: is in a ${stack.constructor.name}, not in an EgressStack`);
  }

  /** The provider for services that AWS runs in one region alone, such as billing in us-east-1. */
  providerIn(region: string): AwsProvider {
    if (region === this.deployment.region) return this.provider;
    const id = `aws-${region}`;
    const existing = this.node.tryFindChild(id);
    return existing instanceof AwsProvider ? existing : this.createProvider(id, region, region);
  }

  private createProvider(id: string, region: string, alias?: string): AwsProvider {
    const { account, environment, tags } = this.deployment;
    return new AwsProvider(this, id, {
      alias,
      region,
      allowedAccountIds: [account],
      defaultTags: [
        {
          tags: { ...tags, Project: 'egress-cost-optimizer', Environment: environment, Stack: this.node.id },
        },
      ],
    });
  }
}
