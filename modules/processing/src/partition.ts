/**
 * A partition key, and which values it takes: with them Athena computes where the files are instead of asking the catalog
 * ("Partition projection" in the Athena guide), so that no crawler has to find new partitions. All keys are strings.
 */
export type Partition = DatePartition | NumberPartition;

interface PartitionKey {
  readonly name: string;
  readonly comment?: string;
}

interface DatePartition extends PartitionKey {
  readonly kind: 'date';
  /** How dates are written in paths, as Java's DateTimeFormatter has it: `yyyy-MM-dd`. */
  readonly format: string;
  /** First date, in that format; the last one is now. */
  readonly from: string;
  readonly unit: 'DAYS' | 'MONTHS' | 'YEARS';
}

interface NumberPartition extends PartitionKey {
  readonly kind: 'number';
  readonly from: number;
  readonly to: number;
  /** Digits in paths, zeros in front. */
  readonly digits: number;
}

/** Table properties that switch projection on for these keys; `template` is the S3 path with `${key}` in it. */
export function projectionProperties(
  partitions: readonly Partition[],
  template: string,
): Record<string, string> {
  return {
    'projection.enabled': 'true',
    'storage.location.template': template,
    ...Object.fromEntries(
      partitions.flatMap((partition) =>
        Object.entries(keyProperties(partition)).map(([name, value]) => [
          `projection.${partition.name}.${name}`,
          value,
        ]),
      ),
    ),
  };
}

function keyProperties(partition: Partition): Record<string, string> {
  if (partition.kind === 'number') {
    const { from, to, digits } = partition;
    return { type: 'integer', range: `${from},${to}`, digits: String(digits) };
  }
  const { format, from, unit } = partition;
  return { type: 'date', format, range: `${from},NOW`, interval: '1', 'interval.unit': unit };
}
