import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { analysisDocumentSchema } from './analysis-document';

it('ships the JSON Schema of the analysis document as it is today (npm run schemas writes it)', () => {
  const shipped = JSON.parse(readFileSync(path.join(__dirname, '../analysis.schema.json'), 'utf8')) as object;
  expect(shipped).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(analysisDocumentSchema))));
});
