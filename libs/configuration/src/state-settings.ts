import { z } from 'zod';
import { region } from './region';

/** Where Terraform keeps its state; each stack has a state of its own, `egress-<environment>-<stack>`. */
export const stateSettings = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('local').describe('Files in .terraform-state, for one person.') }),
  z
    .strictObject({
      type: z.literal('s3').describe('An S3 bucket: one of your own, or that of the stack state-backend.'),
      bucket: z
        .string()
        .min(3)
        .max(63)
        .optional()
        .describe(
          'Bucket of the state files; default: that of the stack state-backend, deployed once before all others.',
        ),
      region: region.optional().describe("Region of that bucket; default: the environment's region."),
      locking: z
        .enum(['dynamodb', 's3-lockfile'])
        .default('dynamodb')
        .describe('dynamodb works with every Terraform from 1.7 on; s3-lockfile needs 1.10 and no table.'),
      dynamodbTable: z
        .string()
        .optional()
        .describe('Table of the locks, with locking dynamodb; default: that of the stack state-backend.'),
    })
    .refine(({ bucket, locking, dynamodbTable }) => !bucket || locking !== 'dynamodb' || dynamodbTable, {
      path: ['dynamodbTable'],
      message: 'must name the table of locks that goes with your bucket, or take the locking s3-lockfile',
    })
    .refine(({ bucket, region: itsRegion }) => bucket || !itsRegion, {
      path: ['region'],
      message: `must be left out where bucket is: that of the stack state-backend is in the environment's region`,
    })
    .refine(({ bucket, dynamodbTable }) => bucket || !dynamodbTable, {
      path: ['dynamodbTable'],
      message: 'must be left out where bucket is: the stack state-backend makes a table of its own',
    })
    .refine(({ locking, dynamodbTable }) => locking === 'dynamodb' || !dynamodbTable, {
      path: ['dynamodbTable'],
      message: 'must be left out with the locking s3-lockfile, which has no table',
    }),
  z.strictObject({
    type: z.literal('terraform-cloud').describe('Workspaces in Terraform Cloud or Enterprise.'),
    organization: z.string().min(1).describe('Organization that holds the workspaces.'),
    hostname: z.string().default('app.terraform.io').describe('Host of Terraform Enterprise.'),
  }),
]);

export type StateSettings = z.infer<typeof stateSettings>;
