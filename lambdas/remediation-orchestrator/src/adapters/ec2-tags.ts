import type { ResourceType, TagSpecification } from '@aws-sdk/client-ec2';
import * as z from 'zod';

/** Tags as EC2 answers them. */
export const tagsAnswer = z.array(z.object({ Key: z.string(), Value: z.string().default('') })).default([]);

/** For the request that creates a resource. */
export function tagSpecification(
  ResourceType: ResourceType,
  tags: Readonly<Record<string, string>>,
): TagSpecification {
  return { ResourceType, Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
}
