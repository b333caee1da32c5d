import type { Reconfiguration } from './observation';

/** A resource's configuration at a time, from AWS Config. */
export interface ConfigurationItem {
  readonly resource: string;
  /** ISO time. */
  readonly at: string;
  /** Top-level fields and their values as JSON. */
  readonly fields: Readonly<Record<string, string>>;
  /** Ids of related resources. */
  readonly related: readonly string[];
}

/** What differs between consecutive items of one resource. Only items from `since` on, an ISO time, are changes. */
export function configurationChanges(
  items: readonly ConfigurationItem[],
  since: string,
): readonly Reconfiguration[] {
  const newestFirst = [...items].sort((left, right) => (left.at > right.at ? -1 : 1));
  return newestFirst.flatMap((item, index) => {
    const earlier = newestFirst[index + 1];
    return earlier && item.at >= since ? differences(earlier, item) : [];
  });
}

function differences(before: ConfigurationItem, after: ConfigurationItem): readonly Reconfiguration[] {
  const fields = [...new Set([...Object.keys(before.fields), ...Object.keys(after.fields)])].sort();
  return fields
    .map((field): Reconfiguration => ({
      kind: 'reconfiguration',
      resource: after.resource,
      at: after.at,
      field,
      ...difference(before.fields[field], after.fields[field]),
    }))
    .filter((change) => change.before !== change.after);
}

const NOTHING = 'nothing';

/** Of lists, such as rules and routes, only the entries that were taken away and added: their order means nothing. */
function difference(before = NOTHING, after = NOTHING): Pick<Reconfiguration, 'before' | 'after'> {
  const [removed, added] = [entriesOf(before), entriesOf(after)];
  if (!removed || !added) return { before, after };
  return {
    before: removed.filter((entry) => !added.includes(entry)).join(', ') || NOTHING,
    after: added.filter((entry) => !removed.includes(entry)).join(', ') || NOTHING,
  };
}

/** Each as JSON; undefined if it is no list. A list that was not there at all had no entries. */
function entriesOf(json: string): readonly string[] | undefined {
  if (json === NOTHING) return [];
  if (!json.startsWith('[')) return undefined;
  try {
    return (JSON.parse(json) as readonly unknown[]).map((entry) => JSON.stringify(entry));
  } catch {
    return undefined;
  }
}
