import type { OpenAccount } from '../ledger';
import type { NatGateway, NetworkInterface } from '../organisation/network';
import { analyticsS3Gateway, etl1, natWest, reporting } from '../organisation/other-networks';
import {
  AWS_APIS_US_EAST_1,
  DYNAMODB_US_EAST_1,
  DYNAMODB_US_EAST_1_OTHER,
  PACKAGE_MIRROR,
  S3_US_EAST_1,
  S3_US_EAST_1_OTHER,
  S3_US_WEST_2,
  TELEMETRY_VENDOR,
  type RemoteAddress,
} from '../organisation/remote-networks';
import {
  app1,
  app2,
  app3,
  database1,
  dynamoDbGateway,
  logsEndpoint,
  natA,
  natB,
  natIdle,
  s3Gateway,
  s3InterfaceEndpoint,
  secretsEndpoint,
  worker1,
  worker2,
  kafka2,
} from '../organisation/storefront';
import { throughNat } from '../paths/nat-gateway';
import { HTTPS } from '../paths/protocols';
import { throughGatewayEndpoint, throughInterfaceEndpoint } from '../paths/vpc-endpoint';
import { withoutData } from '../paths/without-data';
import { pattern, type TrafficPattern } from './pattern';

/** Private hosts that call AWS services and vendors: through NAT gateways and through endpoints. */
export function cloudServices(open: OpenAccount): readonly TrafficPattern[] {
  const nat = (client: NetworkInterface, gateway: NatGateway, servers: readonly RemoteAddress[]) =>
    servers.map((server) => throughNat(open, client, gateway, server, HTTPS));
  return [
    pattern('s3-through-nat/worker-2', nat(worker2, natB, S3_US_EAST_1), { up: 2, down: 4 }, 4),
    pattern('s3-through-nat/app-2', nat(app2, natB, S3_US_EAST_1_OTHER), { up: 0.5, down: 2 }, 2),
    pattern('dynamodb-through-nat/app-2', nat(app2, natB, DYNAMODB_US_EAST_1), { up: 0.3, down: 0.5 }, 3),
    pattern('sqs-through-nat/app-1', nat(app1, natA, AWS_APIS_US_EAST_1), { up: 0.6, down: 0.4 }, 3),
    pattern(
      'telemetry-through-nat',
      [...nat(app1, natA, TELEMETRY_VENDOR), ...nat(app3, natB, TELEMETRY_VENDOR)],
      { up: 1.2, down: 0.03 },
      3,
      'steady',
    ),
    pattern('packages-through-nat/worker-1', nat(worker1, natA, PACKAGE_MIRROR), { up: 0.02, down: 0.5 }, 1),
    pattern('s3-of-other-region/app-1', nat(app1, natA, S3_US_WEST_2), { up: 0.2, down: 0.9 }, 1),
    pattern(
      'telemetry-through-nat/reporting',
      nat(reporting, natWest, TELEMETRY_VENDOR),
      { up: 0.15, down: 0.01 },
      1,
    ),
    ...endpointTraffic(open),
    {
      ...pattern(
        'idle-nat',
        [withoutData(natIdle.networkInterface, 'NODATA')],
        { up: 0, down: 0 },
        0,
        'steady',
      ),
      frequency: { perHour: 6 },
    },
    {
      ...pattern('skipped-records', [withoutData(kafka2, 'SKIPDATA')], { up: 0, down: 0 }, 0, 'steady'),
      frequency: { perHour: 1 },
    },
  ];
}

function endpointTraffic(open: OpenAccount): readonly TrafficPattern[] {
  const [logsInA, logsInB] = logsEndpoint.interfaces;
  const [secretsInA] = secretsEndpoint.interfaces;
  const [s3InB] = s3InterfaceEndpoint.interfaces;
  if (!logsInA || !logsInB || !secretsInA || !s3InB)
    throw new Error('an interface endpoint has no interface');
  return [
    pattern(
      's3-through-gateway',
      [app1, worker1, database1].flatMap((client) =>
        S3_US_EAST_1.map((server) => throughGatewayEndpoint(open, client, s3Gateway, server)),
      ),
      { up: 6, down: 4 },
      5,
    ),
    pattern(
      's3-through-gateway/analytics',
      S3_US_EAST_1_OTHER.map((server) => throughGatewayEndpoint(open, etl1, analyticsS3Gateway, server)),
      { up: 1, down: 3 },
      2,
    ),
    pattern(
      'dynamodb-through-gateway/app-1',
      DYNAMODB_US_EAST_1_OTHER.map((server) => throughGatewayEndpoint(open, app1, dynamoDbGateway, server)),
      { up: 0.4, down: 0.6 },
      3,
    ),
    pattern(
      'logs-through-endpoint',
      [
        throughInterfaceEndpoint(open, app1, logsEndpoint, logsInA),
        throughInterfaceEndpoint(open, app2, logsEndpoint, logsInB),
        throughInterfaceEndpoint(open, app3, logsEndpoint, logsInA),
      ],
      { up: 1.4, down: 0.1 },
      3,
    ),
    pattern(
      'secrets-through-endpoint',
      [throughInterfaceEndpoint(open, app1, secretsEndpoint, secretsInA)],
      { up: 0.001, down: 0.002 },
      1,
      'steady',
    ),
    pattern(
      's3-through-interface-endpoint/app-2',
      [throughInterfaceEndpoint(open, app2, s3InterfaceEndpoint, s3InB)],
      { up: 0.4, down: 0.3 },
      1,
    ),
  ];
}
