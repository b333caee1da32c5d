import type { Fix } from '@egress/contracts';

export interface GatewayEndpointPlace {
  readonly region: string;
  readonly vpcId: string | null;
  /** Gateways whose route tables get the endpoint's route; every route table of the VPC when none is known. */
  readonly natGatewayIds: readonly string[];
}

/** Name of a service that has gateway endpoints, as in `com.amazonaws.us-east-1.s3`. */
export type GatewayService = 's3' | 'dynamodb';

/** Creates a gateway endpoint on the route tables that lead to the NAT gateways today. */
export function gatewayEndpointFix(service: GatewayService, place: GatewayEndpointPlace): Fix {
  const { region, natGatewayIds } = place;
  const vpcId = place.vpcId ?? 'VPC_ID';
  const serviceName = `com.amazonaws.${region}.${service}`;
  const cliFilters = [
    `Name=vpc-id,Values=${vpcId}`,
    ...(natGatewayIds.length > 0 ? [`Name=route.nat-gateway-id,Values=${natGatewayIds.join(',')}`] : []),
  ].join(' ');
  const natFilter = `

  filter {
    name   = "route.nat-gateway-id"
    values = ${JSON.stringify(natGatewayIds)}
  }`;
  return {
    summary: `Add a ${service === 's3' ? 'S3' : 'DynamoDB'} gateway endpoint to ${vpcId}; it costs nothing.`,
    awsCli: `aws ec2 create-vpc-endpoint --region ${region} --vpc-endpoint-type Gateway \\
  --vpc-id ${vpcId} --service-name ${serviceName} \\
  --route-table-ids $(aws ec2 describe-route-tables --region ${region} \\
    --filters ${cliFilters} \\
    --query 'RouteTables[].RouteTableId' --output text)`,
    terraform: `data "aws_route_tables" "${service}_clients" {
  vpc_id = "${vpcId}"${natGatewayIds.length > 0 ? natFilter : ''}
}

resource "aws_vpc_endpoint" "${service}" {
  vpc_id            = "${vpcId}"
  service_name      = "${serviceName}"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = data.aws_route_tables.${service}_clients.ids
}`,
  };
}
