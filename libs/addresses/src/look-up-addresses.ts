import { SqlEngine } from '@egress/sql-engine';
import { addressKey } from './address-key';
import { loadAsn, loadIpRanges } from './reference-tables';

export interface AddressOwner {
  readonly address: string;
  /** AWS service and region by ip-ranges; null outside AWS. */
  readonly service: string | null;
  readonly region: string | null;
  /** Autonomous system that announces the address; null for private and unrouted ones. */
  readonly asn: number | null;
  readonly org: string | null;
}

/** Who owns the addresses, in the order given. Throws for text that is no address, before anything is read. */
export async function lookUpAddresses(
  addresses: readonly string[],
  dataFolder?: string,
): Promise<AddressOwner[]> {
  const keys = addresses.map((address, position) => ({
    position,
    address,
    address_key: addressKey(address),
  }));
  const engine = await SqlEngine.open();
  try {
    await engine.loadRows('keys', { position: 'INTEGER', address: 'VARCHAR', address_key: 'VARCHAR' }, keys);
    await loadIpRanges(engine, dataFolder);
    await loadAsn(engine);
    return await engine.query<AddressOwner>(`
      SELECT address, service, region, asn, org
      FROM keys
      LEFT JOIN ref_ip_ranges AS aws ON address_key BETWEEN aws.range_start AND aws.range_end
      LEFT JOIN ref_asn ON address_key BETWEEN ref_asn.range_start AND ref_asn.range_end
      ORDER BY position`);
  } finally {
    engine.close();
  }
}
