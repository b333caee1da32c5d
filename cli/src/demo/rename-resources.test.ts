import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { renameResources } from './rename-resources';

const [NAT, NEW_NAT, OTHER] = ['nat-00ab443050787e5ce', 'nat-111122223333aaaab', 'eni-0fefbd135bf8331d0'];

it('puts new ids in the place of old ones, in text and compressed text, and leaves others', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'egress-rename-'));
  try {
    const files = { plain: path.join(folder, 'a.json'), zipped: path.join(folder, 'b/c.log.gz') };
    mkdirSync(path.dirname(files.zipped));
    writeFileSync(files.plain, `{"NatGatewayId":"${NAT}","Note":"x${NAT}"}`);
    writeFileSync(files.zipped, gzipSync(`2 ${OTHER} ${NAT} 443\n`));
    renameResources(folder, new Map([[NAT, NEW_NAT]]));
    expect(readFileSync(files.plain, 'utf8')).toBe(`{"NatGatewayId":"${NEW_NAT}","Note":"x${NAT}"}`);
    expect(gunzipSync(readFileSync(files.zipped)).toString()).toBe(`2 ${OTHER} ${NEW_NAT} 443\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
