import { GROUP_ID, NAT_ANOMALY, NAT_ID, VPC_ID } from '@egress/contracts/testing';
import { answerJsonSchema } from './answer';
import { checkAnswer } from './check-answer';
import { numberFacts } from './facts';

const FACTS = numberFacts([
  { kind: 'anomaly', anomaly: NAT_ANOMALY },
  { kind: 'evidence', name: 'vpcId', value: VPC_ID },
]);

const ANSWER = {
  cause: 'nat-s3',
  narrative: `S3 is read through ${NAT_ID} [F1].`,
  citedFacts: ['F1', 'F2'],
  resources: [NAT_ID],
  recommendations: ['Create a gateway endpoint.'],
  playbook: { id: 'create-gateway-endpoint', parameters: { vpcId: VPC_ID, service: 's3' } },
};

it('accepts an answer that rests on the facts alone', () => {
  expect(checkAnswer(ANSWER, FACTS)).toEqual({ accepted: true, answer: ANSWER });
  expect(checkAnswer({ ...ANSWER, playbook: undefined }, FACTS)).toMatchObject({ accepted: true });
});

it.each<[string, object, RegExp]>([
  ['cites a fact that does not exist', { citedFacts: ['F1', 'F99'] }, /the fact F99/],
  ['cites one in its text', { narrative: 'It began at noon [F7].' }, /the fact F7/],
  ['cites nothing', { citedFacts: [] }, /citedFacts/],
  [
    'lists a resource that no fact is about',
    { resources: ['nat-0fedcba9876543210'] },
    /nat-0fedcba9876543210/,
  ],
  ['names one in its text', { narrative: `${GROUP_ID} is open [F1].` }, /sg-0123456789abcdef0/],
  [
    'names one in a recommendation',
    { recommendations: ['Delete arn:aws:s3:::other.'] },
    /arn:aws:s3:::other/,
  ],
  ['names a bucket by its URI', { narrative: 'See s3://other-bucket [F1].' }, /other-bucket/],
  ['names a cause outside the taxonomy', { cause: 'aliens' }, /cause/],
  ['has a playbook that does not exist', { playbook: { id: 'delete-account', parameters: {} } }, /playbook/],
  [
    'has a playbook without its parameters',
    { playbook: { id: 'create-gateway-endpoint', parameters: {} } },
    /vpcId/,
  ],
  [
    'has a playbook with parameters of its own',
    { playbook: { ...ANSWER.playbook, parameters: { ...ANSWER.playbook.parameters, force: true } } },
    /force/,
  ],
  [
    'has a playbook that does not fix its cause',
    { playbook: { id: 'start-nat-recording', parameters: { natGatewayId: NAT_ID } }, cause: 's3-public' },
    /start-nat-recording does not fix s3-public/,
  ],
  [
    'names a resource in its text without saying that it is one',
    { narrative: 'Look at `payroll` [F1].' },
    /the resource payroll/,
  ],
  [
    'has a playbook for a resource that no fact is about',
    {
      cause: 'sg-open',
      playbook: {
        id: 'revoke-security-group-rules',
        parameters: { groupId: GROUP_ID, direction: 'ingress' },
      },
    },
    /sg-0123456789abcdef0/,
  ],
  ['has fields of its own', { note: 'x' }, /note/],
])('rejects an answer that %s', (_case, more, because) => {
  const verdict = checkAnswer({ ...ANSWER, ...more }, FACTS);
  expect(verdict).toMatchObject({ accepted: false, because: expect.stringMatching(because) });
});

it.each([undefined, null, 'nat-s3', [], 7])('rejects %p', (given) => {
  expect(checkAnswer(given, FACTS)).toMatchObject({ accepted: false });
});

it('tells the model the shape that it checks, with no keys at the top that models refuse', () => {
  const schema = answerJsonSchema();
  expect(Object.keys(schema)).toEqual(['type', 'properties', 'required']);
  expect(Object.keys(schema.properties!)).toEqual(Object.keys(ANSWER));
});
