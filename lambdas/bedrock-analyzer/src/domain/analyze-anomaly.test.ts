import { type Anomaly, type RootCause, rootCauseAnalysisSchema } from '@egress/contracts';
import { BUCKET_ANOMALY, GROUP_ID, NAT_ANOMALY, NAT_ID, VPC_ID } from '@egress/contracts/testing';
import { type AnalysisContext, analyzeAnomaly, type ModelReply } from './analyze-anomaly';
import type { EvidenceSource } from './gather-evidence';

const TOKENS = { input: 900, output: 120 };
const ANSWER = {
  cause: 's3-public',
  narrative: 'Everyone reads photos [F1].',
  citedFacts: ['F1'],
  resources: ['photos'],
  recommendations: ['Block public access.'],
  playbook: { id: 'block-s3-public-access', parameters: { bucket: 'photos' } },
};
const COST = { tokens: TOKENS, usd: 0.002 } as const;
const answered = (answer: unknown): ModelReply => ({ status: 'answered', answer, ...COST });

const never = () => new Promise<never>(() => undefined);
const silent = (source: EvidenceSource['source']): EvidenceSource => ({ source, gather: async () => [] });
const SILENT = [silent('cloudtrail'), silent('config'), silent('cost-explorer')];

const context = (more: Partial<AnalysisContext> = {}): AnalysisContext => ({
  sources: SILENT,
  startEvidenceBudget: () => AbortSignal.timeout(50),
  startModelBudget: () => AbortSignal.timeout(50),
  ...more,
});

it('explains with the model’s words and its own confidence', async () => {
  const analysis = await analyzeAnomaly(BUCKET_ANOMALY, context({ askModel: async () => answered(ANSWER) }));
  expect(rootCauseAnalysisSchema.parse(analysis)).toMatchObject({
    status: 'explained',
    anomalyId: BUCKET_ANOMALY.id,
    cause: 's3-public',
    confidence: 0.6,
    narrative: ANSWER.narrative,
    proposedPlaybook: ANSWER.playbook,
    tokens: TOKENS,
  });
});

it('is sure of nothing that only the model says', async () => {
  const askModel = async () => answered({ ...ANSWER, cause: 'exfil', playbook: undefined });
  expect(await analyzeAnomaly(BUCKET_ANOMALY, context({ askModel }))).toMatchObject({
    cause: 'exfil',
    confidence: 0,
  });
});

it('keeps what a source hands over when the time for evidence is used up', async () => {
  const related = { kind: 'relations', resource: 'photos', related: ['videos'] } as const;
  const gather: EvidenceSource['gather'] = (_anomaly, { budget }) =>
    new Promise((resolve) => budget.addEventListener('abort', () => setTimeout(resolve, 10, [related])));
  const { facts } = await analyzeAnomaly(
    BUCKET_ANOMALY,
    context({ sources: [{ source: 'config', gather }] }),
  );
  expect(facts.at(-1)!.text).toBe('«photos» is connected with «videos».');
});

const aborted = Object.assign(new Error('Request aborted'), { name: 'AbortError' });
const throttled = Object.assign(new Error('Too many requests'), { name: 'ThrottlingException' });

it.each<[string, AnalysisContext['askModel'], RegExp]>([
  ['is absent', undefined, /No model is configured/],
  ['is throttled', () => Promise.reject(throttled), /ThrottlingException: Too many requests/],
  ['is slow', never, /did not answer in time/],
  ['is slow and was called off', () => Promise.reject(aborted), /did not answer in time/],
  ['refuses', async () => ({ status: 'refused', reason: 'It stopped.', ...COST }), /It stopped/],
  ['answers rubbish', async () => answered('{"cause":'), /wrong shape/],
  ['invents a fact', async () => answered({ ...ANSWER, citedFacts: ['F98'] }), /the fact F98/],
  ['invents a resource', async () => answered({ ...ANSWER, resources: ['videos'] }), /the resource videos/],
])('gives the ranked facts when the model %s', async (_case, askModel, because) => {
  const analysis = await analyzeAnomaly(BUCKET_ANOMALY, context({ askModel }));
  expect(rootCauseAnalysisSchema.parse(analysis)).toMatchObject({
    status: 'ranked',
    cause: 's3-public',
    confidence: 0.6,
    narrative:
      'Most likely a bucket is read by everyone. Anonymous requesters took at least half of the bytes. [F2]',
    proposedPlaybook: { id: 'block-s3-public-access', parameters: { bucket: 'photos' } },
    rejectedBecause: expect.stringMatching(because),
  });
});

