import type * as Ec2 from '@aws-sdk/client-ec2';
import type { ResourceKind } from './inventory';

/** The resources of a description in the SDK's shape, which is also the CLI's. */
type Pages = (client: Ec2.EC2Client) => AsyncIterable<object>;

/** How the SDK makes each call of an inventory; all of them only read. */
export function ec2Descriptions(sdk: typeof Ec2): Readonly<Record<ResourceKind, Pages>> {
  return {
    vpcs: (client) => sdk.paginateDescribeVpcs({ client }, {}),
    subnets: (client) => sdk.paginateDescribeSubnets({ client }, {}),
    networkInterfaces: (client) => sdk.paginateDescribeNetworkInterfaces({ client }, {}),
    instances: (client) => sdk.paginateDescribeInstances({ client }, {}),
    natGateways: (client) => sdk.paginateDescribeNatGateways({ client }, {}),
    routeTables: (client) => sdk.paginateDescribeRouteTables({ client }, {}),
    vpcEndpoints: (client) => sdk.paginateDescribeVpcEndpoints({ client }, {}),
    // The API gives all addresses at once.
    addresses: async function* (client) {
      yield await client.send(new sdk.DescribeAddressesCommand({}));
    },
    vpcPeeringConnections: (client) => sdk.paginateDescribeVpcPeeringConnections({ client }, {}),
    transitGatewayAttachments: (client) => sdk.paginateDescribeTransitGatewayAttachments({ client }, {}),
  };
}
