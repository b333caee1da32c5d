import golden from './testing/golden-recordio.json';
import { channelContentType, testFile, trainFile } from './training-files';

const VECTORS = [
  [1.5, 2.5],
  [3.5, 4.5],
];
const LABELLED = VECTORS.map((features, i) => ({ features, isAnomaly: i === 1 }));
const bytesOf = (file: Iterable<Uint8Array>) => Buffer.concat([...file]);

it('writes CSV without header, with the label in front where there is one', () => {
  expect(bytesOf(trainFile(VECTORS, 'text/csv')).toString()).toBe('1.5,2.5\n3.5,4.5\n');
  expect(bytesOf(testFile(LABELLED, 'text/csv')).toString()).toBe('0,1.5,2.5\n1,3.5,4.5\n');
});

it('writes RecordIO byte for byte as AWS’s Python SDK', () => {
  const train = trainFile(golden.float32.vectors, 'application/x-recordio-protobuf');
  expect(bytesOf(train).toString('hex')).toBe(golden.float32.hex);
  const test = testFile(LABELLED, 'application/x-recordio-protobuf');
  expect(bytesOf(test).toString('hex')).toBe(golden.labelled.hex);
});

it('names the content type of each channel', () => {
  expect(channelContentType('train', 'text/csv')).toBe('text/csv;label_size=0');
  expect(channelContentType('test', 'text/csv')).toBe('text/csv;label_size=1');
  expect(channelContentType('test', 'application/x-recordio-protobuf')).toBe(
    'application/x-recordio-protobuf',
  );
});

it('streams: a row is written before the next one is asked for', () => {
  const endless = (function* () {
    for (;;) yield [1, 2];
  })();
  const { value } = trainFile(endless, 'text/csv').next();
  expect(Buffer.from(value).toString()).toBe('1,2\n');
});

it('refuses rows of different lengths, and numbers that no model can be trained with', () => {
  expect(() => bytesOf(trainFile([[1, 2], [3]], 'text/csv'))).toThrow(
    'row 2: has 1 features, the first row 2',
  );
  expect(() => bytesOf(trainFile([[1, Number.NaN]], 'text/csv'))).toThrow('row 1: feature 2 is NaN');
});
