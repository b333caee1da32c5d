import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PLAYBOOKS } from './src/domain/playbook-registry';
import { playbookCatalogue } from './src/playbook-catalogue';

const file = path.join(__dirname, '../../docs/playbooks.md');
const document = readFileSync(file, 'utf8').replace(
  /(<!-- begin of the catalogue -->\n).*(<!-- end of the catalogue -->)/s,
  (_all, begin: string, end: string) => `${begin}\n${playbookCatalogue(PLAYBOOKS)}\n${end}`,
);
writeFileSync(file, document);
process.stderr.write(`${file}\n`);
