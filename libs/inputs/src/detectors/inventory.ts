import path from 'node:path';
import type { Detection, FileHead } from '../detection';

/** The first key of what `aws ec2 describe-*` and the like print. */
const DESCRIBE_OUTPUT =
  /^\s*\{\s*"(Vpcs|Subnets|NetworkInterfaces|Reservations|NatGateways|RouteTables|VpcEndpoints|VpcPeeringConnections|Addresses|TransitGateways|TransitGatewayAttachments|InternetGateways|LoadBalancers|FlowLogs|Buckets|DistributionList)"\s*:/;

/** JSON that the AWS CLI prints, or that `egress inventory` wrote (`describe-*.json`). */
export function detectInventory(head: FileHead): Detection | null {
  const text = head.lines.join('\n');
  const isDescribe = /^describe-.*\.json$/.test(path.basename(head.path)) && /^\s*[{[]/.test(text);
  return isDescribe || DESCRIBE_OUTPUT.test(text) ? { kind: 'inventory', format: 'json' } : null;
}
