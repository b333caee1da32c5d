import { BYTES_PER_GB, type EgressClass } from '@egress/contracts';
import type { OpenAccount } from '../ledger';
import type { Flow } from '../records/flow';
import type { BucketPattern } from '../requests/request';
import type { HourlyVolume, TimeSpan, TrafficPattern } from '../traffic/pattern';

/** Names of anomalies, as detection gives them. */
export type AnomalyType =
  | 'S3_Public_Access'
  | 'OverlyPermissive_SecurityGroup'
  | 'High_Data_Transfer_EC2'
  | 'Nat_Service_Traffic'
  | 'Cross_AZ_Transfer'
  | 'Inter_Region_Transfer';

export interface ScenarioTraffic {
  readonly connections: readonly TrafficPattern[];
  readonly bucketRequests: readonly BucketPattern[];
}

/** Something that goes wrong for a while, on top of the ordinary traffic. */
export interface Scenario {
  /** One line for the command's help. */
  readonly description: string;
  readonly type: AnomalyType;
  /** The AWS id of what misbehaves: an instance, NAT gateway or bucket. */
  readonly entity: string;
  /** The AWS id of what a person changed, where that is another one. */
  readonly resource: string;
  /** The class whose bytes are the anomaly's; a byte may cost in other classes too. */
  readonly egressClass: EgressClass;
  readonly traffic: (open: OpenAccount, during: TimeSpan) => ScenarioTraffic;
}

const CONNECTIONS_PER_HOUR = 240;

/** The one pattern of connections that a scenario adds. */
export function extraConnections(
  name: string,
  flows: readonly Flow[],
  gbPerHour: HourlyVolume,
  during: TimeSpan,
): ScenarioTraffic {
  return {
    connections: [
      {
        name: `scenario/${name}`,
        flows,
        upBytesPerHour: gbPerHour.up * BYTES_PER_GB,
        downBytesPerHour: gbPerHour.down * BYTES_PER_GB,
        frequency: { perHour: CONNECTIONS_PER_HOUR },
        rhythm: 'steady',
        during,
      },
    ],
    bucketRequests: [],
  };
}
