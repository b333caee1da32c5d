import type { Anomaly } from '@egress/contracts';
import { resourcesOf } from './facts';
import type { Change, Observation } from './observation';
import { idsIn, isBucketName } from './resources';
import { ACCOUNT_WIDE } from './telling-events';

const MOST_CHANGES = 10;
const MOST_RESOURCES = 5;

/**
 * What was observed without the changes at resources that have nothing to do with the case: CloudTrail is also asked for
 * kinds of events, wherever in the account they were. A change is the case's own if it names a resource of another
 * observation, such as a security group that AWS Config relates to the sender. Of the others the newest come first.
 */
export function ownChanges(
  anomaly: Anomaly,
  found: readonly Observation[],
  everything: readonly Observation[],
): readonly Observation[] {
  const known = knownResources(everything);
  const isAccountWide = ({ eventName }: Change) =>
    ACCOUNT_WIDE.includes(eventName) && isBucketName(anomaly.resource);
  const own = found
    .filter((observation) => observation.kind === 'change')
    .filter((change) => isAccountWide(change) || change.resources.some((id) => known.has(id)))
    .sort((left, right) => (left.at > right.at ? -1 : 1))
    .slice(0, MOST_CHANGES);
  return [
    ...own.map((change) => ({ ...change, resources: knownFirst(change, known).slice(0, MOST_RESOURCES) })),
    ...found.filter(({ kind }) => kind !== 'change'),
  ];
}

/** Also what a route or an association named before it was changed: a deleted endpoint is known by nothing else. */
function knownResources(everything: readonly Observation[]): ReadonlySet<string> {
  const ids = everything.flatMap((observation) => {
    if (observation.kind === 'change') return [];
    if (observation.kind !== 'reconfiguration') return resourcesOf(observation);
    const { before, after, field } = observation;
    return [
      ...resourcesOf(observation),
      ...(/^(routes|associations)$/.test(field) ? idsIn(before + after) : []),
    ];
  });
  return new Set(ids);
}

function knownFirst({ resources }: Change, known: ReadonlySet<string>): readonly string[] {
  return [...resources.filter((id) => known.has(id)), ...resources.filter((id) => !known.has(id))];
}
