import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { claimDemoFolder } from './demo-folder';

let root: string;
beforeEach(() => (root = mkdtempSync(path.join(os.tmpdir(), 'egress-demo-folder-'))));
afterEach(() => rmSync(root, { recursive: true }));

it('is emptied for the next demo, whatever an earlier one had got to', () => {
  const { data } = claimDemoFolder(path.join(root, 'out'));
  mkdirSync(data);
  writeFileSync(path.join(data, 'half-written'), '');
  const again = claimDemoFolder(path.join(root, 'out'));
  expect(existsSync(again.data)).toBe(false);
  expect(existsSync(again.deployment)).toBe(true);
});

it('may be there already, if it is empty', () => {
  expect(claimDemoFolder(root).report).toBe(path.join(root, 'report.html'));
});

it('is never somebody else’s', () => {
  const letter = path.join(root, 'letter.txt');
  writeFileSync(letter, 'dear');
  expect(() => claimDemoFolder(root)).toThrow(`${root} is there and not from a demo`);
  expect(existsSync(letter)).toBe(true);
});
