import { anomalySchema } from './anomaly';
import {
  FINDINGS_TABLE,
  PLAYBOOK_IDS,
  playbookParametersSchemas,
  proposedPlaybookSchema,
} from './remediation';

it('keeps the stop switch and the counts of changes where no anomaly can be', () => {
  const id = anomalySchema.shape.id;
  expect(id.safeParse('control').success).toBe(true);
  expect(id.safeParse(FINDINGS_TABLE.stopSwitch.anomalyId).success).toBe(false);
  expect(id.safeParse(FINDINGS_TABLE.changesOfHour('111122223333', '').anomalyId).success).toBe(false);
});

it('counts changes by account and hour', () => {
  const { changesOfHour } = FINDINGS_TABLE;
  expect(changesOfHour('111122223333', '2026-11-21T08:59:59.999Z')).toEqual({
    anomalyId: '#changes-111122223333',
    record: '2026-11-21T08',
  });
});

it('can propose every playbook', () => {
  const proposable = proposedPlaybookSchema.options.map(({ shape }) => shape.id.value);
  expect(proposable).toEqual(PLAYBOOK_IDS);
});

it.each([
  ['block-s3-public-access', { bucket: 'photos' }, { bucket: 'arn:aws:s3:::photos' }],
  [
    'revoke-security-group-rules',
    { groupId: 'sg-0123456789abcdef0', direction: 'ingress', port: 22 },
    { groupId: 'sg-0123456789abcdef0', direction: 'both' },
  ],
  [
    'create-gateway-endpoint',
    { vpcId: 'vpc-01234567', service: 's3' },
    { vpcId: 'vpc-01234567', service: 'sqs' },
  ],
  ['start-nat-recording', { natGatewayId: 'nat-0123456789abcdef0' }, { natGatewayId: 'nat-0', extra: 1 }],
] as const)('takes parameters of %s only if they name what it acts on', (id, good, bad) => {
  expect(playbookParametersSchemas[id].safeParse(good).success).toBe(true);
  expect(playbookParametersSchemas[id].safeParse(bad).success).toBe(false);
});
