import { z } from 'zod';
import { configurationSchema } from './src/configuration';

/** The JSON Schema that editors use to complete and check the files in `environments`. */
export function jsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(configurationSchema, { io: 'input' }), null, 2)}\n`;
}
