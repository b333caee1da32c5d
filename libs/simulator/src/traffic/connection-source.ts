import type { Exchange, Flow } from '../records/flow';
import { randomStream } from '../random';
import { bytesAround, pacing, STEP_SECONDS } from './pacing';
import type { TimeSpan, TrafficPattern } from './pattern';

const MAX_PACKET_BYTES = 1_400;
const MIN_PACKET_BYTES = 60;
const FIRST_CLIENT_PORT = 32_768;
const CLIENT_PORTS = 28_232;
const FIRST_TRANSLATED_PORT = 1_024;
const TRANSLATED_PORTS = 64_512;

/** Makes a pattern's connections that begin in the step from `step`, and books their bytes. */
export type ConnectionSource = (step: number, take: (flow: Flow, exchange: Exchange) => void) => void;

/** Ports of NAT gateways are counted over all patterns, so that two clients never share one at the same moment. */
export interface PortCounter {
  next: number;
}

/**
 * The connections of a pattern: their number follows its rhythm, their bytes vary by half around the mean, and they
 * end within a minute but never after the simulated window. Client ports are counted, so that no two records agree in
 * all of interface, addresses, ports and times.
 */
export function connectionSource(
  pattern: TrafficPattern,
  perHour: number,
  seed: number,
  window: TimeSpan,
  translatedPorts: PortCounter,
): ConnectionSource {
  const random = randomStream(seed, pattern.name);
  const [upMean, downMean] = [pattern.upBytesPerHour / perHour, pattern.downBytesPerHour / perHour];
  const forEachStart = pacing({ ...pattern, perHour }, random);
  let made = random.below(pattern.flows.length);

  const bytes = (mean: number): number =>
    mean === 0 ? 0 : Math.max(MIN_PACKET_BYTES, bytesAround(random, mean));
  const exchangeFrom = (start: number): Exchange => {
    const upBytes = bytes(upMean);
    const downBytes = bytes(downMean);
    return {
      start,
      end: Math.min(start + 1 + random.below(STEP_SECONDS - 1), window.end),
      clientPort: FIRST_CLIENT_PORT + (made % CLIENT_PORTS),
      translatedPort: FIRST_TRANSLATED_PORT + (translatedPorts.next++ % TRANSLATED_PORTS),
      upPackets: Math.ceil(upBytes / MAX_PACKET_BYTES),
      upBytes,
      downPackets: Math.ceil(downBytes / MAX_PACKET_BYTES),
      downBytes,
    };
  };
  return (step, take) =>
    forEachStart(step, (start) => {
      const flow = pattern.flows[made % pattern.flows.length] as Flow;
      const exchange = exchangeFrom(start);
      made += 1;
      for (const { account, up, down } of flow.postings) {
        account.bytes += (up ? exchange.upBytes : 0) + (down ? exchange.downBytes : 0);
      }
      take(flow, exchange);
    });
}
