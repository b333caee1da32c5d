import { CONFIGURATIONS } from '../configurations';
import { emit } from '../emitted-environment';
import { brokenBy, example, type Rule } from './rule';
import { encrypted } from './rules/encrypted';
import { failuresAreTold } from './rules/failures-are-told';
import { functionDefaults } from './rules/function-defaults';
import { knownPrincipals } from './rules/known-principals';
import { logsAreForgotten } from './rules/logs-are-forgotten';
import { namedActions } from './rules/named-actions';
import { noSecrets } from './rules/no-secrets';
import { ownState } from './rules/own-state';
import { protectedBuckets } from './rules/protected-buckets';
import { reasonsForAnyResource } from './rules/reasons-for-any-resource';
import { rolePolicySize } from './rules/role-policy-size';
import { tagged } from './rules/tagged';
import { tlsOnly } from './rules/tls-only';
import { trustedObjects } from './rules/trusted-objects';

const RULES: readonly Rule[] = [
  encrypted,
  failuresAreTold,
  functionDefaults,
  knownPrincipals,
  logsAreForgotten,
  namedActions,
  noSecrets,
  ownState,
  protectedBuckets,
  reasonsForAnyResource,
  rolePolicySize,
  tagged,
  tlsOnly,
  trustedObjects,
];

const environments = Object.entries(CONFIGURATIONS).map(
  ([name, configuration]) => [name, emit(configuration).stacks] as const,
);

describe.each(RULES)('the rule that $sentence', (rule) => {
  it.each(environments)('holds for %s', (_name, stacks) => {
    expect(brokenBy(rule, stacks)).toEqual([]);
  });

  it.each(rule.counterexamples)('can be broken: $says', ({ stacks, says }) => {
    expect(brokenBy(rule, stacks)).toContain(says);
  });
});

describe('an exemption', () => {
  const withNotes = (notes: object) => example({ aws_cloudwatch_log_group: { Logs: { '//': notes } } });

  it('leaves one resource out of one rule, for a reason', () => {
    expect(brokenBy(encrypted, withNotes({ exemptions: { encrypted: 'is empty' } }))).toEqual([]);
    expect(brokenBy(logsAreForgotten, withNotes({ exemptions: { encrypted: 'is empty' } }))).toHaveLength(1);
  });

  it('does nothing without a reason', () => {
    expect(brokenBy(encrypted, withNotes({ exemptions: { encrypted: '' } }))).toHaveLength(1);
  });
});
