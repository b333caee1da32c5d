/** Words of a service name that are no part of the service's own name. */
const PREFIX = /^(?:cn\.)?(?:com\.amazonaws|aws|com\.amazonaws\.cn)\./;
const REGION = /(?:^|\.)[a-z]{2}(?:-[a-z]+)+-\d(?=\.|$)/;

/**
 * The service behind an endpoint, spelled like AWS spells services in its IP ranges: `S3` for
 * `com.amazonaws.us-east-1.s3`, `ECR_DKR` for `….ecr.dkr`. Somebody else's service is its id, `vpce-svc-…`.
 */
export function endpointService(serviceName: string | null | undefined): string | null {
  if (!serviceName) return null;
  const own = /vpce-svc-[0-9a-z]+/.exec(serviceName)?.[0];
  if (own) return own;
  const words = serviceName.replace(PREFIX, '').replace(REGION, '').replace(/^\./, '');
  return words.replaceAll(/[.-]/g, '_').toUpperCase();
}
