import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Configuration, configurationSchema } from './configuration';

/** A configuration that cannot be used; the message names the file and each key with what is allowed there. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** Reads and checks the JSON file of an environment. Throws {@link ConfigurationError}. */
export function loadConfiguration(file: string): Configuration {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ConfigurationError(
      `${file}: cannot be read; copy environments/example.json there and edit it`,
      {
        cause,
      },
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ConfigurationError(`${file}: is not JSON: ${(cause as Error).message}`, { cause });
  }
  return parseConfiguration(value, file);
}

/** Checks a configuration and fills in the defaults; `source` is what messages call it. */
export function parseConfiguration(value: unknown, source: string): Configuration {
  const result = configurationSchema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `  ${keyOf(issue)}: ${messageOf(issue)}`);
  throw new ConfigurationError(`${source}:\n${problems.join('\n')}`);
}

/** The key of a record has a schema of its own, whose message says what is allowed. */
function messageOf(issue: z.core.$ZodIssue): string {
  return issue.code === 'invalid_key' ? issue.issues.map(messageOf).join('; ') : issue.message;
}

function keyOf(issue: z.core.$ZodIssue): string {
  return issue.path.length > 0 ? z.core.toDotPath(issue.path) : '(top level)';
}
