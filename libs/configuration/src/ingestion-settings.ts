import { z } from 'zod';
import { withoutDuplicates } from './without-duplicates';

/** How raw logs and bills reach the raw bucket. */
export const ingestionSettings = z.strictObject({
  flowLogDestination: z
    .enum(['s3', 'firehose'])
    .default('s3')
    .describe('s3 delivers flow logs straight to the raw bucket, firehose through the delivery stream.'),
  flowLogAggregationSeconds: z
    .union([z.literal(60), z.literal(600)])
    .default(600)
    .describe('Interval over which AWS adds packets up to one record; 60 costs up to ten times the records.'),
  billExports: withoutDuplicates(z.enum(['cur2', 'focus']))
    .default(['cur2'])
    .describe(
      'Bill exports that AWS delivers to the raw bucket each day; the account may have none already.',
    ),
  cloudFront: z
    .strictObject({
      enabled: z.boolean().default(true).describe('Whether to create the distribution with access logging.'),
      originDomainName: z
        .string()
        .regex(/^[a-z0-9][a-z0-9.-]+\.[a-z]+$/, 'must be a domain name such as www.example.com')
        .optional()
        .describe(
          'Web server to serve, by HTTPS; default: what is put into the folder published/ of the processed bucket.',
        ),
      certificate: z
        .strictObject({
          arn: z
            .string()
            .regex(/^arn:aws:acm:us-east-1:/, 'must be the ARN of an ACM certificate in us-east-1')
            .describe('Certificate of AWS Certificate Manager in us-east-1.'),
          domainName: z.string().describe('Domain name that the certificate is for.'),
        })
        .optional()
        .describe('Own domain name, with TLS 1.2 or later; default: the name that CloudFront gives.'),
    })
    .prefault({}),
});

export type IngestionSettings = z.infer<typeof ingestionSettings>;
