import { randomStream } from '../random';
import { bytesAround, pacing } from '../traffic/pacing';
import type { Request, RequestedObject, RequestPattern } from './request';

/** Makes a pattern's requests in the step from `step`, and books their bytes. */
export type RequestSource<Pattern extends RequestPattern<unknown, unknown>> = (
  step: number,
  take: (request: Request<Pattern>) => void,
) => void;

export function requestSource<Pattern extends RequestPattern<unknown, unknown>>(
  pattern: Pattern,
  seed: number,
): RequestSource<Pattern> {
  const random = randomStream(seed, pattern.name);
  const forEachStart = pacing(pattern, random);
  const mean = pattern.bytesPerHour / pattern.perHour;
  let serial = 0;
  return (step, take) =>
    forEachStart(step, (time) => {
      const bytesSent = bytesAround(random, mean);
      if (pattern.account !== null) pattern.account.bytes += bytesSent;
      serial += 1;
      take({
        pattern,
        requester: pattern.requesters[random.below(pattern.requesters.length)],
        object: pattern.objects[random.below(pattern.objects.length)] as RequestedObject,
        time,
        bytesSent,
        serial,
        chance: random.unit(),
      });
    });
}
