import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inventoryNotes } from './inventory-notes';
import { readInventory, readInventoryFiles } from './read-inventory';
import { writeDescriptions } from './testing/write-descriptions';

describe('readInventory', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'inventory-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const vpc = (id: string) => ({
    Vpcs: [{ VpcId: id, CidrBlock: '10.0.0.0/16', IsDefault: false, NewKey: { of: 'AWS' } }],
  });

  it('merges files of several accounts and regions and knows the region from folder or prefix', () => {
    writeDescriptions(folder, {
      'describe-vpcs.json': vpc('vpc-1'),
      'us-west-2.describe-vpcs.json': vpc('vpc-2'),
      'account-b/eu-west-1/describe-vpcs.json': vpc('vpc-3'),
      'ap-south-1/us-gov-west-1/describe-vpcs.json': vpc('vpc-4'),
      'notes.json': '{}',
    });
    const { vpcs } = readInventory(folder);
    expect(Object.fromEntries(vpcs.map(({ VpcId, describedIn }) => [VpcId, describedIn]))).toEqual({
      'vpc-1': null,
      'vpc-2': 'us-west-2',
      'vpc-3': 'eu-west-1',
      'vpc-4': 'us-gov-west-1',
    });
  });

  it('takes a resource that two files describe once', () => {
    writeDescriptions(folder, { 'a/describe-vpcs.json': vpc('vpc-1'), 'b/describe-vpcs.json': vpc('vpc-1') });
    expect(readInventory(folder).vpcs).toHaveLength(1);
  });

  it('takes instances out of their reservations with the owner', () => {
    writeDescriptions(folder, {
      'describe-instances.json': {
        Reservations: [
          { OwnerId: '111122223333', Instances: [{ InstanceId: 'i-1' }, { InstanceId: 'i-2' }] },
          { OwnerId: '444455556666', Instances: [{ InstanceId: 'i-3' }] },
        ],
      },
    });
    expect(readInventory(folder).instances.map(({ InstanceId, OwnerId }) => [InstanceId, OwnerId])).toEqual([
      ['i-1', '111122223333'],
      ['i-2', '111122223333'],
      ['i-3', '444455556666'],
    ]);
  });

  it.each([
    [
      'that is no JSON',
      '{"Vpcs": [',
      /describe-vpcs\.json: is no JSON .*Save the whole output of: aws ec2 describe-vpcs --output json/,
    ],
    [
      'that was cut down by a query',
      [{ VpcId: 'vpc-1' }],
      /describe-vpcs\.json: has no "Vpcs" at its top level/,
    ],
    [
      'with a resource without id',
      { Vpcs: [{ VpcId: 'vpc-1' }, { CidrBlock: '10.0.0.0/16' }] },
      /describe-vpcs\.json: \$\.Vpcs\[1\]\.VpcId: /,
    ],
    [
      'with a senseless block',
      { Vpcs: [{ VpcId: 'vpc-1', CidrBlock: '10.0.0/16' }] },
      /\$\.Vpcs\[0\]\.CidrBlock: is no CIDR block/,
    ],
  ])('names the file and the place of a file %s', (_, document, message) => {
    writeDescriptions(folder, { 'describe-vpcs.json': document });
    expect(() => readInventory(folder)).toThrow(message);
  });

  it('knows given files by their content where the name does not tell, and passes over other calls', () => {
    writeDescriptions(folder, { 'mine.json': vpc('vpc-1'), 'describe-flow-logs.json': { FlowLogs: [] } });
    const files = ['mine.json', 'describe-flow-logs.json'].map((name) => path.join(folder, name));
    expect(readInventoryFiles(files).vpcs.map(({ VpcId }) => VpcId)).toEqual(['vpc-1']);
  });

  it('says how to make an inventory where there is none', () => {
    expect(() => readInventory(folder)).toThrow(
      /holds no describe-\*\.json; make them with: egress inventory/,
    );
    expect(() => readInventory(path.join(folder, 'missing'))).toThrow(
      /missing: the inventory cannot be read/,
    );
  });

  it('says what an inventory lacks', () => {
    writeDescriptions(folder, {
      'describe-subnets.json': {
        Subnets: [{ SubnetId: 'subnet-1', VpcId: 'vpc-1', AvailabilityZone: 'us-east-1a' }],
      },
      'describe-route-tables.json': {
        RouteTables: [
          {
            RouteTableId: 'rtb-1',
            VpcId: 'vpc-1',
            Routes: [{ DestinationPrefixListId: 'pl-1', TransitGatewayId: 'tgw-1' }],
          },
        ],
      },
    });
    expect(inventoryNotes(readInventory(folder))).toEqual([
      expect.stringContaining('describe-network-interfaces'),
      expect.stringContaining('describe-instances'),
      expect.stringContaining('1 subnets of the inventory have no AvailabilityZoneId'),
      expect.stringContaining('pl-1'),
    ]);
  });
});
