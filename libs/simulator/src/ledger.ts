import type { EgressClass } from '@egress/contracts';

/** Who sent the bytes: a workload's interface (also behind a NAT gateway), a bucket or a distribution. */
export interface Sender {
  readonly name: string;
  readonly interfaceId: string | null;
  readonly instanceId: string | null;
  readonly azId: string | null;
}

/** The way the bytes take, where the bill tells ways of the same class apart. */
export type BilledPath =
  | 'internet_gateway'
  | 'nat_gateway'
  | 'private_address'
  | 'public_address'
  | 'vpc_peering'
  | 'transit_gateway'
  | 'vpc_endpoint'
  | 'virtual_private_gateway'
  | 'bucket'
  | 'distribution';

/** What one heap of bytes has in common; bytes are booked as docs/classification.md says, every byte once per class. */
export interface AccountDescription {
  readonly egressClass: EgressClass;
  /** The region that bills the bytes; `edge` for what CloudFront serves to viewers. */
  readonly region: string;
  /** Destination region of `inter_region`, else null. */
  readonly peerRegion: string | null;
  readonly sender: Sender;
  readonly path: BilledPath;
  /** The NAT gateway, endpoint or transit gateway that processes the bytes. */
  readonly processorId: string | null;
  /** The instance or NAT gateway that receives the bytes, where it is the organisation's own. */
  readonly receiverId: string | null;
}

export interface Account extends AccountDescription {
  /** The scenario whose traffic this is; null for the ordinary traffic. */
  readonly scenario: string | null;
  /** All bytes booked so far. */
  bytes: number;
}

/**
 * Whether the bytes are cross-AZ with somebody else at the other end: of the two sides that the price of the class
 * is for, only the own one is billed.
 */
export function isOneSided({ egressClass, path }: AccountDescription): boolean {
  return egressClass === 'cross_az' && path === 'internet_gateway';
}

/** Opens an account, or finds the one of the same description. */
export type OpenAccount = (description: AccountDescription) => Account;

/** The bytes booked on one account in one hour. */
export interface HourlyBytes {
  readonly hourStart: number;
  readonly account: Account;
  readonly bytes: number;
}

/** The truth of a simulation: how many bytes went which way, booked by the generator and never read from the logs. */
export interface Ledger {
  /** How traffic of a scenario (null: the ordinary traffic) opens its accounts. */
  readonly opener: (scenario: string | null) => OpenAccount;
  readonly accounts: () => readonly Account[];
  /** Ends an hour: what was booked since the last one ended is that hour's. `hourStart` in seconds since 1970. */
  readonly closeHour: (hourStart: number) => void;
  readonly hours: () => readonly HourlyBytes[];
}

export function openLedger(): Ledger {
  const accounts = new Map<string, Account>();
  const closedBytes = new Map<Account, number>();
  const hours: HourlyBytes[] = [];
  return {
    opener: (scenario) => (description) => {
      const key = JSON.stringify([scenario, description]);
      const account = accounts.get(key) ?? { ...description, scenario, bytes: 0 };
      accounts.set(key, account);
      return account;
    },
    accounts: () => [...accounts.values()],
    closeHour: (hourStart) => {
      for (const account of accounts.values()) {
        const bytes = account.bytes - (closedBytes.get(account) ?? 0);
        if (bytes > 0) hours.push({ hourStart, account, bytes });
        closedBytes.set(account, account.bytes);
      }
    },
    hours: () => hours,
  };
}
