/**
 * Measures the detector against AWS's Java library in the same run.
 *
 *   npx tsx bench/detector/run.ts [--nab DIR --nab-scorer FILE] [--hourly DIR --hourly-scorer FILE]
 *       [--seeds 1,2,3] [--egress-seeds 1,2,3] [--keep DIR] [--only egress,quality,fidelity,throughput]
 *
 * DIR holds `category/file.csv` (`timestamp,value`) with the labels that the scorer reads; FILE is its Python script. They
 * may also come from EGRESS_NAB_DIR, EGRESS_NAB_SCORER, EGRESS_HOURLY_DIR, EGRESS_HOURLY_SCORER. Needs Maven, a JDK, Python.
 * Simulated egress (two weeks of an organisation for each seed and scenario) stays in --keep for the next run, and needs no Java.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measureEgress } from './egress/measure-egress';
import { gaussianFidelity, seriesFidelity, type Agreement, type Fidelity } from './fidelity';
import { javaForest, type JavaForest } from './java-forest';
import * as quality from './quality';
import { readSeries } from './series-files';
import { compareThroughput, cost } from './throughput';

const { values } = parseArgs({
  options: {
    nab: { type: 'string', default: process.env['EGRESS_NAB_DIR'] },
    'nab-scorer': { type: 'string', default: process.env['EGRESS_NAB_SCORER'] },
    hourly: { type: 'string', default: process.env['EGRESS_HOURLY_DIR'] },
    'hourly-scorer': { type: 'string', default: process.env['EGRESS_HOURLY_SCORER'] },
    seeds: { type: 'string', default: '1,2,3' },
    'egress-seeds': { type: 'string', default: '1,2,3' },
    keep: { type: 'string', default: path.join(os.tmpdir(), 'egress-bench-detector') },
    only: { type: 'string', default: 'egress,quality,fidelity,throughput' },
  },
});

const TWO_WEEKS = { hours: 336, recordsPerHour: 200 };

async function main(): Promise<void> {
  const parts = values.only.split(',');
  if (parts.includes('egress')) {
    await measureEgress({ ...TWO_WEEKS, seeds: numbersOf(values['egress-seeds']), keep: values.keep });
  }
  if (parts.some((part) => part !== 'egress')) measureForest(parts, javaForest());
}

function measureForest(parts: readonly string[], java: JavaForest): void {
  if (parts.includes('quality')) {
    measureNab(java);
    measureHourly(java);
  }
  if (parts.includes('fidelity')) measureFidelity(java);
  if (parts.includes('throughput')) {
    measureThroughput(java);
    measureGrowth();
  }
}

function measureNab(java: JavaForest): void {
  const { nab, 'nab-scorer': scorer } = values;
  if (!nab || !scorer) return print('NAB', 'not measured: give --nab DIR and --nab-scorer FILE');
  const series = readSeries(nab);
  eachSeed((seed, folder) => {
    quality.writeOurScores(series, folder, seed);
    print(`NAB, egress, seed ${seed}`, quality.nabScore(scorer, nab, folder));
  });
  eachSeed((seed, folder) => {
    quality.writeLibraryScores(java, series, folder, seed);
    print(`NAB, AWS's forest, seed ${seed}`, quality.nabScore(scorer, nab, folder));
  });
}

function measureHourly(java: JavaForest): void {
  const { hourly, 'hourly-scorer': scorer } = values;
  if (!hourly || !scorer) return print('hourly', 'not measured: give --hourly DIR and --hourly-scorer FILE');
  const series = readSeries(hourly);
  eachSeed((seed, folder) => {
    quality.writeOurScores(series, folder, seed);
    const own = quality.hourlyScore(scorer, hourly, folder, quality.OWN_THRESHOLD);
    print(`hourly, egress at its own threshold, seed ${seed}`, own);
    print('  threshold from the other families', quality.hourlyScoreByFamily(scorer, hourly, folder));
    print('  at the best threshold', quality.hourlyScore(scorer, hourly, folder));
  });
  eachSeed((seed, folder) => {
    quality.writeLibraryScores(java, series, folder, seed);
    print(`hourly, AWS's forest at its best, seed ${seed}`, quality.hourlyScore(scorer, hourly, folder));
    print('  threshold from the other families', quality.hourlyScoreByFamily(scorer, hourly, folder));
  });
}

function measureFidelity(java: JavaForest): void {
  if (values.nab)
    printFidelity('NAB files, 1 dimension', seriesFidelity(java, readSeries(values.nab).values()));
  else print('fidelity on NAB', 'not measured: give --nab DIR');
  for (const dimensions of [8, 48]) {
    printFidelity(`normal noise, ${dimensions} dimensions`, gaussianFidelity(java, dimensions));
  }
}

function printFidelity(name: string, { ours, library }: Fidelity): void {
  print(`fidelity, ${name}`, '');
  print("  egress against AWS's", describe(ours));
  print("  AWS's against itself, other seed", describe(library));
}

function describe(agreements: readonly Agreement[]): string {
  const pearson = agreements.map((each) => each.pearson).sort((a, b) => a - b);
  const mean = agreements.reduce((sum, each) => sum + each.meanDifference, 0) / agreements.length;
  const median = pearson[pearson.length >> 1] as number;
  return `Pearson median ${median.toFixed(4)}, least ${pearson[0]?.toFixed(4)}; mean difference ${mean.toFixed(4)}`;
}

function measureThroughput(java: JavaForest): void {
  for (const dimensions of [1, 8, 48]) {
    const { ours, library, memoryMiB, savedMiB } = compareThroughput(java, dimensions);
    const line = (us: number, them: number): string =>
      `${Math.round(us).toLocaleString('en')}/s, AWS's ${Math.round(them).toLocaleString('en')}/s: ${(us / them).toFixed(2)} ×`;
    print(`${dimensions} dimensions, score`, line(ours.score, library.score));
    print('  score many at once', line(ours.scoreMany, library.score));
    print('  score and update', line(ours.scoreAndUpdate, library.scoreAndUpdate));
    print('  memory, saved', `${memoryMiB.toFixed(1)} MiB, ${savedMiB.toFixed(2)} MiB`);
  }
}

/** Twice the points, trees or dimensions should take about twice the time. */
function measureGrowth(): void {
  const base = { points: 2000, trees: 100, dimensions: 16 };
  const once = cost(base);
  for (const key of ['points', 'trees', 'dimensions'] as const) {
    print(`time at twice the ${key}`, `${(cost({ ...base, [key]: 2 * base[key] }) / once).toFixed(2)} ×`);
  }
}

function eachSeed(measure: (seed: number, folder: string) => void): void {
  for (const seed of numbersOf(values.seeds)) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'egress-scores-'));
    try {
      measure(seed, folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

function print(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(46)} ${value}\n`);
}

/** `1,2,5` or `1-50`. */
function numbersOf(list: string): number[] {
  return list.split(',').flatMap((part) => {
    const [first = NaN, last = first] = part.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}

main().catch((error: Error) => {
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 1;
});
