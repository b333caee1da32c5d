import { readFileSync } from 'node:fs';
import path from 'node:path';
import { flowRecords } from '../testing/flow-records';
import { filesBelow, simulatedFolder, type SimulatedFolder } from '../testing/simulated-folder';

describe('the inventory', () => {
  let simulated: SimulatedFolder;
  beforeAll(async () => {
    simulated = await simulatedFolder({ formats: ['v5'] });
  });
  afterAll(() => simulated.remove());

  const described = (call: string, region = 'us-east-1') =>
    JSON.parse(
      readFileSync(path.join(simulated.folder, 'inventory', region, `describe-${call}.json`), 'utf8'),
    );

  it("has the AWS CLI's describe calls for each region", () => {
    const files = filesBelow(path.join(simulated.folder, 'inventory'));
    expect(files).toHaveLength(20);
    expect(files).toContain('us-west-2/describe-nat-gateways.json');
  });

  it('has every interface and subnet that the flow logs name', () => {
    const records = flowRecords(simulated.folder, 'v5');
    const logged = (field: string): (string | undefined)[] =>
      [...new Set(records.map((record) => record[field]))].filter((value) => value !== '-');
    const known = (call: string, list: string, id: string): string[] =>
      ['us-east-1', 'us-west-2'].flatMap((region) =>
        described(call, region)[list].map((item: Record<string, string>) => item[id]),
      );
    expect(known('network-interfaces', 'NetworkInterfaces', 'NetworkInterfaceId')).toEqual(
      expect.arrayContaining(logged('interface-id')),
    );
    expect(known('subnets', 'Subnets', 'SubnetId')).toEqual(expect.arrayContaining(logged('subnet-id')));
  });

  it('sends app-c through a NAT gateway of another zone, and S3 of app-b around no endpoint', () => {
    const { Subnets } = described('subnets');
    const { NatGateways } = described('nat-gateways');
    const { RouteTables } = described('route-tables');
    const zoneOf = (subnetId: string): string =>
      Subnets.find((subnet: { SubnetId: string }) => subnet.SubnetId === subnetId).AvailabilityZoneId;
    const tableOf = (name: string) =>
      RouteTables.find((table: { Tags: { Value: string }[] }) => table.Tags[0]?.Value === name);
    const table = tableOf('app-c');
    const natId = table.Routes.find((route: { NatGatewayId?: string }) => route.NatGatewayId).NatGatewayId;
    const nat = NatGateways.find((gateway: { NatGatewayId: string }) => gateway.NatGatewayId === natId);
    expect(zoneOf(nat.SubnetId)).not.toBe(zoneOf(table.Associations[0].SubnetId));
    const hasPrefixList = (name: string): boolean =>
      tableOf(name).Routes.some(
        (route: { DestinationPrefixListId?: string }) => route.DestinationPrefixListId,
      );
    expect([hasPrefixList('app-a'), hasPrefixList('app-b')]).toEqual([true, false]);
  });
});
