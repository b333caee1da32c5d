import { BYTES_PER_GB } from '@egress/contracts';
import { SCANNERS } from '../organisation/remote-networks';
import { DATA_LAKE_BUCKET } from '../organisation/storage';
import { DATA_LAKE_OBJECTS, servedByBucket } from '../requests/ordinary-requests';
import type { Scenario } from './scenario';

export const publicBucketDrained: Scenario = {
  description: 'a private bucket is opened to the public and strangers copy it',
  type: 'S3_Public_Access',
  entity: DATA_LAKE_BUCKET.name,
  resource: DATA_LAKE_BUCKET.name,
  egressClass: 'internet',
  traffic: (open, during) => ({
    connections: [],
    bucketRequests: [
      {
        name: 'scenario/public-bucket-drained',
        target: DATA_LAKE_BUCKET,
        method: 'GET',
        rhythm: 'steady',
        during,
        perHour: 300,
        bytesPerHour: 25 * BYTES_PER_GB,
        requesters: SCANNERS.map(({ address }) => ({
          address,
          requester: null,
          sourceRegion: null,
          referer: null,
          userAgent: 'Wget/1.21.4',
        })),
        objects: DATA_LAKE_OBJECTS,
        account: open(servedByBucket(DATA_LAKE_BUCKET)),
      },
    ],
  }),
};
