import fc from 'fast-check';
import { REQUEST_TYPES, requestType, type RequestType } from './content-types';
import golden from './testing/golden-recordio.json';
import { PayloadError } from './vector';
import { decodeVectors, encodeVectors } from './vectors';

const decodeText = (text: string, type: RequestType) => decodeVectors(Buffer.from(text), type);
const decodeHex = (hex: string) => decodeVectors(Buffer.from(hex, 'hex'), 'application/x-recordio-protobuf');

describe('every content type', () => {
  const vectors = fc.array(fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }), {
    minLength: 1,
  });

  it.each(REQUEST_TYPES)('%s gives back what was put in, to the last bit', (type) => {
    fc.assert(
      fc.property(vectors, (given) => {
        const decoded = decodeVectors(encodeVectors(given, type), type);
        // JSON and CSV have no −0.
        expect(decoded.map((vector) => vector.map((x) => x + 0))).toEqual(
          given.map((vector) => vector.map((x) => x + 0)),
        );
      }),
    );
  });

  it.each(REQUEST_TYPES)('%s refuses any bytes with a PayloadError and nothing else', (type) => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      // Bodies with a few bytes changed get further into the decoder.
      fc.tuple(fc.nat(150), fc.uint8Array({ minLength: 1, maxLength: 4 })).map(([at, change]) => {
        const body = Buffer.from(encodeVectors([[1.5, 2.5], [3.5]], type));
        body.set(change, at % (body.length - change.length));
        return body;
      }),
    );
    fc.assert(
      fc.property(bytes, (body) => {
        try {
          decodeVectors(body, type);
        } catch (error) {
          expect(error).toBeInstanceOf(PayloadError);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each(REQUEST_TYPES)('%s refuses a body without vectors', (type) => {
    const empty = type === 'application/json' ? '{"instances":[]}' : '';
    expect(() => decodeText(empty, type)).toThrow('the body holds no vector');
  });

  it.each(REQUEST_TYPES)('%s is not written with numbers that no endpoint takes', (type) => {
    expect(() => encodeVectors([[1], [1, Number.NaN]], type)).toThrow('vector 2: feature 2 is NaN');
    expect(() => encodeVectors([[1e39]], type)).toThrow('not a finite 32-bit number');
    expect(() => encodeVectors([[]], type)).toThrow('vector 1: has no features');
    expect(() => encodeVectors([new Array<number>(10_001).fill(0)], type)).toThrow('10000 are the most');
  });
});

describe('JSON', () => {
  const decode = (...instances: unknown[]) => decodeText(JSON.stringify({ instances }), 'application/json');

  it('is dense in either form, or sparse, and may mix them', () => {
    expect(
      decode(
        { features: [1.5, 16] },
        { data: { features: { values: [-2, 100.2] } }, configuration: {} },
        { data: { features: [3, 4] } },
        { data: { features: { keys: [3, 0], shape: [4], values: [7, 5] } } },
        { data: { features: { keys: [], shape: [2], values: [] } } },
        { data: { features: { keys: [3], shape: [2, 3], values: [1] } } },
      ),
    ).toEqual([
      [1.5, 16],
      [-2, 100.2],
      [3, 4],
      [5, 0, 0, 7],
      [0, 0],
      [0, 0, 0, 1, 0, 0],
    ]);
  });

  it.each<[string, unknown, string]>([
    ['text among the numbers', { features: [1, '2'] }, 'must be {"features":[numbers]}'],
    ['null', { features: [1, null] }, 'must be {"features":[numbers]}'],
    ['another shape', [1, 2], 'must be {"features":[numbers]}'],
    ['no features', { features: [] }, 'has no features'],
    ['keys without a shape', sparse({ keys: [0] }), 'sparse features need a shape'],
    [
      'a shape beyond the limit',
      sparse({ keys: [0], shape: [1e12] }),
      'sparse features need a shape of 1 to 10000',
    ],
    ['a shape below one', sparse({ shape: [-1, -1] }), 'must be {"features":[numbers]}'],
    ['a key outside the shape', sparse({ keys: [2], shape: [2] }), 'key 2 is outside a shape of 2'],
    ['a key that is no position', sparse({ keys: [0.5], shape: [2] }), 'key 0.5 is outside'],
    ['more keys than values', sparse({ keys: [0, 1], shape: [2] }), 'has 2 keys for 1 values'],
    ['a key twice', sparse({ keys: [1, 1], values: [1, 2], shape: [2] }), 'has key 1 twice'],
    ['a dense vector of another shape', sparse({ shape: [2] }), 'has 1 values in a shape of 2'],
  ])('refuses %s and says in which instance', (_case, instance, message) => {
    expect(() => decode({ features: [1] }, instance)).toThrow(`instance 2: ${message}`);
  });

  it('refuses what is cut off, has numbers beyond JSON, or is not UTF-8', () => {
    expect(() => decodeText('{"instances":[{"fea', 'application/json')).toThrow('the body: is not JSON');
    expect(() => decodeText('{"instances":[{"features":[1e999]}]}', 'application/json')).toThrow(
      'instance 1',
    );
    expect(() => decodeText('{"rows":[]}', 'application/json')).toThrow('must be {"instances":[…]}');
    expect(() => decodeVectors(Buffer.from([0xff, 0xfe]), 'application/json')).toThrow('not UTF-8');
  });

  function sparse(features: object) {
    return { data: { features: { values: [1], ...features } } };
  }
});

describe('JSON Lines', () => {
  it('takes one instance a line, and blank lines', () => {
    const lines = '{"features":[1,2]}\r\n\n{"data":{"features":{"values":[3,4]}}}\n';
    expect(decodeText(lines, 'application/jsonlines')).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('names the line that is malformed', () => {
    expect(() => decodeText('{"features":[1]}\n\n{"features"', 'application/jsonlines')).toThrow(
      'line 3: is not JSON',
    );
  });
});

describe('CSV', () => {
  it('takes numbers in any notation, blanks around them, and either line break', () => {
    expect(decodeText('1.5, -16,+14.,.5\r\n1e3,2E-2,0,7', 'text/csv')).toEqual([
      [1.5, -16, 14, 0.5],
      [1000, 0.02, 0, 7],
    ]);
  });

  it.each(['a', '', '0x10', 'NaN', '"1"', '1 2'])(
    'refuses the cell "%s" with its line and column',
    (cell) => {
      expect(() => decodeText(`1,2\n3,${cell}`, 'text/csv')).toThrow(`line 2: column 2 is "${cell}"`);
    },
  );
});

describe('RecordIO', () => {
  it.each(['float32', 'float64', 'int32', 'wide', 'labelled', 'sparse'] as const)(
    'reads %s tensors that AWS’s Python SDK wrote',
    (name) => expect(decodeHex(golden[name].hex)).toEqual(golden[name].vectors),
  );

  it.each(['float32', 'wide'] as const)('writes %s tensors byte for byte as AWS’s Python SDK', (name) => {
    const body = encodeVectors(golden[name].vectors, 'application/x-recordio-protobuf');
    expect(Buffer.from(body).toString('hex')).toBe(golden[name].hex);
  });

  it('reads values that are not packed, as protobuf demands of readers', () => {
    const tensor = '0d0000c03f0d00002040';
    expect(decodeHex(`0a23d7ce1a0000000a180a0676616c756573120e120c${tensor}12000000`)).toEqual([[1.5, 2.5]]);
  });

  it.each([
    ['another magic number', '0000000004000000', 'record 1: does not start with RecordIO’s magic number'],
    ['half a head', '0a23d7ce', 'record 1: ends within its head'],
    ['a record cut short', golden.float32.hex.slice(0, -8), 'record 2: announces 28 bytes, 24 are there'],
    ['a message cut short', '0a23d7ce020000000a180000', 'record 1: is not a protobuf message'],
    ['a field of another type', '0a23d7ce0200000008010000', 'record 1: is not a protobuf message'],
    ['no features', golden.scores.hex, 'record 1: has no tensor "values"'],
  ])('refuses %s', (_case, hex, message) => {
    expect(() => decodeHex(hex)).toThrow(message.replace('’', "'"));
  });
});

it.each([
  ['text/csv', 'text/csv'],
  ['Text/CSV; label_size=0', 'text/csv'],
  ['application/json; charset=utf-8', 'application/json'],
  ['text/csv;label_size=1', null],
  ['application/x-npy', null],
  ['nonsense', null],
  ['', null],
])('takes the content type "%s" for %s', (header, type) => expect(requestType(header)).toBe(type));
