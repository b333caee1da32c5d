export { addressKey, cidrRange, type KeyRange } from './address-key';
export { flattenPrefixes, type AwsPrefix, type ServiceRange } from './flatten-prefixes';
export { awsPrefixes, downloadIpRanges, ipRangesFile, readIpRanges, type IpRanges } from './ip-ranges';
export { lookUpAddresses, type AddressOwner } from './look-up-addresses';
export { loadAsn, loadIpRanges } from './reference-tables';
