import { z } from 'zod';
import { aiOrchestrationSettings } from './ai-orchestration-settings';
import { etlSettings } from './etl-settings';
import { ingestionSettings } from './ingestion-settings';
import { mlPlatformSettings } from './ml-platform-settings';
import { monitoringSettings } from './monitoring-settings';
import { region } from './region';
import { stateSettings } from './state-settings';
import { tags } from './tags';
import { withoutDuplicates } from './without-duplicates';

/**
 * One environment. Required is only what nobody but its owner knows; each other key has a default. Secrets have no place
 * here: Terraform and the AWS provider read credentials from their own standard sources.
 */
export const configurationSchema = z.strictObject({
  $schema: z.string().optional().describe('Path of the JSON Schema, for editors.'),
  environment: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,11}$/, 'must be 1 to 12 lower-case letters, digits or hyphens, a letter first')
    .describe('Name of the environment; part of the name of every resource.'),
  account: z
    .string()
    .regex(/^\d{12}$/, 'must be the 12 digits of an AWS account id, in quotes')
    .describe('AWS account to deploy to. Terraform refuses any other.'),
  region: region.describe('AWS region to deploy to.'),
  bucketSuffix: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,18}[a-z0-9]$/, 'must be 2 to 20 lower-case letters, digits or hyphens')
    .describe('Ends the name of every bucket, because bucket names are unique in all of AWS.'),
  notificationEmail: z.email('must be an e-mail address').describe('Who is told of anomalies and alarms.'),
  vpcIds: withoutDuplicates(
    z.string().regex(/^vpc-[0-9a-f]{8,17}$/, 'must be a VPC id such as vpc-0a1b2c3d4e5f60718'),
  ).describe('VPCs to record flow logs of. Empty where flow logs already reach the raw bucket another way.'),
  tags: tags.default({}).describe('Tags for every resource, beside Project, Environment and Stack.'),
  deletionProtection: z
    .boolean()
    .default(true)
    .describe(
      'Whether cdktf destroy refuses to delete the findings table, and buckets that hold anything; false for environments to throw away.',
    ),
  bucketLifecycleRules: z
    .boolean()
    .default(true)
    .describe(
      'Whether what is in buckets moves to colder storage with age and expires; false where rules of your own see to that.',
    ),
  state: stateSettings.default({ type: 'local' }),
  ingestion: ingestionSettings.prefault({}),
  etl: etlSettings.prefault({}),
  mlPlatform: mlPlatformSettings.prefault({}),
  aiOrchestration: aiOrchestrationSettings.prefault({}),
  monitoring: monitoringSettings.prefault({}),
});

export type Configuration = z.infer<typeof configurationSchema>;
