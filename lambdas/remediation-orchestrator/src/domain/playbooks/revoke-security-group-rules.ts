import { type Anomaly, type PlannedChange, playbookParametersSchemas } from '@egress/contracts';
import * as z from 'zod';
import type { CidrRule, SecurityGroup, SecurityGroups } from '../account-access';
import { isSame } from '../fingerprint';
import { definePlaybook } from '../playbook';

const WORLD: readonly string[] = ['0.0.0.0/0', '::/0'];
const PORTS_MATTER: readonly string[] = ['tcp', 'udp', '6', '17'];

const cidrRule = z.strictObject({
  ruleId: z.string(),
  direction: z.enum(['ingress', 'egress']),
  protocol: z.string(),
  fromPort: z.number().int(),
  toPort: z.number().int(),
  cidr: z.string(),
  description: z.string().nullable(),
  tags: z.record(z.string(), z.string()),
});

const parameters = playbookParametersSchemas['revoke-security-group-rules'];
type Parameters = z.infer<typeof parameters>;

/**
 * Removes the rules that are open to 0.0.0.0/0 or ::/0 in one direction, and no others. Rules are named by their ids, so
 * that one which somebody adds in between is never hit. A restored rule has all that it had except its id.
 */
export const revokeSecurityGroupRules = definePlaybook({
  id: 'revoke-security-group-rules',
  description:
    'Removes the rules of a security group that are open to 0.0.0.0/0 or ::/0 in one direction, of one port if given. Rules for other CIDR blocks, prefix lists and referenced groups stay. Undo adds each removed rule with its protocol, ports, description and tags; AWS gives it a new id, and keeps no order of rules.',
  anomalyTypes: ['OverlyPermissive_SecurityGroup', 'High_Data_Transfer_EC2', 'Unknown_Destination'],
  parameters,
  permissions: [
    {
      actions: [
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSecurityGroupRules',
        'ec2:DescribeNetworkInterfaces',
      ],
      resource: 'any',
      reason: 'EC2 offers no resource-level permissions for Describe calls.',
    },
    {
      actions: ['ec2:RevokeSecurityGroupIngress', 'ec2:RevokeSecurityGroupEgress'],
      resource: 'securityGroup',
      reason: 'The change. Which group will be open is not known beforehand.',
    },
    {
      actions: ['ec2:AuthorizeSecurityGroupIngress', 'ec2:AuthorizeSecurityGroupEgress'],
      resource: 'securityGroup',
      reason: 'The undo.',
      forUndo: true,
    },
    {
      actions: ['ec2:RevokeSecurityGroupIngress', 'ec2:RevokeSecurityGroupEgress'],
      resource: 'securityGroupRule',
      reason: 'Rules are resources of their own: they are revoked by id.',
    },
    {
      actions: ['ec2:AuthorizeSecurityGroupIngress', 'ec2:AuthorizeSecurityGroupEgress'],
      resource: 'securityGroupRule',
      reason: 'The undo. Rules are resources of their own.',
      forUndo: true,
    },
    {
      actions: ['ec2:CreateTags'],
      resource: 'newSecurityGroupRule',
      reason: 'The undo. A restored rule gets the tags that it had.',
      forUndo: true,
    },
  ],
  before: z.array(cidrRule).readonly(),
  // Open ports served the bytes: a rule for what comes in lets them be asked for. What a group opens besides may be meant so.
  parametersOf: async (anomaly, { securityGroups }) => ({
    groupId: namedGroup(anomaly) ?? (await onlyOpenGroup(anomaly, securityGroups)),
    direction: 'ingress',
    port: servedPort(anomaly),
  }),

  plan: async (wanted, { securityGroups }) => {
    const { groupId } = wanted;
    const group = await securityGroups.find(groupId);
    if (!group) return undefined;
    const before = offendingRules(group, wanted);
    return {
      resource: groupId,
      before,
      tagKeys: [...group.tagKeys, ...before.flatMap(({ tags }) => Object.keys(tags))],
      changes: before.map((rule) => removal(groupId, rule)),
      blastRadius: blastRadius(wanted, before, group.interfaces),
      usdPerMonth: 0,
    };
  },

  apply: async ({ groupId, direction }, before, { securityGroups }) => {
    const group = await securityGroups.find(groupId);
    if (!group) return { done: false, reason: `${groupId} does not exist any more.` };
    const present = before.filter(({ ruleId }) => group.cidrRules.some((rule) => rule.ruleId === ruleId));
    const changed = present.find((rule) => !group.cidrRules.some((current) => isSame(current, rule)));
    if (changed) return { done: false, reason: `Someone else changed the rule ${changed.ruleId}.` };
    const ruleIds = present.map(({ ruleId }) => ruleId);
    if (ruleIds.length > 0) await securityGroups.revoke(groupId, direction, ruleIds);
    return { done: true, reason: `${count(before.length)} of ${groupId} removed.` };
  },

  verify: async (wanted, _before, { securityGroups }) => {
    const group = await securityGroups.find(wanted.groupId);
    const open = group ? offendingRules(group, wanted).map(({ ruleId }) => ruleId) : [];
    return open.length === 0
      ? { done: true, reason: `No ${wanted.direction} rule in question is open to the world.` }
      : { done: false, reason: `Still open to the world: ${open.join(', ')}.` };
  },

  undo: async ({ groupId }, before, { securityGroups }, { created }) => {
    const group = await securityGroups.find(groupId);
    if (!group) return { done: false, reason: `${groupId} does not exist any more.` };
    // All are on record as removed, whatever EC2 shows; or else those that it does not show, not even edited.
    const removed = created ? before : before.filter((rule) => !group.cidrRules.some(isStill(rule)));
    let restored = 0;
    for (const rule of removed) if (await securityGroups.authorize(groupId, rule)) restored++;
    const kept = before.length - restored;
    const keptText = kept > 0 ? `; ${count(kept)} there already and left alone` : '';
    return { done: true, reason: `${count(restored)} of ${groupId} restored${keptText}.` };
  },
});

