import { NAT_ANOMALY, NAT_ID, VPC_ID } from '@egress/contracts/testing';
import { topFlows, type TrafficRow } from './top-flows';

const GB = 2 ** 30;
const row = (hour: number, more: Partial<TrafficRow> = {}): TrafficRow => ({
  hour: new Date(Date.UTC(2026, 10, 21, hour)),
  region: NAT_ANOMALY.region,
  vpc_id: VPC_ID,
  instance_id: 'i-0123456789abcdef0',
  interface_id: 'eni-0123456789abcdef0',
  resource_id: NAT_ID,
  remote_service: 'S3',
  remote_region: 'eu-west-1',
  service_port: 443,
  bytes: GB,
  usd: 0.045,
  ...more,
});

it('tells what took most of the hour’s bytes, and what it took in the hour before the onset', () => {
  const rows = [
    row(3, { bytes: 3 * GB }),
    row(4, { bytes: GB }),
    row(6, { bytes: 70 * GB }),
    row(7, { bytes: 60 * GB, usd: 2.7 }),
    row(7, { bytes: 30 * GB, usd: 1.35 }),
    row(7, { bytes: 10 * GB, remote_service: null, remote_region: null, remote_org: 'Example Ltd' }),
  ];
  expect(topFlows(rows, NAT_ANOMALY)).toEqual([
    {
      kind: 'flow',
      sender: 'i-0123456789abcdef0',
      vpc: VPC_ID,
      destination: 'S3 eu-west-1',
      peer: undefined,
      port: 443,
      bytes: 90 * GB,
      usd: expect.closeTo(4.05, 10),
      share: 0.9,
      bytesBefore: GB,
    },
    expect.objectContaining({ destination: 'Example Ltd', share: 0.1, bytesBefore: 0 }),
  ]);
});

it('leaves out other resources, regions and hours', () => {
  const rows = [row(7, { resource_id: 'nat-0fedcba9876543210' }), row(7, { region: 'us-east-1' }), row(6)];
  expect(topFlows(rows, NAT_ANOMALY)).toEqual([]);
});

it('finds a resource in whichever column names it', () => {
  const rows = [row(7, { resource_id: null, name: 'photos', instance_id: null, interface_id: null })];
  expect(topFlows(rows, { ...NAT_ANOMALY, resource: 'photos' })).toMatchObject([{ sender: 'photos' }]);
});

it('knows of nothing before an onset on the day before, or at midnight', () => {
  const onset = '2026-11-21T00:00:00Z';
  expect(topFlows([row(7)], { ...NAT_ANOMALY, onset })).toMatchObject([{ bytesBefore: undefined }]);
});

it('keeps the five largest, and names own hosts and unknown networks', () => {
  const rows = [1, 2, 3, 4, 5, 6, 7].map((size) => row(7, { service_port: size, bytes: size * GB }));
  expect(topFlows(rows, NAT_ANOMALY).map(({ port }) => port)).toEqual([7, 6, 5, 4, 3]);
  const peer_interface_id = 'eni-0fedcba9876543210';
  expect(topFlows([row(7, { peer_interface_id })], NAT_ANOMALY)).toMatchObject([
    { destination: peer_interface_id, peer: peer_interface_id },
  ]);
  const nameless = {
    remote_service: null,
    remote_region: null,
    remote_address_kind: 'public',
    service_port: 0,
  };
  expect(topFlows([row(7, nameless)], NAT_ANOMALY)).toMatchObject([
    { destination: 'public addresses', port: undefined },
  ]);
});
