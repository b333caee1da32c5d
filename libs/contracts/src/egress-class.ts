import { z } from 'zod';

/**
 * The closed list of ways in which AWS bills (or does not bill) a byte.
 *
 * Which bytes belong to a class:
 * - `internet`, `inter_region`: the bytes that leave.
 * - `nat_processing`, `privatelink`: both directions, as billed.
 * - `transit_gateway`: each byte once, billed to the attachment that sends it.
 * - `cross_az`, `vpc_peering`, `same_az`: each byte moved once; the price covers both sides of the bill. Over public
 *   addresses of the region with somebody else: both directions, of which only the own side is billed.
 * - `gateway_endpoint`, `same_region_service`, `vpn_dx`, `unknown`: the bytes that leave.
 * - `cloudfront`: origin to edge (free) and edge to viewer.
 *
 * A byte may be in two classes (NAT processing and internet); it is counted once in each.
 */
export const EGRESS_CLASSES = [
  'internet',
  'nat_processing',
  'cross_az',
  'inter_region',
  'vpc_peering',
  'transit_gateway',
  'privatelink',
  'gateway_endpoint',
  'cloudfront',
  'same_region_service',
  'vpn_dx',
  'same_az',
  'unknown',
] as const;

export const egressClassSchema = z.enum(EGRESS_CLASSES);
export type EgressClass = z.infer<typeof egressClassSchema>;
