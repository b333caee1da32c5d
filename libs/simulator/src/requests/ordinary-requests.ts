import { BYTES_PER_GB } from '@egress/contracts';
import type { AccountDescription, OpenAccount } from '../ledger';
import { BROWSERS } from '../organisation/remote-networks';
import { ACCOUNT_ID } from '../organisation/resource-ids';
import {
  ASSETS_BUCKET,
  BACKUP_BUCKET,
  DATA_LAKE_BUCKET,
  DISTRIBUTION,
  type Bucket,
} from '../organisation/storage';
import { app1, natA, natB, worker1 } from '../organisation/storefront';
import type { BucketPattern, BucketRequester, DistributionPattern, RequestedObject } from './request';

const BROWSER =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
const SDK = 'aws-sdk-java/2.34.0 md/io#sync ua/2.1';

const jpeg = (key: string): RequestedObject => ({ key, contentType: 'image/jpeg' });
const parquet = (key: string): RequestedObject => ({ key, contentType: 'application/octet-stream' });

export const DATA_LAKE_OBJECTS = [
  parquet('orders/dt=2026-11-01/part-0000.parquet'),
  parquet('orders/dt=2026-11-02/part-0000.parquet'),
  parquet('customers/part-0000.parquet'),
];

/** What a bucket sends out of AWS. */
export function servedByBucket(bucket: Bucket): AccountDescription {
  return {
    egressClass: 'internet',
    region: bucket.region,
    peerRegion: null,
    sender: { name: bucket.name, interfaceId: null, instanceId: null, azId: null },
    path: 'bucket',
    processorId: null,
    receiverId: null,
  };
}

/** Requests to the buckets on an ordinary day; only the public site's leave AWS. */
export function ordinaryBucketRequests(open: OpenAccount): readonly BucketPattern[] {
  const daily = { rhythm: 'office', during: null } as const;
  return [
    {
      ...daily,
      name: 'assets/browsers',
      target: ASSETS_BUCKET,
      method: 'GET',
      perHour: 150,
      bytesPerHour: 0.9 * BYTES_PER_GB,
      requesters: BROWSERS.flatMap(({ address }, i) => [anonymous(address, i % 3 === 0)]),
      objects: ['images/home/hero.jpg', 'images/summer sale/shoes.jpg', 'images/catalogue.jpg'].map(jpeg),
      account: open(servedByBucket(ASSETS_BUCKET)),
    },
    {
      ...daily,
      name: 'data-lake/jobs',
      target: DATA_LAKE_BUCKET,
      method: 'GET',
      perHour: 60,
      bytesPerHour: 4 * BYTES_PER_GB,
      requesters: [role('worker', worker1.privateIp), role('worker', natB.networkInterface.publicIp ?? '')],
      objects: DATA_LAKE_OBJECTS,
      account: null,
    },
    {
      ...daily,
      name: 'backups/uploads',
      target: BACKUP_BUCKET,
      method: 'PUT',
      perHour: 10,
      bytesPerHour: 0,
      requesters: [role(app1.name, natA.networkInterface.publicIp ?? '')],
      objects: [parquet('nightly/dump-0001.bin')],
      account: null,
    },
  ];
}

/** Somebody's browser; `isHotlinked` where another site shows our picture. */
function anonymous(address: string, isHotlinked: boolean): BucketRequester {
  const referer = isHotlinked
    ? 'https://forum.bargain-hunters.net/thread/4711'
    : 'https://www.example-shop.com/';
  return { address, requester: null, sourceRegion: null, referer, userAgent: BROWSER };
}

function role(name: string, address: string): BucketRequester {
  const requester = `arn:aws:sts::${ACCOUNT_ID}:assumed-role/${name}/session`;
  return { address, requester, sourceRegion: 'us-east-1', referer: null, userAgent: SDK };
}

/** What CloudFront serves to viewers. */
export function ordinaryDistributionRequests(open: OpenAccount): readonly DistributionPattern[] {
  return [
    {
      name: 'distribution/viewers',
      target: DISTRIBUTION,
      rhythm: 'office',
      during: null,
      perHour: 240,
      bytesPerHour: 5 * BYTES_PER_GB,
      requesters: BROWSERS,
      objects: [
        jpeg('/img/banner.jpg'),
        { key: '/app.js', contentType: 'application/javascript' },
        { key: '/api/catalogue', contentType: 'application/json' },
        { key: '/video/spring sale.mp4', contentType: 'video/mp4' },
      ],
      account: open({
        egressClass: 'cloudfront',
        region: 'edge',
        peerRegion: null,
        sender: { name: DISTRIBUTION.distributionId, interfaceId: null, instanceId: null, azId: null },
        path: 'distribution',
        processorId: null,
        receiverId: null,
      }),
    },
  ];
}
