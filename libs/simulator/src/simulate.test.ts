import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FORMATS } from './formats';
import { SCENARIO_NAMES } from './scenarios/scenarios';
import { filesBelow, simulatedFolder, START, type SimulatedFolder } from './testing/simulated-folder';

describe('simulate', () => {
  const made: SimulatedFolder[] = [];
  const make = async (...options: Parameters<typeof simulatedFolder>): Promise<SimulatedFolder> => {
    const folder = await simulatedFolder(...options);
    made.push(folder);
    return folder;
  };
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => made.forEach(({ remove }) => remove()));

  it('gives the same files for the same seed, whatever the time of day', async () => {
    const options = { hours: 1, recordsPerHour: 500, formats: FORMATS, scenarios: SCENARIO_NAMES };
    const first = await make(options);
    jest.spyOn(Date, 'now').mockReturnValue(0);
    const second = await make(options);
    const files = filesBelow(first.folder);
    expect(filesBelow(second.folder)).toEqual(files);
    const different = files.filter(
      (file) =>
        !readFileSync(path.join(first.folder, file)).equals(readFileSync(path.join(second.folder, file))),
    );
    expect(different).toEqual([]);
  });

  it('gives other traffic for another seed', async () => {
    const [one, other] = [await make({ seed: 1 }), await make({ seed: 2 })];
    expect(one.truth.classes).not.toEqual(other.truth.classes);
  });

  it('makes about as many records as asked for', async () => {
    const { truth } = await make({ hours: 24, recordsPerHour: 1_000 });
    expect(truth.records.total / 24 / 1_000).toBeCloseTo(1, 1);
  });

  it('keeps bytes and dollars when more records tell of them', async () => {
    const usd = async (recordsPerHour: number): Promise<number> =>
      (await make({ hours: 24, recordsPerHour })).truth.classes.reduce((sum, each) => sum + each.usd, 0);
    const [few, many] = [await usd(1_000), await usd(4_000)];
    expect(Math.abs(many / few - 1)).toBeLessThan(0.05);
  });

  it('leaves the ordinary traffic as it was when scenarios come on top', async () => {
    const [quiet, loud] = [await make(), await make({ scenarios: ['cross-az-chatter'] })];
    const bytes = ({ truth }: SimulatedFolder, name: string): number | undefined =>
      truth.classes.find((each) => each.class === name)?.bytes;
    const [anomaly] = loud.truth.anomalies;
    expect(bytes(loud, 'internet')).toBe(bytes(quiet, 'internet'));
    expect((bytes(loud, 'cross_az') ?? 0) - (anomaly?.bytes ?? 0)).toBe(bytes(quiet, 'cross_az'));
  });

  it('lets scenarios go on to the end from the onset that is given', async () => {
    const scenarios = ['nat-to-s3-job', 'public-bucket-drained'] as const;
    const { truth } = await make({ hours: 4, recordsPerHour: 500, scenarios, onset: START + 3 * 3600 });
    const span = { onset: new Date((START + 3 * 3600) * 1000), end: new Date((START + 4 * 3600) * 1000) };
    for (const { onset, end } of truth.anomalies)
      expect({ onset: new Date(onset), end: new Date(end) }).toEqual(span);
    expect(truth.anomalies).toHaveLength(2);
  });

  it.each([-3600, 1800, 4 * 3600])('refuses an onset %d seconds after the start', async (seconds) => {
    await expect(make({ hours: 4, onset: START + seconds })).rejects.toThrow(
      'the onset of the scenarios must be',
    );
  });

  it('does not write into a folder that has something in it', async () => {
    const { folder } = await make();
    await expect(simulatedFolder({ out: folder })).rejects.toThrow(`${folder} is not empty`);
  });

  it.each([
    [{ hours: 0.5 }, 'hours must be a whole number'],
    [{ recordsPerHour: 0 }, 'the rate must be above 0'],
    [{ start: START + 1 }, 'the start must be a full hour'],
    [{ discount: 1 }, 'the discount must be'],
    [{ seed: 0.5 }, 'seed must be a whole number'],
  ])('refuses %j', async (options, message) => {
    await expect(simulatedFolder(options)).rejects.toThrow(message);
  });
});
