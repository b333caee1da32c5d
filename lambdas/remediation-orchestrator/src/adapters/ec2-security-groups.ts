import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  DescribeSecurityGroupsCommand,
  type EC2Client,
  type Filter,
  type IpPermission,
  paginateDescribeNetworkInterfaces,
  paginateDescribeSecurityGroupRules,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
  type TagSpecification,
} from '@aws-sdk/client-ec2';
import * as z from 'zod';
import type { CidrRule, SecurityGroup, SecurityGroups } from '../domain/account-access';
import { tagsAnswer, tagSpecification } from './ec2-tags';

const groupAnswer = z.object({
  SecurityGroups: z.tuple([z.object({ Tags: tagsAnswer })]),
});

const ruleAnswer = z.object({
  SecurityGroupRuleId: z.string(),
  IsEgress: z.boolean(),
  IpProtocol: z.string(),
  // EC2 leaves the ports out of rules for all protocols in some answers.
  FromPort: z.number().int().default(-1),
  ToPort: z.number().int().default(-1),
  CidrIpv4: z.string().optional(),
  CidrIpv6: z.string().optional(),
  Description: z.string().optional(),
  Tags: tagsAnswer,
});

const PAGE = { pageSize: 1000 };

const INTERFACE_FILTERS = [
  { prefix: 'i-', name: 'attachment.instance-id' },
  { prefix: 'eni-', name: 'network-interface-id' },
];

/** Security groups of the client's account and region. */
export function ec2SecurityGroups(client: EC2Client): SecurityGroups {
  return {
    find: async (groupId) => {
      const tagKeys = await readTagKeys(client, groupId);
      if (!tagKeys) return undefined;
      const [cidrRules, interfaces] = await Promise.all([
        readCidrRules(client, groupId),
        countInterfaces(client, groupId),
      ]);
      return { tagKeys, cidrRules, interfaces } satisfies SecurityGroup;
    },

    attachedTo: async (resource) => {
      const filter = INTERFACE_FILTERS.find(({ prefix }) => resource.startsWith(prefix));
      return filter ? readAttachedGroups(client, { Name: filter.name, Values: [resource] }) : [];
    },

    revoke: async (groupId, direction, ruleIds) => {
      const request = { GroupId: groupId, SecurityGroupRuleIds: [...ruleIds] };
      await (direction === 'ingress'
        ? client.send(new RevokeSecurityGroupIngressCommand(request))
        : client.send(new RevokeSecurityGroupEgressCommand(request)));
    },

    authorize: async (groupId, rule) => {
      const request = {
        GroupId: groupId,
        IpPermissions: [permissionOf(rule)],
        TagSpecifications: tagSpecifications(rule),
      };
      try {
        await (rule.direction === 'ingress'
          ? client.send(new AuthorizeSecurityGroupIngressCommand(request))
          : client.send(new AuthorizeSecurityGroupEgressCommand(request)));
        return true;
      } catch (error) {
        if (error instanceof Error && error.name === 'InvalidPermission.Duplicate') return false;
        throw error;
      }
    },
  };
}

async function readTagKeys(client: EC2Client, groupId: string): Promise<readonly string[] | undefined> {
  try {
    const answer = await client.send(new DescribeSecurityGroupsCommand({ GroupIds: [groupId] }));
    return groupAnswer.parse(answer).SecurityGroups[0].Tags.map(({ Key }) => Key);
  } catch (error) {
    if (error instanceof Error && error.name === 'InvalidGroup.NotFound') return undefined;
    throw error;
  }
}

async function readCidrRules(client: EC2Client, groupId: string): Promise<readonly CidrRule[]> {
  const rules: CidrRule[] = [];
  const request = { Filters: [{ Name: 'group-id', Values: [groupId] }] };
  for await (const page of paginateDescribeSecurityGroupRules({ client, ...PAGE }, request)) {
    for (const answer of page.SecurityGroupRules ?? []) {
      const rule = ruleAnswer.parse(answer);
      const cidr = rule.CidrIpv4 ?? rule.CidrIpv6;
      if (cidr !== undefined) rules.push(cidrRuleOf(rule, cidr));
    }
  }
  return rules;
}

function cidrRuleOf(rule: z.output<typeof ruleAnswer>, cidr: string): CidrRule {
  return {
    ruleId: rule.SecurityGroupRuleId,
    direction: rule.IsEgress ? 'egress' : 'ingress',
    protocol: rule.IpProtocol,
    fromPort: rule.FromPort,
    toPort: rule.ToPort,
    cidr,
    description: rule.Description ?? null,
    tags: Object.fromEntries(rule.Tags.map(({ Key, Value }) => [Key, Value])),
  };
}

async function countInterfaces(client: EC2Client, groupId: string): Promise<number> {
  let count = 0;
  const request = { Filters: [{ Name: 'group-id', Values: [groupId] }] };
  for await (const page of paginateDescribeNetworkInterfaces({ client, ...PAGE }, request)) {
    count += page.NetworkInterfaces?.length ?? 0;
  }
  return count;
}

async function readAttachedGroups(client: EC2Client, filter: Filter): Promise<readonly string[]> {
  const groups = new Set<string>();
  for await (const page of paginateDescribeNetworkInterfaces({ client, ...PAGE }, { Filters: [filter] })) {
    const attached = (page.NetworkInterfaces ?? []).flatMap(({ Groups = [] }) => Groups);
    for (const { GroupId } of attached) if (GroupId !== undefined) groups.add(GroupId);
  }
  return [...groups].sort();
}

function permissionOf({ protocol, fromPort, toPort, cidr, description }: CidrRule): IpPermission {
  const Description = description ?? undefined;
  return {
    IpProtocol: protocol,
    // Ports mean nothing to a rule for all protocols, and EC2 refuses some values there.
    ...(protocol !== '-1' && { FromPort: fromPort, ToPort: toPort }),
    ...(cidr.includes(':')
      ? { Ipv6Ranges: [{ CidrIpv6: cidr, Description }] }
      : { IpRanges: [{ CidrIp: cidr, Description }] }),
  };
}

/** Tags that begin with `aws:` are AWS's own and cannot be set. */
function tagSpecifications({ tags }: CidrRule): TagSpecification[] | undefined {
  const own = Object.entries(tags).filter(([key]) => !key.startsWith('aws:'));
  return own.length > 0 ? [tagSpecification('security-group-rule', Object.fromEntries(own))] : undefined;
}
