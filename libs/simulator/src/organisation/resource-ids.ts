import { hexDigest } from '../random';

/** The organisation's one AWS account. */
export const ACCOUNT_ID = '111122223333';

/** An id as EC2 gives them, e.g. `eni-0` + 16 hex digits; the same for the same name. */
export function resourceId(prefix: string, name: string): string {
  return `${prefix}-0${hexDigest(`${prefix}/${name}`, 16)}`;
}
