import { SCANNERS } from '../organisation/remote-networks';
import { WEB_SECURITY_GROUP_ID, web3 } from '../organisation/storefront';
import { servedToOutside } from '../paths/internet-gateway';
import { ELASTICSEARCH } from '../paths/protocols';
import { extraConnections, type Scenario } from './scenario';

export const securityGroupOpened: Scenario = {
  description: 'a security group lets everybody in to a search index, and scanners empty it',
  type: 'OverlyPermissive_SecurityGroup',
  entity: web3.resourceId,
  resource: WEB_SECURITY_GROUP_ID,
  egressClass: 'internet',
  traffic: (open, during) =>
    extraConnections(
      'security-group-opened',
      SCANNERS.map((client) => servedToOutside(open, client, web3, ELASTICSEARCH)),
      { up: 0.1, down: 20 },
      during,
    ),
};
