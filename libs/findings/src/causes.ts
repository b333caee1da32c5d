import { cfMiss } from './causes/cf-miss';
import { flowCost } from './causes/flow-cost';
import { ipv4Idle } from './causes/ipv4-idle';
import { natAws } from './causes/nat-aws';
import { natDdb } from './causes/nat-ddb';
import { natIdle } from './causes/nat-idle';
import { natS3 } from './causes/nat-s3';
import { natS3Xr } from './causes/nat-s3-xr';
import { noCf } from './causes/no-cf';
import { pubipIn } from './causes/pubip-in';
import { s3Iface } from './causes/s3-iface';
import { s3Public } from './causes/s3-public';
import { tgwPeer } from './causes/tgw-peer';
import { vpceDrop } from './causes/vpce-drop';
import { xazChat } from './causes/xaz-chat';
import { xazNat } from './causes/xaz-nat';
import { xrRepl } from './causes/xr-repl';
import type { Cause } from './findings-context';

/** Every root cause that is looked for. */
export const CAUSES: readonly Cause[] = [
  natS3,
  natDdb,
  natAws,
  natS3Xr,
  natIdle,
  vpceDrop,
  s3Iface,
  xazChat,
  xazNat,
  xrRepl,
  s3Public,
  noCf,
  cfMiss,
  pubipIn,
  tgwPeer,
  flowCost,
  ipv4Idle,
];
