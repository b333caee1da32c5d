import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { detectionDocumentSchema } from './src/detection-document';

const file = path.join(__dirname, 'detection.schema.json');
writeFileSync(file, `${JSON.stringify(z.toJSONSchema(detectionDocumentSchema), null, 2)}\n`);
process.stderr.write(`${file}\n`);
