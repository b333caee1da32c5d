import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { detectionDocumentSchema } from './detection-document';

it('ships the JSON Schema of the detection document as it is today (write-schema.ts writes it)', () => {
  const shipped = JSON.parse(
    readFileSync(path.join(__dirname, '../detection.schema.json'), 'utf8'),
  ) as object;
  expect(shipped).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(detectionDocumentSchema))));
});
