import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { localScorer } from '../scorer';
import { writeModel } from './write-model';

it('writes no model that could not score', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'egress-model-'));
  const file = path.join(folder, 'egress.forest');
  try {
    expect(() =>
      writeModel(file, localScorer(), { threshold: 3, trainedUntil: '2026-11-21T00:00:00Z' }),
    ).toThrow(`${file}: the tables hold too few hours to train a model with`);
    expect(existsSync(file)).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