function namedGroup({ resource, evidence }: Anomaly) {
  return resource.startsWith('sg-') ? resource : evidence['securityGroupId'];
}

function servedPort({ evidence }: Anomaly): number | undefined {
  const port = evidence['servicePort'];
  return typeof port === 'number' ? port : undefined;
}

/** The one group of the instance or interface that opens the port of the anomaly; which of several is for a person to say. */
async function onlyOpenGroup(anomaly: Anomaly, securityGroups: SecurityGroups): Promise<string | undefined> {
  const port = servedPort(anomaly);
  const open: string[] = [];
  for (const groupId of await securityGroups.attachedTo(anomaly.resource)) {
    const group = await securityGroups.find(groupId);
    if (group && offendingRules(group, { groupId, direction: 'ingress', port }).length > 0)
      open.push(groupId);
  }
  return open.length === 1 ? open[0] : undefined;
}

function offendingRules(group: SecurityGroup, { direction, port }: Parameters): readonly CidrRule[] {
  return group.cidrRules
    .filter((rule) => rule.direction === direction && WORLD.includes(rule.cidr))
    .filter((rule) => port === undefined || opensPort(rule, port))
    .sort((left, right) => (left.ruleId < right.ruleId ? -1 : 1));
}

function opensPort({ protocol, fromPort, toPort }: CidrRule, port: number): boolean {
  if (protocol === '-1') return true;
  return PORTS_MATTER.includes(protocol) && fromPort <= port && port <= toPort;
}

/** The very rule, or one that opens the same: of those EC2 has one in a group at most. */
function isStill(rule: CidrRule): (current: CidrRule) => boolean {
  const opening = ({ direction, protocol, fromPort, toPort, cidr }: CidrRule) =>
    [direction, protocol, fromPort, toPort, cidr].join(' ');
  return (current) => current.ruleId === rule.ruleId || opening(current) === opening(rule);
}

function removal(groupId: string, rule: CidrRule): PlannedChange {
  const opened = `${portsOf(rule)} ${rule.direction === 'ingress' ? 'from' : 'to'} ${rule.cidr}`;
  return {
    action: `revoke ${rule.direction} rule ${rule.ruleId}`,
    target: groupId,
    before: rule.description ? `${opened} (${rule.description})` : opened,
    after: 'no rule',
  };
}

function blastRadius(
  { groupId, direction }: Parameters,
  rules: readonly CidrRule[],
  interfaces: number,
): string {
  const who = `${groupId} is attached to ${interfaces} network interface${interfaces === 1 ? '' : 's'}.`;
  const opened = [...new Set(rules.map(portsOf))].join(', ');
  const what =
    direction === 'ingress'
      ? `New connections from anywhere to ${opened} are refused unless another rule allows them.`
      : `They can no longer open connections to anywhere on ${opened}, AWS’s public endpoints and updates included, unless another rule allows it.`;
  return `${who} ${what} Connections that are tracked may live on until they end.`;
}

function portsOf({ protocol, fromPort, toPort }: CidrRule): string {
  if (protocol === '-1') return 'all traffic';
  if (!PORTS_MATTER.includes(protocol) || fromPort < 0) return protocol;
  return fromPort === toPort ? `${protocol} ${fromPort}` : `${protocol} ${fromPort}-${toPort}`;
}

function count(rules: number): string {
  return rules === 1 ? '1 rule' : `${rules} rules`;
}
