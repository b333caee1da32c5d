import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const LIBRARY = 'software.amazon.randomcutforest:randomcutforest-core:4.3.0';
const JAR = 'randomcutforest-core-4.3.0.jar';

export interface ForestSetting {
  readonly trees: number;
  readonly samples: number;
  readonly decay: number;
  readonly seed: number;
}

/** AWS's Java library, run by our driver. */
export interface JavaForest {
  /** Each point's score, taken before the forest learns it. */
  readonly scores: (points: readonly (readonly number[])[], setting: ForestSetting) => number[];
  /** Points per second of processor time, the best of five rounds. */
  readonly throughput: (points: readonly (readonly number[])[], setting: ForestSetting) => Throughput;
}

export interface Throughput {
  readonly score: number;
  readonly scoreAndUpdate: number;
}

/** Fetches the library from Maven Central and compiles the driver, both into a folder of their own. Needs Maven and a JDK. */
export function javaForest(): JavaForest {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'egress-java-forest-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  run('mvn', ['-q', 'dependency:copy', `-Dartifact=${LIBRARY}`, `-DoutputDirectory=${folder}`], '');
  const classPath = `${path.join(folder, JAR)}${path.delimiter}${folder}`;
  run('javac', ['-cp', classPath, '-d', folder, path.join(__dirname, 'java/ForestDriver.java')], '');
  const drive = (mode: string, points: readonly (readonly number[])[], setting: ForestSetting): number[] => {
    const { trees, samples, decay, seed } = setting;
    const args = ['-XX:+UseSerialGC', '-cp', classPath, 'ForestDriver', mode];
    const input = points.map((point) => point.join(',')).join('\n');
    return run('java', [...args, ...[trees, samples, decay, seed].map(String)], input)
      .trim()
      .split('\n')
      .map(Number);
  };
  return {
    scores: (points, setting) => drive('scores', points, setting),
    throughput: (points, setting) => {
      const [score, scoreAndUpdate] = drive('throughput', points, setting);
      return { score: score as number, scoreAndUpdate: scoreAndUpdate as number };
    },
  };
}

function run(command: string, args: readonly string[], input: string): string {
  const { error, status, stdout, stderr } = spawnSync(command, args, {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.slice(0, 2).join(' ')} … failed: ${stderr.trim()}`);
  return stdout;
}
