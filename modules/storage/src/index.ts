export { Bucket, type BucketProps } from './bucket';
export type { LifecycleRule } from './lifecycle-rules';
export { Table, type TableProps } from './table';
