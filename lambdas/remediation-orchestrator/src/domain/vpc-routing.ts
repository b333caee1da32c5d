import type { OwnershipMark } from './ownership-mark';

export type GatewayService = 'dynamodb' | 's3';

export interface RouteTable {
  readonly routeTableId: string;
  readonly tagKeys: readonly string[];
  /** Whether subnets use it; a main route table counts as used, by those without a table of their own. */
  readonly hasSubnets: boolean;
  /** Whether one of its active routes leads to a NAT gateway. */
  readonly leadsToNatGateway: boolean;
}

export interface GatewayEndpoint {
  readonly endpointId: string;
  readonly routeTableIds: readonly string[];
  readonly tagKeys: readonly string[];
  /** The anomaly that it was created for by a playbook; null: it is somebody else's. */
  readonly anomalyId: string | null;
  /** Whether AWS could not bring it into service. */
  readonly hasFailed: boolean;
  /** Its policy as JSON; null: the one that lets everything through, which AWS gives an endpoint that is created without. */
  readonly policy: string | null;
}

/** How a VPC reaches a service. */
export interface VpcRouting {
  readonly tagKeys: readonly string[];
  readonly routeTables: readonly RouteTable[];
  /** Gateway endpoints of the service, without those that are deleted or about to be. */
  readonly endpoints: readonly GatewayEndpoint[];
}

/** What playbooks need of VPC endpoints. */
export interface GatewayEndpoints {
  /** undefined: no such VPC in this account and region. */
  find(vpcId: string, service: GatewayService): Promise<VpcRouting | undefined>;
  /** Creates an endpoint that bears the mark, and returns its id. Two calls with the same mark create one. */
  create(
    vpcId: string,
    service: GatewayService,
    routeTableIds: readonly string[],
    mark: OwnershipMark,
  ): Promise<string>;
  /** All or nothing. */
  addRouteTables(endpointId: string, routeTableIds: readonly string[]): Promise<void>;
  /** Those that are not on it stay as they are. */
  removeRouteTables(endpointId: string, routeTableIds: readonly string[]): Promise<void>;
  /** Does nothing if it is gone. */
  delete(endpointId: string): Promise<void>;
}
