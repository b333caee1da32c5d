import type { Observation } from './observation';

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

const MOST_CHANGES = 6;
const MOST_RELATIONS = 5;

/** What differs between consecutive items of one resource, newest first, and what the resource belongs to. */
export function configurationChanges(items: readonly ConfigurationItem[]): readonly Observation[] {
  const newestFirst = [...items].sort((left, right) => (left.at > right.at ? -1 : 1));
  const changes = newestFirst.flatMap((item, index) => {
    const earlier = newestFirst[index + 1];
    return earlier ? differences(earlier, item) : [];
  });
  return [...changes.slice(0, MOST_CHANGES), ...relations(newestFirst[0])];
}

function differences(before: ConfigurationItem, after: ConfigurationItem): readonly Observation[] {
  const fields = [...new Set([...Object.keys(before.fields), ...Object.keys(after.fields)])].sort();
  return fields
    .filter((field) => before.fields[field] !== after.fields[field])
    .map((field) => ({
      kind: 'reconfiguration',
      resource: after.resource,
      at: after.at,
      field,
      before: before.fields[field] ?? 'nothing',
      after: after.fields[field] ?? 'nothing',
    }));
}

function relations(newest: ConfigurationItem | undefined): readonly Observation[] {
  if (!newest || newest.related.length === 0) return [];
  return [{ kind: 'relations', resource: newest.resource, related: newest.related.slice(0, MOST_RELATIONS) }];
}
