import os from 'node:os';
import { dataFolder } from './data-folder';

it('keeps data in $XDG_DATA_HOME, else in ~/.local/share', () => {
  expect(dataFolder({ XDG_DATA_HOME: '/data' })).toBe('/data/egress');
  expect(dataFolder({ XDG_DATA_HOME: '' })).toBe(`${os.homedir()}/.local/share/egress`);
  expect(dataFolder({})).toBe(`${os.homedir()}/.local/share/egress`);
});
