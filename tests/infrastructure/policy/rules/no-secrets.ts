import { example, type Rule } from '../rule';

/** What a secret looks like: keys of AWS, private keys, and literals in arguments that are named after secrets. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/, 'an AWS access key id'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
  [
    /"[^"]*(?:password|secret_key|secret_access_key|api_key|access_token)":\s*"(?!\$\{)[^"]+"/i,
    'a literal secret',
  ],
];

export const noSecrets: Rule = {
  id: 'no-secrets',
  sentence: 'nothing that is emitted holds a secret',
  violations: (stacks) =>
    Object.entries(stacks).flatMap(([stack, json]) =>
      SECRETS.filter(([pattern]) => pattern.test(JSON.stringify(json))).map(([, what]) => ({
        at: stack,
        problem: `holds ${what}`,
      })),
    ),
  counterexamples: [
    {
      stacks: example({ aws_lambda_function: { F: { environment: { KEY: `AKIA${'A'.repeat(16)}` } } } }),
      says: 'example: holds an AWS access key id',
    },
    {
      stacks: example({ aws_db_instance: { Db: { master_password: 'hunter2' } } }),
      says: 'example: holds a literal secret',
    },
    {
      stacks: example({ aws_key_pair: { Key: { value: '-----BEGIN RSA PRIVATE KEY-----' } } }),
      says: 'example: holds a private key',
    },
  ],
};
