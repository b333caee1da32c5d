import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { analysisDocumentSchema } from './src/analysis-document';

const file = path.join(__dirname, 'analysis.schema.json');
writeFileSync(file, `${JSON.stringify(z.toJSONSchema(analysisDocumentSchema), null, 2)}\n`);
process.stderr.write(`${file}\n`);
