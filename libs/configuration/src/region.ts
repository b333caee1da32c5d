import { z } from 'zod';

/** Only regions of the partition `aws`: the ARNs that stacks write begin with it. */
export const region = z
  .string()
  .regex(
    /^(?!cn-|us-gov-|[a-z]{2}-iso)[a-z]{2}(-[a-z]+)+-\d$/,
    'must be an AWS region code such as us-east-1, and not one of China, GovCloud or the isolated regions',
  );
