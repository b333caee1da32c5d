import type { Flow, Way } from './flow';
import { textOf, type FieldValue, type VaryingField } from './line-format';

/** TCP flags of an opened and ended connection: SYN|FIN of who opened it, SYN-ACK|FIN of who answered. */
const CLIENT_TCP_FLAGS = 3;
const SERVER_TCP_FLAGS = 19;
const TCP = 6;

/** Ports, counts and times of one way of a flow, which VPC and transit gateway records have alike. */
export function wayFields(
  { protocol, serverPort }: Flow,
  way: Way,
  clientPort: VaryingField,
): readonly (readonly [string, FieldValue])[] {
  const isUp = way === 'up';
  const flags = isUp ? CLIENT_TCP_FLAGS : SERVER_TCP_FLAGS;
  return [
    ['srcport', isUp ? { from: clientPort } : textOf(serverPort)],
    ['dstport', isUp ? textOf(serverPort) : { from: clientPort }],
    ['protocol', textOf(protocol)],
    ['packets', { from: isUp ? 'upPackets' : 'downPackets' }],
    ['bytes', { from: isUp ? 'upBytes' : 'downBytes' }],
    ['tcp-flags', textOf(protocol === TCP ? flags : 0)],
  ];
}