it('counts what evidence and rejected answers cost', async () => {
  const spending: EvidenceSource = {
    source: 'cost-explorer',
    gather: async (_anomaly, { spend }) => {
      spend(0.01);
      throw new Error('after the request');
    },
  };
  const askModel = async () => answered({});
  const analysis = await analyzeAnomaly(BUCKET_ANOMALY, context({ sources: [spending, spending], askModel }));
  expect(analysis).toMatchObject({ status: 'ranked', tokens: TOKENS });
  expect(analysis.usd).toBeCloseTo(0.022, 10);
});

it('asks all sources at once and says which failed, were late or empty', async () => {
  const started: string[] = [];
  const source = (name: EvidenceSource['source'], gather: EvidenceSource['gather']): EvidenceSource => ({
    source: name,
    gather: (...call) => {
      started.push(name);
      return gather(...call);
    },
  });
  const analysis = await analyzeAnomaly(
    BUCKET_ANOMALY,
    context({
      sources: [
        source('cloudtrail', never),
        source('config', () => Promise.reject(new Error('the recorder is off'))),
        source('cost-explorer', async () => []),
      ],
    }),
  );
  expect(started).toEqual(['cloudtrail', 'config', 'cost-explorer']);
  expect(analysis.facts.slice(-3).map(({ text }) => text)).toEqual([
    'CloudTrail tells nothing: «it did not answer in time».',
    'AWS Config tells nothing: «the recorder is off».',
    'Cost Explorer tells nothing: «it has nothing about this resource and time».',
  ]);
  expect(analysis.cause).toBe('s3-public');
});

const RECORDING = { id: 'start-nat-recording', parameters: { natGatewayId: NAT_ID } } as const;

it.each<[RootCause, Anomaly['evidence'], number]>([
  ['nat-aws', { remoteService: 'KINESIS_VIDEO_STREAMS' }, 0.7],
  ['nat-s3-xr', { remoteService: 'S3', remoteRegion: 'us-east-1' }, 0.85],
  ['nat-s3', { remoteService: 'S3', remoteRegion: 'eu-west-1' }, 0.85],
  ['unknown', {}, 0],
])('has a NAT gateway recorded where only that tells more about %s', async (cause, evidence, confidence) => {
  const anomaly = { ...NAT_ANOMALY, evidence };
  expect(await analyzeAnomaly(anomaly, context())).toMatchObject({
    cause,
    confidence,
    proposedPlaybook: RECORDING,
  });
});

it('proposes what the facts give where the model leaves the playbook out', async () => {
  const askModel = async () => answered({ ...ANSWER, playbook: undefined });
  expect(await analyzeAnomaly(BUCKET_ANOMALY, context({ askModel }))).toMatchObject({
    status: 'explained',
    proposedPlaybook: ANSWER.playbook,
  });
});

it('says that the cause is unknown when no rule finds one', async () => {
  const anomaly = { ...BUCKET_ANOMALY, evidence: {} };
  expect(await analyzeAnomaly(anomaly, context())).toMatchObject({
    cause: 'unknown',
    confidence: 0,
    proposedPlaybook: undefined,
  });
});

it('proposes a playbook only if the facts name all that it needs', async () => {
  expect(await analyzeAnomaly(NAT_ANOMALY, context())).toMatchObject({
    cause: 'nat-s3',
    proposedPlaybook: { id: 'create-gateway-endpoint', parameters: { vpcId: VPC_ID, service: 's3' } },
  });
  const evidence = { remoteService: 'S3', remoteRegion: 'eu-west-1' };
  expect(await analyzeAnomaly({ ...NAT_ANOMALY, evidence }, context())).toHaveProperty(
    'proposedPlaybook',
    RECORDING,
  );

  const relations = { kind: 'relations', resource: NAT_ID, related: [VPC_ID, 'subnet-1'] } as const;
  const sources = [{ source: 'config', gather: async () => [relations] }] as const;
  expect(await analyzeAnomaly({ ...NAT_ANOMALY, evidence }, context({ sources }))).toMatchObject({
    proposedPlaybook: { parameters: { vpcId: VPC_ID } },
  });

  const open = {
    ...NAT_ANOMALY,
    resource: 'i-0123456789abcdef0',
    evidence: { openPortShare: 1, securityGroupId: GROUP_ID, servicePort: 5432 },
  };
  expect(await analyzeAnomaly(open, context())).toMatchObject({
    proposedPlaybook: {
      id: 'revoke-security-group-rules',
      parameters: { groupId: GROUP_ID, direction: 'ingress', port: 5432 },
    },
  });
  const { servicePort, ...withoutPort } = open.evidence;
  expect(servicePort).toBe(5432);
  expect(await analyzeAnomaly({ ...open, evidence: withoutPort }, context())).toMatchObject({
    cause: 'sg-open',
    proposedPlaybook: undefined,
  });
});
