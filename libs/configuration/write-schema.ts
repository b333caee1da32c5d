import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { jsonSchema } from './json-schema';

const file = path.join(__dirname, '../../environments/configuration.schema.json');
writeFileSync(file, jsonSchema());
process.stderr.write(`${file}\n`);
