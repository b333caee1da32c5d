/** AWS's numbers of the path that egress takes. */
export const TRAFFIC_PATH = {
  sameVpc: 1,
  virtualPrivateGateway: 3,
  peering: 4,
  interRegionPeering: 5,
  gatewayEndpoint: 7,
  internetGateway: 8,
} as const;
