import type { OpenAccount } from '../ledger';
import type { NetworkInterface } from '../organisation/network';
import {
  BROWSERS,
  CLOUDFRONT_ORIGIN_FACING,
  EC2_EU_WEST_1,
  EC2_US_EAST_1,
  IPV6_BROWSERS,
  S3_US_EAST_1_OTHER,
  SCANNERS,
  type RemoteAddress,
} from '../organisation/remote-networks';
import { web1, web2, web3 } from '../organisation/storefront';
import { overPublicAddresses } from '../paths/between-hosts';
import { calledFromPublicHost, rejectedFromOutside, servedToOutside } from '../paths/internet-gateway';
import { HTTPS, HTTP_ALTERNATE, SSH } from '../paths/protocols';
import { pattern, type TrafficPattern } from './pattern';

/** What the web servers serve to the world, and what knocks on their doors. */
export function publicServices(open: OpenAccount): readonly TrafficPattern[] {
  const served = (clients: readonly RemoteAddress[], server: NetworkInterface) =>
    clients.map((client) => servedToOutside(open, client, server, HTTPS));
  return [
    pattern('browsers/web-1', served(BROWSERS, web1), { up: 0.25, down: 6 }, 12),
    pattern('browsers/web-2', served(BROWSERS, web2), { up: 0.25, down: 6 }, 12),
    pattern('browsers/web-3', served(BROWSERS, web3), { up: 0.2, down: 5 }, 10),
    pattern('ipv6-browsers/web-1', served(IPV6_BROWSERS, web1), { up: 0.05, down: 0.8 }, 2),
    pattern('clients-on-aws/us-east-1', served(EC2_US_EAST_1, web2), { up: 0.05, down: 0.5 }, 2),
    pattern('clients-on-aws/eu-west-1', served(EC2_EU_WEST_1, web2), { up: 0.05, down: 0.4 }, 2),
    pattern('origin/web-1', served(CLOUDFRONT_ORIGIN_FACING, web1), { up: 0.1, down: 2 }, 4),
    pattern(
      'uploads-to-s3/web-3',
      S3_US_EAST_1_OTHER.map((server) => calledFromPublicHost(open, web3, server, HTTPS)),
      { up: 0.3, down: 0.02 },
      1,
    ),
    pattern(
      'own-hosts-over-public-addresses',
      [overPublicAddresses(open, web1, web2, HTTP_ALTERNATE)],
      { up: 0.6, down: 0.2 },
      2,
      'steady',
    ),
    pattern(
      'scanners',
      SCANNERS.flatMap((client) => [
        rejectedFromOutside(client, web1, SSH),
        rejectedFromOutside(client, web3, SSH),
      ]),
      { up: 0.00002, down: 0 },
      3,
      'steady',
    ),
  ];
}
