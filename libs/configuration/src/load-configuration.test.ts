import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jsonSchema } from '../json-schema';
import { loadConfiguration, parseConfiguration } from './load-configuration';

const ENVIRONMENTS = path.join(__dirname, '../../../environments');

const REQUIRED = {
  environment: 'dev',
  account: '111122223333',
  region: 'ap-south-1',
  bucketSuffix: 'acme-dev',
  notificationEmail: 'finops@example.com',
  vpcIds: [],
};

it('fills in everything but what only the owner knows', () => {
  const configuration = parseConfiguration(REQUIRED, 'dev.json');
  expect(configuration.state).toEqual({ type: 'local' });
  expect(configuration.mlPlatform.endpoint).toBe('none');
  expect(configuration.aiOrchestration.remediationMode).toBe('observe');
});

it.each(Object.keys(REQUIRED))('asks for %s', (key) => {
  const rest = Object.entries(REQUIRED).filter(([name]) => name !== key);
  expect(() => parseConfiguration(Object.fromEntries(rest), 'dev.json')).toThrow(
    new RegExp(`dev.json:\n  ${key}: `),
  );
});

it('reports every problem at once, with the key and what is allowed', () => {
  const wrong = {
    ...REQUIRED,
    account: 1,
    vpcIds: ['vpc-x'],
    ingestion: { flowLogDestination: 'kafka' },
    typo: 1,
  };
  expect(() => parseConfiguration(wrong, 'dev.json')).toThrow(
    [
      'dev.json:',
      '  account: Invalid input: expected string, received number',
      '  vpcIds[0]: must be a VPC id such as vpc-0a1b2c3d4e5f60718',
      '  ingestion.flowLogDestination: Invalid option: expected one of "s3"|"firehose"',
      '  (top level): Unrecognized key: "typo"',
    ].join('\n'),
  );
});

it('names the place of a syntax error and what to do about a missing file', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'configuration-')), 'dev.json');
  expect(() => loadConfiguration(file)).toThrow(/dev.json: cannot be read; copy environments\/example.json/);
  writeFileSync(file, '{ "environment": }');
  expect(() => loadConfiguration(file)).toThrow(/dev.json: is not JSON: Unexpected token/);
});

it('accepts the example, whose JSON Schema is the one of the code', () => {
  expect(loadConfiguration(path.join(ENVIRONMENTS, 'example.json')).environment).toBe('example');
  const shipped = readFileSync(path.join(ENVIRONMENTS, 'configuration.schema.json'), 'utf8');
  expect(JSON.parse(shipped)).toEqual(JSON.parse(jsonSchema()));
});

it('asks for the table of locks of a bucket of your own, and for nothing else', () => {
  const state = (settings: object) =>
    parseConfiguration({ ...REQUIRED, state: { type: 's3', ...settings } }, 'dev.json').state;
  expect(() => state({ bucket: 'acme-states' })).toThrow(
    'state.dynamodbTable: must name the table of locks that goes with your bucket, or take the locking s3-lockfile',
  );
  expect(state({ bucket: 'acme-states', locking: 's3-lockfile' })).toMatchObject({ bucket: 'acme-states' });
  expect(state({})).toEqual({ type: 's3', locking: 'dynamodb' });
});
