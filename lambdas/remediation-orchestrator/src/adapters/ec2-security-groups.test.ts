import { ec2Answer, ec2Error, fakeEc2 } from '../testing/fake-ec2';
import { ec2SecurityGroups } from './ec2-security-groups';

const GROUP = 'sg-0123456789abcdef0';

let ec2: Awaited<ReturnType<typeof fakeEc2>>;

beforeEach(async () => {
  ec2 = await fakeEc2();
  const answers = {
    DescribeSecurityGroups: `<securityGroupInfo><item><groupId>${GROUP}</groupId><tagSet><item>
      <key>team</key><value>web</value></item></tagSet></item></securityGroupInfo>`,
    DescribeNetworkInterfaces: '<networkInterfaceSet><item/><item/></networkInterfaceSet>',
    DescribeSecurityGroupRules: `<securityGroupRuleSet>
      <item><securityGroupRuleId>sgr-1</securityGroupRuleId><isEgress>false</isEgress><ipProtocol>tcp</ipProtocol>
        <fromPort>22</fromPort><toPort>22</toPort><cidrIpv4>0.0.0.0/0</cidrIpv4><description>ssh</description>
        <tagSet><item><key>why</key><value>test</value></item></tagSet></item>
      <item><securityGroupRuleId>sgr-2</securityGroupRuleId><isEgress>true</isEgress><ipProtocol>-1</ipProtocol>
        <cidrIpv6>::/0</cidrIpv6></item>
      <item><securityGroupRuleId>sgr-3</securityGroupRuleId><isEgress>false</isEgress><ipProtocol>tcp</ipProtocol>
        <fromPort>80</fromPort><toPort>80</toPort><prefixListId>pl-1</prefixListId></item>
      <item><securityGroupRuleId>sgr-4</securityGroupRuleId><isEgress>false</isEgress><ipProtocol>tcp</ipProtocol>
        <fromPort>80</fromPort><toPort>80</toPort><referencedGroupInfo><groupId>sg-1</groupId></referencedGroupInfo></item>
      </securityGroupRuleSet>`,
  };
  for (const [action, content] of Object.entries(answers)) ec2.replies[action] = ec2Answer(action, content);
});
afterEach(() => ec2.close());

const groups = () => ec2SecurityGroups(ec2.client);

it('reads rules that name CIDR blocks, and leaves out prefix lists and referenced groups', async () => {
  expect(await groups().find(GROUP)).toEqual({
    tagKeys: ['team'],
    interfaces: 2,
    cidrRules: [
      {
        ruleId: 'sgr-1',
        direction: 'ingress',
        protocol: 'tcp',
        fromPort: 22,
        toPort: 22,
        cidr: '0.0.0.0/0',
        description: 'ssh',
        tags: { why: 'test' },
      },
      {
        ruleId: 'sgr-2',
        direction: 'egress',
        protocol: '-1',
        fromPort: -1,
        toPort: -1,
        cidr: '::/0',
        description: null,
        tags: {},
      },
    ],
  });
});

it('says so when there is no such group, and fails on everything else', async () => {
  ec2.replies['DescribeSecurityGroups'] = ec2Error('InvalidGroup.NotFound');
  expect(await groups().find(GROUP)).toBeUndefined();
  ec2.replies['DescribeSecurityGroups'] = ec2Error('UnauthorizedOperation');
  await expect(groups().find(GROUP)).rejects.toThrow('no');
});

it.each([
  ['ingress', 'RevokeSecurityGroupIngress'],
  ['egress', 'RevokeSecurityGroupEgress'],
] as const)('revokes %s rules by their ids, in one call', async (direction, action) => {
  await groups().revoke(GROUP, direction, ['sgr-1', 'sgr-2']);
  expect(ec2.asked()).toMatchObject({
    Action: action,
    GroupId: GROUP,
    'SecurityGroupRuleId.1': 'sgr-1',
    'SecurityGroupRuleId.2': 'sgr-2',
  });
  expect(ec2.requests).toHaveLength(1);
});

it('restores a rule with its description and its own tags, and without ports where they mean nothing', async () => {
  const { authorize } = groups();
  const rule = { ruleId: 'sgr-1', protocol: 'tcp', fromPort: 22, toPort: 22, description: 'ssh' };
  await authorize(GROUP, {
    ...rule,
    direction: 'ingress',
    cidr: '0.0.0.0/0',
    tags: { why: 'test', 'aws:cloudformation:stack-name': 'x' },
  });
  await authorize(GROUP, {
    ...rule,
    direction: 'egress',
    cidr: '::/0',
    protocol: '-1',
    description: null,
    tags: {},
  });
  const [first, second] = ec2.requests.map((request) => Object.fromEntries(request));
  expect(first).toMatchObject({
    Action: 'AuthorizeSecurityGroupIngress',
    'IpPermissions.1.FromPort': '22',
    'IpPermissions.1.IpRanges.1.CidrIp': '0.0.0.0/0',
    'IpPermissions.1.IpRanges.1.Description': 'ssh',
    'TagSpecification.1.ResourceType': 'security-group-rule',
    'TagSpecification.1.Tag.1.Key': 'why',
  });
  expect(first).not.toHaveProperty(['TagSpecification.1.Tag.2.Key']);
  expect(second).toMatchObject({
    Action: 'AuthorizeSecurityGroupEgress',
    'IpPermissions.1.IpProtocol': '-1',
    'IpPermissions.1.Ipv6Ranges.1.CidrIpv6': '::/0',
  });
  expect(Object.keys(second!).join()).not.toMatch(/Port|Description|Tag/);
});

it('says whether it restored a rule, or one that opens the same was there', async () => {
  const opening = { protocol: 'tcp', fromPort: 22, toPort: 22, cidr: '::/0', direction: 'egress' } as const;
  const rule = { ...opening, ruleId: 'sgr-1', description: null, tags: {} };
  expect(await groups().authorize(GROUP, rule)).toBe(true);
  ec2.replies['AuthorizeSecurityGroupEgress'] = ec2Error('InvalidPermission.Duplicate');
  expect(await groups().authorize(GROUP, rule)).toBe(false);
  ec2.replies['AuthorizeSecurityGroupEgress'] = ec2Error('UnauthorizedOperation');
  await expect(groups().authorize(GROUP, rule)).rejects.toThrow('no');
});

it('reads the groups of an instance or an interface, and of nothing else', async () => {
  ec2.replies['DescribeNetworkInterfaces'] = ec2Answer(
    'DescribeNetworkInterfaces',
    `<networkInterfaceSet><item><groupSet><item><groupId>sg-2</groupId></item></groupSet></item>
     <item><groupSet><item><groupId>sg-2</groupId></item><item><groupId>sg-1</groupId></item></groupSet></item></networkInterfaceSet>`,
  );
  expect(await groups().attachedTo('i-0a')).toEqual(['sg-1', 'sg-2']);
  expect(await groups().attachedTo('nat-0a')).toEqual([]);
});
