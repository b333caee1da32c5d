import fc from 'fast-check';
import { RESPONSE_TYPES } from './content-types';
import { decodeScores, encodeScores } from './scores';
import golden from './testing/golden-recordio.json';

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString();

it('is written as the algorithm’s page shows it', () => {
  expect(textOf(encodeScores([0.02, 0.25], 'application/json'))).toBe(
    '{"scores":[{"score":0.02},{"score":0.25}]}',
  );
  expect(textOf(encodeScores([0.02, 0.25], 'application/jsonlines'))).toBe(
    '{"score":0.02}\n{"score":0.25}\n',
  );
});

it('is written as protobuf byte for byte as AWS’s Python SDK writes the same message', () => {
  const body = encodeScores(golden.scores.scores, 'application/x-recordio-protobuf');
  expect(Buffer.from(body).toString('hex')).toBe(golden.scores.hex);
});

it.each(RESPONSE_TYPES)('%s gives back the scores in their order', (type) => {
  const scores = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }));
  fc.assert(
    fc.property(scores, (given) => {
      expect(decodeScores(encodeScores(given, type), type).map((x) => x + 0)).toEqual(
        given.map((x) => x + 0),
      );
    }),
  );
});

it('reads JSON lines with and without the comma between them', () => {
  expect(decodeScores(Buffer.from('{"score": 0.02},\n{"score": 0.25}\n'), 'application/jsonlines')).toEqual([
    0.02, 0.25,
  ]);
});

it.each([
  ['application/json', '{"scores":[{"score":NaN}]}', 'the body: is not JSON'],
  ['application/json', '{"scores":[{"score":null}]}', 'the body: must be {"scores"'],
  ['application/json', '{"predictions":[]}', 'the body: must be {"scores"'],
  ['application/jsonlines', '{"score":1}\n{"scores":2}', 'line 2: must be {"score":number}'],
  ['application/x-recordio-protobuf', '\n#', 'record 1: ends within its head'],
] as const)('refuses %s without scores: %s', (type, body, message) => {
  expect(() => decodeScores(Buffer.from(body), type)).toThrow(message);
});

it('refuses protobuf records whose label is not a score', () => {
  const body = Buffer.from(golden.labelled.hex, 'hex');
  expect(() => decodeScores(body, 'application/x-recordio-protobuf')).toThrow(
    'record 1: has no tensor "score"',
  );
});
