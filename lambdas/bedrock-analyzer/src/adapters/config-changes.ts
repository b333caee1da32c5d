import {
  type ConfigServiceClient,
  GetResourceConfigHistoryCommand,
  type ResourceType,
} from '@aws-sdk/client-config-service';
import type { Anomaly } from '@egress/contracts';
import * as z from 'zod';
import { type ConfigurationItem, configurationChanges } from '../domain/configuration-changes';
import type { Observation } from '../domain/observation';
import { resourcesToAskAbout } from '../domain/resources';

const HOUR_MS = 3600 * 1000;
const DAYS_BEFORE_ONSET = 7;
const MOST_OBSERVATIONS = 11;

const answerSchema = z.object({
  configurationItems: z
    .array(
      z.object({
        configurationItemCaptureTime: z.date(),
        /** JSON; absent in the item of a deleted resource. */
        configuration: z
          .string()
          .default('{}')
          .transform((text) => JSON.parse(text) as unknown)
          .pipe(z.record(z.string(), z.unknown()).nullable()),
        /** Values are JSON in themselves. */
        supplementaryConfiguration: z.record(z.string(), z.string()).default({}),
        relationships: z.array(z.object({ resourceId: z.string().optional() })).default([]),
      }),
    )
    .default([]),
});

/**
 * What AWS Config recorded to have changed of the anomaly's resources in the week before its onset or its first hour, newest
 * first, and what they belong to.
 */
export async function configChanges(
  client: ConfigServiceClient,
  anomaly: Anomaly,
  abortSignal: AbortSignal,
): Promise<readonly Observation[]> {
  const onset = Date.parse(anomaly.onset);
  const histories = await Promise.all(
    resourcesToAskAbout(anomaly).map(async ({ id, type }) => {
      if (type === undefined) return [];
      const request = new GetResourceConfigHistoryCommand({
        resourceType: type as ResourceType,
        resourceId: id,
        earlierTime: new Date(onset - DAYS_BEFORE_ONSET * 24 * HOUR_MS),
        laterTime: new Date(onset + HOUR_MS),
        chronologicalOrder: 'Reverse',
        limit: 10,
      });
      return unlessUnknown(async () => {
        const answer = answerSchema.parse(await client.send(request, { abortSignal }));
        return answer.configurationItems.map((item) => itemOf(id, item));
      });
    }),
  );
  return histories.flatMap((items) => configurationChanges(items)).slice(0, MOST_OBSERVATIONS);
}

function itemOf(
  resource: string,
  item: z.output<typeof answerSchema>['configurationItems'][number],
): ConfigurationItem {
  const fields = Object.entries(item.configuration ?? {}).map(([name, value]) => [
    name,
    JSON.stringify(value),
  ]);
  return {
    resource,
    at: item.configurationItemCaptureTime.toISOString(),
    fields: { ...Object.fromEntries(fields), ...item.supplementaryConfiguration },
    related: item.relationships.flatMap(({ resourceId }) => resourceId ?? []),
  };
}

/** Config answers with an error for a resource that it has never recorded. */
async function unlessUnknown(
  read: () => Promise<readonly ConfigurationItem[]>,
): Promise<readonly ConfigurationItem[]> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotDiscoveredException') return [];
    throw error;
  }
}
