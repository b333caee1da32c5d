import { resourceId } from './resource-ids';

/** Ids of what joins the VPCs to each other and to the outside; routes point at them. */
export const TRANSIT_GATEWAY_ID = resourceId('tgw', 'hub');
export const STOREFRONT_ATTACHMENT_ID = resourceId('tgw-attach', 'storefront');
export const SHARED_SERVICES_ATTACHMENT_ID = resourceId('tgw-attach', 'shared-services');
export const ANALYTICS_PEERING_ID = resourceId('pcx', 'storefront-analytics');
export const WEST_PEERING_ID = resourceId('pcx', 'storefront-west');
/** A peering whose other side is gone: its route is a blackhole. */
export const RETIRED_PEERING_ID = resourceId('pcx', 'storefront-retired');
export const VIRTUAL_PRIVATE_GATEWAY_ID = resourceId('vgw', 'storefront');
export const STOREFRONT_INTERNET_GATEWAY_ID = resourceId('igw', 'storefront');
export const WEST_INTERNET_GATEWAY_ID = resourceId('igw', 'west');
/** AWS-managed prefix lists of S3 and DynamoDB in us-east-1. */
export const S3_PREFIX_LIST_ID = 'pl-63a5400a';
export const DYNAMODB_PREFIX_LIST_ID = 'pl-02cd2c6b';

export const ON_PREMISES_CIDR = '192.168.0.0/16';
export const ON_PREMISES_HOST = '192.168.10.5';
export const RETIRED_CIDR = '10.9.0.0/16';
export const RETIRED_HOST = '10.9.0.25';
