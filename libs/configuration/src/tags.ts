import { z } from 'zod';

/** Set by every stack. IAM takes tags that differ in upper and lower case alone for the same. */
const OWN_TAGS = ['project', 'environment', 'stack'];

const tagKey = z
  .string()
  .regex(
    /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+@-]{1,128}$/iu,
    'must be 1 to 128 letters, digits, spaces or _.:/=+-@, and not begin with aws:, which AWS reserves',
  )
  .refine((key) => !OWN_TAGS.includes(key.toLowerCase()), {
    message: 'must not be Project, Environment or Stack, which every resource has already',
  });

const tagValue = z
  .string()
  .regex(/^[\p{L}\p{Z}\p{N}_.:/=+@-]{0,256}$/u, 'must be up to 256 letters, digits, spaces or _.:/=+-@');

/** See "Tag naming limits and requirements" in the guide "Tagging AWS resources". */
export const tags = z.record(tagKey, tagValue);
