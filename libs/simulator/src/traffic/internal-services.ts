import type { OpenAccount } from '../ledger';
import type { NetworkInterface } from '../organisation/network';
import {
  app1,
  app2,
  app3,
  database1,
  database2,
  kafka1,
  kafka2,
  kafka3,
  web1,
  web2,
  web3,
  worker1,
  worker2,
} from '../organisation/storefront';
import { toSecondaryAddress, withinVpc, withinVpcByIpv6 } from '../paths/between-hosts';
import { HTTP_ALTERNATE, KAFKA, POSTGRES, REDIS, STATSD, type Service } from '../paths/protocols';
import { pattern, type TrafficPattern } from './pattern';

/** What the shop's own hosts say to each other, within zones and across them. */
export function internalServices(open: OpenAccount): readonly TrafficPattern[] {
  const between = (clients: readonly NetworkInterface[], server: NetworkInterface, service: Service) =>
    clients.map((client) => withinVpc(open, client, server, service));
  const apps = [app1, app2, app3];
  const brokers = [kafka1, kafka2, kafka3];
  return [
    pattern(
      'web-to-app',
      [web1, web2, web3].flatMap((web) => apps.map((app) => withinVpc(open, web, app, HTTP_ALTERNATE))),
      { up: 0.8, down: 3 },
      10,
    ),
    pattern('app-to-database', between(apps, database1, POSTGRES), { up: 1, down: 4 }, 8),
    pattern(
      'database-replication',
      between([database1], database2, POSTGRES),
      { up: 1.5, down: 0.05 },
      2,
      'steady',
    ),
    pattern(
      'events',
      brokers.flatMap((broker) => between(apps, broker, KAFKA)),
      { up: 3, down: 0.2 },
      6,
    ),
    pattern(
      'event-consumers',
      brokers.flatMap((broker) => between([worker1, worker2], broker, KAFKA)),
      { up: 0.2, down: 5 },
      6,
    ),
    pattern('statistics', between([worker1, worker2], app1, STATSD), { up: 0.02, down: 0.001 }, 1, 'steady'),
    pattern(
      'cache-on-second-address',
      [web1, web3].map((web) => toSecondaryAddress(open, web, app2, REDIS)),
      { up: 0.1, down: 0.7 },
      2,
    ),
    pattern('ipv6-callback', [withinVpcByIpv6(open, app1, web1, HTTP_ALTERNATE)], { up: 0.2, down: 0.1 }, 1),
  ];
}
