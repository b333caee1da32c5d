import {
  type ConfigServiceClient,
  GetResourceConfigHistoryCommand,
  type ResourceType,
  SelectResourceConfigCommand,
} from '@aws-sdk/client-config-service';
import type { Anomaly } from '@egress/contracts';
import * as z from 'zod';
import type { ConfigurationItem } from '../domain/configuration-changes';
import type { Observation } from '../domain/observation';
import { kindOf } from '../domain/resources';
import { surroundings } from '../domain/surroundings';

const HOUR_MS = 3600 * 1000;

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

const selectedSchema = z.object({
  Results: z
    .array(
      z
        .string()
        .transform((text) => JSON.parse(text) as unknown)
        .pipe(z.object({ resourceId: z.string() })),
    )
    .default([]),
});

/** What AWS Config knows of the anomaly's resources and of what surrounds them. */
export async function configChanges(
  client: ConfigServiceClient,
  anomaly: Anomaly,
  abortSignal: AbortSignal,
): Promise<readonly Observation[]> {
  const laterTime = new Date(Date.parse(anomaly.onset) + HOUR_MS);
  return surroundings(anomaly, {
    historyOf: async ({ id, type }) => {
      if (type === undefined) return [];
      // Without an earliest time: what did not change for a month has items all the same, and relations in them.
      const request = new GetResourceConfigHistoryCommand({
        resourceType: type as ResourceType,
        resourceId: id,
        laterTime,
        chronologicalOrder: 'Reverse',
        limit: 10,
      });
      return unlessUnknown(async () => {
        const answer = answerSchema.parse(await client.send(request, { abortSignal }));
        return answer.configurationItems.map((item) => itemOf(id, item));
      });
    },
    routeTablesOf: async (id) => {
      const request = new SelectResourceConfigCommand({ Expression: routeTablesQuery(id), Limit: 20 });
      const { Results } = selectedSchema.parse(await client.send(request, { abortSignal }));
      return Results.map(({ resourceId }) => resourceId);
    },
  });
}

/**
 * Config relates route tables to subnets, but no longer subnets to route tables. The properties are those of
 * https://github.com/awslabs/aws-config-resource-schema (AWS::EC2::RouteTable).
 */
function routeTablesQuery(id: string): string {
  const property =
    kindOf(id) === 'nat' ? 'configuration.routes.natGatewayId' : 'configuration.associations.subnetId';
  return `SELECT resourceId WHERE resourceType = 'AWS::EC2::RouteTable' AND ${property} = '${id}'`;
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
