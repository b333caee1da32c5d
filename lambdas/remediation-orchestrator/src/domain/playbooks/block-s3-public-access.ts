import { type PlannedChange, playbookParametersSchemas } from '@egress/contracts';
import * as z from 'zod';
import type { PublicAccessBlock } from '../account-access';
import { isSame } from '../fingerprint';
import { definePlaybook } from '../playbook';

const BLOCKED: PublicAccessBlock = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};

const publicAccessBlock = z.strictObject({
  blockPublicAcls: z.boolean(),
  ignorePublicAcls: z.boolean(),
  blockPublicPolicy: z.boolean(),
  restrictPublicBuckets: z.boolean(),
});

const BLAST_RADIUS =
  'Requests that a public policy or ACL lets in are refused from then on; requests signed by principals of this account go on.';
const WEBSITE =
  ' The bucket serves a website: its visitors will get 403 unless they come through CloudFront with OAC.';

/** Turns on all four switches of the bucket's own public access block. Policies, ACLs and objects stay as they are. */
export const blockS3PublicAccess = definePlaybook({
  id: 'block-s3-public-access',
  description:
    "Turns on all four switches of the bucket's own public access block. Undo brings back the four as they were, or takes the block away where there was none. Policies, ACLs and objects stay as they are throughout.",
  anomalyTypes: ['S3_Public_Access'],
  parameters: playbookParametersSchemas['block-s3-public-access'],
  permissions: [
    {
      actions: ['s3:GetBucketPublicAccessBlock', 's3:GetBucketTagging', 's3:GetBucketWebsite'],
      resource: 'bucket',
      reason: 'Which bucket will be public is not known beforehand; reads the state that is saved.',
    },
    {
      actions: ['s3:PutBucketPublicAccessBlock'],
      resource: 'bucket',
      reason: 'The change and its undo; deleting the block needs the same action.',
    },
  ],
  before: publicAccessBlock.nullable(),
  parametersOf: ({ resource }) => ({ bucket: resource }),

  plan: async ({ bucket }, { buckets }) => {
    const found = await buckets.find(bucket);
    return (
      found && {
        resource: bucket,
        before: found.publicAccessBlock,
        tagKeys: found.tagKeys,
        changes: switchesToTurnOn(bucket, found.publicAccessBlock),
        blastRadius: BLAST_RADIUS + (found.isWebsite ? WEBSITE : ''),
        usdPerMonth: 0,
      }
    );
  },

  apply: async ({ bucket }, before, { buckets }) => {
    const found = await buckets.find(bucket);
    if (found && isSame(found.publicAccessBlock, BLOCKED))
      return { done: true, reason: `${bucket} is blocked.` };
    if (!found || !isSame(found.publicAccessBlock, before)) return changedMeanwhile(bucket);
    await buckets.putPublicAccessBlock(bucket, BLOCKED);
    return { done: true, reason: `Public access to ${bucket} was blocked.` };
  },

  verify: async ({ bucket }, _before, { buckets }) => {
    const found = await buckets.find(bucket);
    if (!found) return { done: false, reason: `${bucket} does not exist any more.` };
    const off = switchesToTurnOn(bucket, found.publicAccessBlock).length;
    return off === 0
      ? { done: true, reason: `All four switches of ${bucket} read back as on.` }
      : { done: false, reason: `${off} of the four switches of ${bucket} are off.` };
  },

  undo: async ({ bucket }, before, { buckets }, { created }) => {
    const found = await buckets.find(bucket);
    const isAsBefore = found !== undefined && isSame(found.publicAccessBlock, before);
    // Where it is on record as blocked, S3 may only not show it yet: writing the same again hurts nobody.
    if (isAsBefore && !created) return { done: true, reason: `${bucket} is as it was.` };
    if (!found || !(isAsBefore || isSame(found.publicAccessBlock, BLOCKED))) return changedMeanwhile(bucket);
    if (before) await buckets.putPublicAccessBlock(bucket, before);
    else await buckets.deletePublicAccessBlock(bucket);
    return { done: true, reason: `The public access block of ${bucket} is as it was before.` };
  },
});

function switchesToTurnOn(bucket: string, block: PublicAccessBlock | null): readonly PlannedChange[] {
  return (Object.keys(BLOCKED) as (keyof PublicAccessBlock)[])
    .filter((name) => !block?.[name])
    .map((name) => ({
      action: `turn on ${name}`,
      target: bucket,
      before: block ? 'off' : 'not configured',
      after: 'on',
    }));
}

function changedMeanwhile(bucket: string) {
  return { done: false, reason: `Someone else changed or deleted the public access block of ${bucket}.` };
}
