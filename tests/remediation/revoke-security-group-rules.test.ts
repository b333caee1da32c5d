import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateManagedPrefixListCommand,
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  DeleteSecurityGroupCommand,
  DescribeSecurityGroupRulesCommand,
  type IpPermission,
} from '@aws-sdk/client-ec2';
import type { Anomaly } from '@egress/contracts';
import { GROUP_ANOMALY } from '@egress/contracts/testing';
import * as fc from 'fast-check';
import { describeOnLocalAws } from '@egress/local-aws/testing';
import { expectExactUndo, expectMeddlingNoticed } from './round-trip';
import { startStrictAccount, type StrictAccount } from './strict-account';

jest.setTimeout(300_000);

let account: StrictAccount;
let vpcId: string;
let otherGroupId: string;
let prefixListId: string;

beforeAll(async () => {
  account = await startStrictAccount();
  const { Vpc } = await account.ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  vpcId = Vpc!.VpcId!;
  otherGroupId = await createGroup('other');
  const { PrefixList } = await account.ec2.send(
    new CreateManagedPrefixListCommand({ PrefixListName: 'list', MaxEntries: 1, AddressFamily: 'IPv4' }),
  );
  prefixListId = PrefixList!.PrefixListId!;
});
afterAll(() => account.close());

async function createGroup(GroupName: string): Promise<string> {
  const { GroupId } = await account.ec2.send(
    new CreateSecurityGroupCommand({ VpcId: vpcId, GroupName, Description: 'generated' }),
  );
  return GroupId!;
}

const PORTS = {
  web: { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 },
  ephemeral: { IpProtocol: 'udp', FromPort: 1024, ToPort: 65_535 },
  ping: { IpProtocol: 'icmp', FromPort: 8, ToPort: -1 },
  all: { IpProtocol: '-1' },
} as const;
const WORLD: readonly string[] = ['0.0.0.0/0', '::/0'];

interface Rule {
  readonly ports: keyof typeof PORTS;
  readonly source: string;
  readonly description: string;
}

const rules = fc.uniqueArray(
  fc.record({
    ports: fc.constantFrom(...(Object.keys(PORTS) as (keyof typeof PORTS)[])),
    source: fc.constantFrom(...WORLD, ...WORLD, '10.0.0.0/8', '2001:db8::/32', 'group', 'list'),
    description: fc.constantFrom('', 'temporary', 'ticket 7: remove later'),
  }),
  { selector: ({ ports, source }) => `${ports} ${source}`, maxLength: 10 },
);

function permissionOf({ ports, source, description }: Rule): IpPermission {
  const Description = description === '' ? undefined : description;
  const permission = { ...PORTS[ports] };
  if (source === 'group')
    return { ...permission, UserIdGroupPairs: [{ GroupId: otherGroupId, Description }] };
  if (source === 'list')
    return { ...permission, PrefixListIds: [{ PrefixListId: prefixListId, Description }] };
  return source.includes(':')
    ? { ...permission, Ipv6Ranges: [{ CidrIpv6: source, Description }] }
    : { ...permission, IpRanges: [{ CidrIp: source, Description }] };
}

const groupIdOf = ({ evidence }: Anomaly) => String(evidence['securityGroupId']);

let groups = 0;

const roundTrip = {
  states: fc.record({ ingress: rules, egress: rules }),
  isWrong: ({ ingress }: { readonly ingress: readonly Rule[] }) =>
    ingress.some(({ source }) => WORLD.includes(source)),
  create: async ({ ingress, egress }: Readonly<Record<'ingress' | 'egress', readonly Rule[]>>) => {
    const GroupId = await createGroup(`web-${++groups}`);
    // A new group has a rule that lets everything out already.
    const outgoing = egress.filter(({ ports, source }) => ports !== 'all' || source !== '0.0.0.0/0');
    const request = (list: readonly Rule[]) => ({ GroupId, IpPermissions: list.map(permissionOf) });
    if (ingress.length > 0)
      await account.ec2.send(new AuthorizeSecurityGroupIngressCommand(request(ingress)));
    if (outgoing.length > 0)
      await account.ec2.send(new AuthorizeSecurityGroupEgressCommand(request(outgoing)));
    return { ...GROUP_ANOMALY, evidence: { securityGroupId: GroupId } };
  },
  remove: async (anomaly: Anomaly) => {
    await account.ec2.send(new DeleteSecurityGroupCommand({ GroupId: groupIdOf(anomaly) }));
  },
  /** A restored rule has a new id, and EC2 keeps no order of rules. */
  see: async (anomaly: Anomaly) => {
    const { SecurityGroupRules = [] } = await account.ec2.send(
      new DescribeSecurityGroupRulesCommand({
        Filters: [{ Name: 'group-id', Values: [groupIdOf(anomaly)] }],
      }),
    );
    return SecurityGroupRules.map((rule) =>
      JSON.stringify({ ...rule, SecurityGroupRuleId: undefined, SecurityGroupRuleArn: undefined }),
    ).sort();
  },
};

describeOnLocalAws('revoke-security-group-rules on a strict EC2', () => {
  it('restores exactly the rules that a security group had', () => expectExactUndo(account, roundTrip));

  it('notices a rule open to the world that someone else added in between', () =>
    expectMeddlingNoticed(account, roundTrip, async (anomaly) =>
      account.ec2.send(
        new AuthorizeSecurityGroupIngressCommand({
          GroupId: groupIdOf(anomaly),
          IpPermissions: [
            { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
          ],
        }),
      ),
    ));
});
