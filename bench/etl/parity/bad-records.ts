import type { Random } from '../../fuzz/random';
import { readLogText } from './log-text';

/** Fields of a flow-log record by the names that AWS gives them, in the order of the log. */
type Fields = Map<string, string>;

/** What can be wrong with a record, or only looks so; some do nothing where the log lacks the field. */
const CHANGES: readonly ((fields: Fields) => void)[] = [
  ...['abc', '-5', '1.5', '1e3', '0x1F', '99999999999999999999', '2000000000000000', '+7', '', '007'].map(
    (value) => withValue('bytes', value),
  ),
  withValue('packets', '-1'),
  withValue('packets', 'many'),
  withValue('srcport', '70000'),
  withValue('dstport', '-2'),
  withValue('protocol', '300'),
  withValue('start', '0'),
  withValue('start', 'yesterday'),
  withValue('end', '1136073601'),
  withValue('end', '-'),
  withValue('log-status', 'BROKEN'),
  withValue('log-status', '-'),
  withValue('action', 'MAYBE'),
  withValue('action', '-'),
  (fields) =>
    ['srcaddr', 'dstaddr', 'pkt-srcaddr', 'pkt-dstaddr'].forEach((name) => withValue(name, '-')(fields)),
  (fields) =>
    ['action', 'bytes', 'packets'].forEach((name, i) => withValue(name, i === 0 ? 'REJECT' : '-')(fields)),
  // No more than another way to write the times: milliseconds.
  (fields) => ['start', 'end'].forEach((name) => withValue(name, `${fields.get(name) ?? ''}000`)(fields)),
  (fields) => fields.delete([...fields.keys()].at(-1) ?? ''),
  (fields) => fields.set('one too many', '6'),
  (fields) => [...fields.keys()].slice(5).forEach((name) => fields.delete(name)),
  (fields) => {
    const kept = ['version', 'account-id', 'interface-id', 'start', 'end'];
    [...fields.keys()].filter((name) => !kept.includes(name)).forEach((name) => fields.set(name, '-'));
    withValue('log-status', 'SKIPDATA')(fields);
  },
];

function withValue(name: string, value: string): (fields: Fields) => void {
  return (fields) => {
    if (fields.has(name)) fields.set(name, value);
  };
}

/** One record of each kind that is bad or looks bad, made of records of a log; with its header where it has one. */
export function badRecords(file: string, defaultFields: readonly string[], random: Random): string {
  const { header, names, records } = readLogText(file, defaultFields);
  const bad = CHANGES.map((change) => {
    const values = random.pick(records).split(' ');
    const fields: Fields = new Map(names.map((name, i) => [name, values[i] ?? '-']));
    change(fields);
    return [...fields.values()].join(' ');
  });
  return `${[...(header === null ? [] : [header]), ...bad, 'no record at all', records[0] ?? ''].join('\n')}\n`;
}
