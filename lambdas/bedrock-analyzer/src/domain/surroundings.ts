import type { Anomaly } from '@egress/contracts';
import { type ConfigurationItem, configurationChanges } from './configuration-changes';
import type { Observation, Reconfiguration } from './observation';
import { type PartialAnswers, partialAnswers } from './partial-answers';
import {
  accountPublicAccessBlock,
  isBucketName,
  kindOf,
  type Resource,
  resourceOf,
  resourcesToAskAbout,
} from './resources';

/** What AWS Config can be asked. */
export interface ConfigurationRecord {
  /** The last items of a resource up to the first hour of the anomaly; none for one that Config does not know. */
  readonly historyOf: (resource: Resource) => Promise<readonly ConfigurationItem[]>;
  /** Ids of the route tables that a subnet uses, or that lead to a NAT gateway. */
  readonly routeTablesOf: (id: string) => Promise<readonly string[]>;
}

const DAYS_BEFORE_ONSET = 7;
const DAY_MS = 24 * 3600 * 1000;
const MOST_CHANGES = 8;
const MOST_RELATED = 8;
/** Security groups of an instance, and route tables of a subnet or NAT gateway. */
const MOST_OF_A_KIND = 3;
/** What causes are about comes first. Other fields, such as a state or a tag, change every day. */
const TELLING_FIELDS =
  /^(ipPermissions|routes|associations|BucketPolicy|AccessControlList|.*public(Acls|Policy|Buckets|Access).*)/i;

/**
 * What changed in the week before the onset or the first hour of the anomaly, at its resources and at the security groups
 * and route tables that decide what they send where, and which those are.
 */
export async function surroundings(
  anomaly: Anomaly,
  record: ConfigurationRecord,
): Promise<readonly Observation[]> {
  const answers = partialAnswers('config');
  const historyOf = (resource: Resource) => answers.ask(() => record.historyOf(resource));

  const own = await Promise.all(
    resourcesToAskAbout(anomaly).map((resource) => neighbourhoodOf(resource, record, answers)),
  );
  const related = own.flatMap((neighbourhood) => neighbourhood.related);
  const others = [...ofKind('sg', related), ...ofKind('rtb', related)].map(resourceOf);
  if (isBucketName(anomaly.resource)) others.push(accountPublicAccessBlock(anomaly.account));
  const histories = [...own.map(({ items }) => items), ...(await Promise.all(others.map(historyOf)))];

  const since = new Date(Date.parse(anomaly.onset) - DAYS_BEFORE_ONSET * DAY_MS).toISOString();
  const changes = histories.flatMap((items) => configurationChanges(items, since));
  return answers.complete([...mostTelling(changes), ...own.flatMap(relationsOf)]);
}

interface Neighbourhood {
  readonly resource: string;
  readonly items: readonly ConfigurationItem[];
  /** What it belongs to or is attached to, with its route tables, which Config relates to subnets alone. */
  readonly related: readonly string[];
}

async function neighbourhoodOf(
  resource: Resource,
  { historyOf, routeTablesOf }: ConfigurationRecord,
  { ask }: PartialAnswers,
): Promise<Neighbourhood> {
  const items = await ask(() => historyOf(resource));
  const related = newestOf(items)?.related ?? [];
  const tables = await Promise.all(routedBy(resource.id, related).map((id) => ask(() => routeTablesOf(id))));
  return { resource: resource.id, items, related: [...new Set([...related, ...tables.flat()])] };
}

/** Whose route tables decide what a resource sends where. */
function routedBy(id: string, related: readonly string[]): readonly string[] {
  switch (kindOf(id)) {
    case 'nat':
      return [id];
    case 'i':
    case 'eni':
      return ofKind('subnet', related);
    default:
      return [];
  }
}

function newestOf(items: readonly ConfigurationItem[]): ConfigurationItem | undefined {
  return items.reduce<ConfigurationItem | undefined>(
    (newest, item) => (newest && newest.at > item.at ? newest : item),
    undefined,
  );
}

function ofKind(kind: string, ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].filter((id) => kindOf(id) === kind).slice(0, MOST_OF_A_KIND);
}

function mostTelling(changes: readonly Reconfiguration[]): readonly Reconfiguration[] {
  const isTelling = ({ field }: Reconfiguration) => TELLING_FIELDS.test(field);
  const newestFirst = [...changes].sort((left, right) => (left.at > right.at ? -1 : 1));
  const ranked = [...newestFirst.filter(isTelling), ...newestFirst.filter((change) => !isTelling(change))];
  return ranked.slice(0, MOST_CHANGES);
}

const TELLING_KINDS: readonly string[] = ['sg', 'rtb', 'subnet', 'vpc'];

function relationsOf({ resource, related }: Neighbourhood): readonly Observation[] {
  if (related.length === 0) return [];
  const isTelling = (id: string) => TELLING_KINDS.includes(kindOf(id) ?? '');
  const ranked = [...related.filter(isTelling), ...related.filter((id) => !isTelling(id))];
  return [{ kind: 'relations', resource, related: ranked.slice(0, MOST_RELATED) }];
}
