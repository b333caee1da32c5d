import { parseConfiguration } from './load-configuration';

const REQUIRED = {
  environment: 'dev',
  account: '111122223333',
  region: 'ap-south-1',
  bucketSuffix: 'acme-dev',
  notificationEmail: 'finops@example.com',
  vpcIds: [],
};
const parse = (settings: object) => parseConfiguration({ ...REQUIRED, ...settings }, 'dev.json');

/** What could not be deployed, with the key and the words that say so before anything is made. */
it.each<[object, string]>([
  [{ region: 'us-gov-west-1' }, 'region: must be an AWS region code such as us-east-1, and not one of China'],
  [{ region: 'cn-north-1' }, 'region: must be an AWS region code'],
  [{ region: 'us-isob-east-1' }, 'region: must be an AWS region code'],
  [
    { vpcIds: ['vpc-0a1b2c3d', 'vpc-0a1b2c3d'] },
    'vpcIds[1]: must be in the list once, is vpc-0a1b2c3d again',
  ],
  [{ ingestion: { billExports: ['focus', 'focus'] } }, 'ingestion.billExports[1]: must be in the list once'],
  [{ state: { type: 's3', region: 'us-east-1' } }, 'state.region: must be left out where bucket is'],
  [
    { state: { type: 's3', dynamodbTable: 'locks' } },
    'state.dynamodbTable: must be left out where bucket is',
  ],
  [
    { state: { type: 's3', bucket: 'acme', dynamodbTable: 'locks', locking: 's3-lockfile' } },
    'state.dynamodbTable: must be left out with the locking s3-lockfile',
  ],
  [{ state: { type: 's3', bucket: 'acme', region: 'nowhere' } }, 'state.region: must be an AWS region code'],
  [
    { etl: { flexibleJobs: true, jobWorkerType: 'G.4X' } },
    'etl.jobWorkerType: must be G.1X or G.2X where flexibleJobs is true',
  ],
  [{ etl: { flowLogSchedule: 'cron(banana)' } }, 'etl.flowLogSchedule: must be a Glue schedule in UTC'],
  [{ etl: { billSchedule: 'cron(20 * * * *)' } }, 'etl.billSchedule: must be a Glue schedule in UTC'],
  [{ etl: { billSchedule: 'cron(20 * * * * *)' } }, 'etl.billSchedule: must be a Glue schedule in UTC'],
  [{ etl: { billSchedule: 'cron(20 * ? * ? *)' } }, 'etl.billSchedule: must be a Glue schedule in UTC'],
  [
    { tags: { 'aws:x': 'y' } },
    'tags["aws:x"]: must be 1 to 128 letters, digits, spaces or _.:/=+-@, and not',
  ],
  [{ tags: { Project: 'y' } }, 'tags.Project: must not be Project, Environment or Stack'],
  [{ tags: { stack: 'y' } }, 'tags.stack: must not be Project, Environment or Stack'],
  [{ tags: { Team: '<finops>' } }, 'tags.Team: must be up to 256 letters'],
  [
    { aiOrchestration: { bedrockModelId: 'not a model id !' } },
    'aiOrchestration.bedrockModelId: must be a model or inference profile such as us.amazon.nova-lite-v1:0',
  ],
])('refuses %j', (settings, message) => {
  expect(() => parse(settings)).toThrow(`dev.json:\n  ${message}`);
});

it.each<object>([
  { region: 'ap-southeast-7' },
  { vpcIds: ['vpc-0a1b2c3d', 'vpc-0a1b2c3e'] },
  { state: { type: 's3', bucket: 'acme', dynamodbTable: 'locks', region: 'us-east-1' } },
  { etl: { flexibleJobs: true, jobWorkerType: 'G.2X' } },
  { etl: { jobWorkerType: 'G.4X' } },
  {
    etl: {
      flowLogSchedule: 'cron(0/15 8-18 ? JAN-MAR MON-FRI *)',
      billSchedule: 'cron(0 4 L * ? 2026-2027)',
    },
  },
  { tags: { Team: 'finops', 'cost center': 'é 4/2' } },
  { aiOrchestration: { bedrockModelId: '' } },
  { aiOrchestration: { bedrockModelId: 'minimax.minimax-m2.1' } },
  { aiOrchestration: { bedrockModelId: 'us.anthropic.claude-3-haiku-20240307-v1:0:200k' } },
  {
    aiOrchestration: {
      bedrockModelId: 'arn:aws:bedrock:eu-west-1:111122223333:application-inference-profile/abc',
    },
  },
])('takes %j', (settings) => {
  expect(parse(settings)).toMatchObject(settings);
});
