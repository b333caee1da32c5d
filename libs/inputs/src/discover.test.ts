import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SqlEngine } from '@egress/sql-engine';
import { UnreadableInputError } from './detection';
import { discoverInputs, refuseOnlyUnrecognised } from './discover';
import { DEFAULT_HEADER, record, writeBytes, writeLines } from './testing/flow-log-files';

describe('discoverInputs', () => {
  let engine: SqlEngine;
  let folder: string;

  beforeAll(async () => {
    engine = await SqlEngine.open({ threads: 1 });
  });
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'egress-discover-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  afterAll(() => engine.close());

  const discover = (paths: readonly string[], keepGoing = false) =>
    discoverInputs(engine, paths, { keepGoing });
  const kinds = async (...paths: string[]): Promise<string[]> =>
    (await discover(paths)).files.map(
      ({ path: file, detection }) => `${path.basename(file)} ${detection.kind} ${detection.format}`,
    );

  it('tells kinds by content, whatever the names say', async () => {
    writeLines(folder, 'a.csv', [DEFAULT_HEADER, record()]);
    writeBytes(folder, 'b.txt', '{"Vpcs": []}');
    writeBytes(
      folder,
      'c.log',
      '#Version: 1.0\n#Fields: date time x-edge-location sc-bytes\n2026-11-20\t10:00:00\tIAD89\t12\n',
    );
    writeLines(folder, 'd.gz', [
      'owner bucket [20/Nov/2026:10:00:00 +0000] 192.0.2.3 - 3E57427F3EXAMPLE REST.GET.OBJECT key "GET /key HTTP/1.1" 200 - 10 10 1 1 "-" "-" -',
    ]);
    expect(await kinds(folder)).toEqual([
      'a.csv vpc-flow-logs text',
      'b.txt inventory json',
      'c.log cloudfront-logs w3c',
      'd.gz s3-access-logs text.gz',
    ]);
  });

  it('finds gzip by content in a file that is not named so', async () => {
    const gzipped = writeLines(folder, 'a.log.gz', [DEFAULT_HEADER, record()]);
    const { files } = await discover([gzipped]);
    expect(files).toMatchObject([
      {
        compression: 'gzip',
        detection: { fields: DEFAULT_HEADER.replaceAll('-', '_').split(' '), headerLines: 1 },
      },
    ]);
  });

  it.each([
    ['text', 'Dear diary', "text that begins with 'Dear diary'"],
    ['JSON', '{"seed": 1}', 'JSON of another kind'],
    ['binary data', '\u0000\u0001\u0002', 'binary data'],
  ])('refuses %s that was named, saying what it is', async (_, content, found) => {
    const file = writeBytes(folder, 'truth.json', content);
    const finding = discover([file]);
    await expect(finding).rejects.toThrow(UnreadableInputError);
    await expect(finding).rejects.toThrow(`${file}: not recognised, it is ${found}`);
    expect(await discover([file], true)).toMatchObject({
      files: [],
      problems: [expect.stringContaining(file)],
    });
  });

  it('lists what it does not recognise in a folder', async () => {
    const truth = writeBytes(folder, 'truth.json', '{"seed": 1}');
    writeLines(folder, 'a.log', [DEFAULT_HEADER, record()]);
    expect(await kinds(folder)).toEqual([
      'a.log vpc-flow-logs text',
      'truth.json unrecognised JSON of another kind',
    ]);
    expect(await kinds(truth.replace('.json', '.*'))).toEqual([
      'truth.json unrecognised JSON of another kind',
    ]);
  });

  it('leaves it to refuse inputs none of which is recognised, but not empty ones', async () => {
    const refuse = async () => refuseOnlyUnrecognised((await discover([folder])).files);
    writeBytes(folder, 'empty.log', '');
    await expect(refuse()).resolves.toBeUndefined();
    const diary = writeBytes(folder, 'diary.txt', 'Dear diary');
    await expect(refuse()).rejects.toThrow(
      `${diary}: not recognised, it is text that begins with 'Dear diary', nor is any other of the 2 files.`,
    );
    writeLines(folder, 'a.log', [DEFAULT_HEADER, record()]);
    await expect(refuse()).resolves.toBeUndefined();
  });

  it.each(['', '\n'])('lists empty files, also when named: %j', async (content) => {
    const file = writeBytes(folder, 'a.log', content);
    expect(await kinds(file)).toEqual(['a.log unrecognised an empty file']);
  });

  it('names everything that cannot be read in one error, or as problems when it is to keep going', async () => {
    const sound = writeLines(folder, 'a.log', [DEFAULT_HEADER, record()]);
    const paths = [`${folder}/gone.log`, sound, `${folder}/*.gz`];
    const expected = [`${folder}/gone.log: does not exist`, `${folder}/*.gz: matches no file`];
    await expect(discover(paths)).rejects.toThrow(expected.join('\n'));
    expect(await discover(paths, true)).toMatchObject({ files: [{ path: sound }], problems: expected });
  });

  const itUnlessRoot = process.getuid?.() === 0 ? it.skip : it;
  itUnlessRoot('names files and folders that may not be read', async () => {
    const file = writeLines(folder, 'a/a.log', [DEFAULT_HEADER, record()]);
    chmodSync(file, 0);
    await expect(discover([folder])).rejects.toThrow(`${file}: cannot be read`);
    chmodSync(path.dirname(file), 0);
    await expect(discover([folder])).rejects.toThrow(
      `${path.dirname(file)}: may not be read: permission is missing`,
    );
    chmodSync(path.dirname(file), 0o700);
  });
});
