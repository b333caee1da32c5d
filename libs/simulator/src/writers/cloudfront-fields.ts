import { hexDigest } from '../random';
import type { DistributionPattern, Request } from '../requests/request';
import { datePartsOf } from '../time';

/** The 33 fields of a CloudFront standard log, in AWS's order. */
export const CLOUDFRONT_FIELDS: readonly string[] = (
  'date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) ' +
  'cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken ' +
  'x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status ' +
  'fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len ' +
  'sc-range-start sc-range-end'
).split(' ');

/** What version 2 logs can have besides. */
export const CLOUDFRONT_V2_FIELDS: readonly string[] = [
  ...CLOUDFRONT_FIELDS,
  ...'timestamp DistributionId timestamp(ms) c-country cache-behavior-path-pattern'.split(' '),
];

/** All in the geography that the bill and the truth price these bytes in. */
const EDGE_LOCATIONS = ['IAD89-C1', 'JFK50-P3', 'ORD56-P8', 'SFO57-P2'];
const COUNTRIES = ['US', 'US', 'DE', 'JP'];
const HEADER_BYTES = 480;
const MISS_SHARE = 0.18;

/** Values of the fields of version 2, of which version 1 has the first 33; `-` where there is none. */
export function cloudFrontValues(request: Request<DistributionPattern>): readonly string[] {
  const { pattern, requester, object, time, bytesSent, serial, chance } = request;
  const { year, month, day, hour, minute, second } = datePartsOf(time);
  const result = chance < MISS_SHARE ? 'Miss' : 'Hit';
  const place = Math.floor(chance * 1e6) % EDGE_LOCATIONS.length;
  const timeTaken = (0.01 + chance / 5).toFixed(3);
  return [
    `${year}-${month}-${day}`,
    `${hour}:${minute}:${second}`,
    EDGE_LOCATIONS[place] ?? '-',
    String(bytesSent),
    requester.address,
    'GET',
    pattern.target.domainName,
    encodeURI(object.key),
    '200',
    `https://${pattern.target.host}/`,
    'Mozilla/5.0%20(iPhone;%20CPU%20iPhone%20OS%2019_0%20like%20Mac%20OS%20X)',
    '-',
    '-',
    result,
    Buffer.from(hexDigest(`${pattern.name}/${serial}`, 80), 'hex').toString('base64url'),
    pattern.target.host,
    'https',
    String(60 + Math.floor(chance * 400)),
    timeTaken,
    '-',
    'TLSv1.3',
    'TLS_AES_128_GCM_SHA256',
    result,
    'HTTP/2.0',
    '-',
    '-',
    String(1024 + Math.floor(chance * 60_000)),
    timeTaken,
    result,
    object.contentType,
    String(Math.max(0, bytesSent - HEADER_BYTES)),
    '-',
    '-',
    String(time),
    pattern.target.distributionId,
    String(time * 1000 + Math.floor(chance * 1000)),
    COUNTRIES[place] ?? '-',
    '*',
  ];
}
