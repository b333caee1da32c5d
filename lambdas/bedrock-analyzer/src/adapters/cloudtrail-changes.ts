import { type CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { Anomaly } from '@egress/contracts';
import * as z from 'zod';
import type { Change } from '../domain/observation';
import { resourcesToAskAbout } from '../domain/resources';

const HOUR_MS = 3600 * 1000;
const HOURS_BEFORE_ONSET = 24;
const MOST_CHANGES = 10;

const parsedEvent = z.object({
  userAgent: z.string().default('unknown'),
  /** Present if the call failed: nothing was changed then. */
  errorCode: z.string().optional(),
  requestParameters: z.unknown(),
});

const answerSchema = z.object({
  Events: z
    .array(
      z.object({
        EventName: z.string(),
        EventTime: z.date(),
        /** A string in CloudTrail's answers. */
        ReadOnly: z.string().default('false'),
        Username: z.string().default('unknown'),
        Resources: z.array(z.object({ ResourceName: z.string().optional() })).default([]),
        CloudTrailEvent: z
          .string()
          .default('{}')
          .transform((text) => JSON.parse(text) as unknown)
          .pipe(parsedEvent),
      }),
    )
    .default([]),
});

/**
 * Management events that wrote to the anomaly's resources in the day before its onset or its first hour, newest first. Asks
 * for one resource after the other: CloudTrail takes one attribute per lookup and two lookups a second. The 50 newest
 * events of each are looked at.
 */
export async function cloudTrailChanges(
  client: CloudTrailClient,
  anomaly: Anomaly,
  abortSignal: AbortSignal,
): Promise<readonly Change[]> {
  const onset = Date.parse(anomaly.onset);
  const changes: Change[] = [];
  for (const { id } of resourcesToAskAbout(anomaly)) {
    const answer = await client.send(
      new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: id }],
        StartTime: new Date(onset - HOURS_BEFORE_ONSET * HOUR_MS),
        EndTime: new Date(onset + HOUR_MS),
        MaxResults: 50,
      }),
      { abortSignal },
    );
    const { Events } = answerSchema.parse(answer);
    changes.push(
      ...Events.filter(isWrite).map((event): Change => ({
        kind: 'change',
        eventName: event.EventName,
        at: event.EventTime.toISOString(),
        user: event.Username,
        userAgent: event.CloudTrailEvent.userAgent,
        resources: event.Resources.flatMap(({ ResourceName }) => ResourceName ?? []).slice(0, 5),
        namesTheWorld: /"(0\.0\.0\.0|::)\/0"/.test(
          JSON.stringify(event.CloudTrailEvent.requestParameters ?? null),
        ),
      })),
    );
  }
  return changes.sort((left, right) => (left.at > right.at ? -1 : 1)).slice(0, MOST_CHANGES);
}

function isWrite(event: z.output<typeof answerSchema>['Events'][number]): boolean {
  return event.ReadOnly !== 'true' && event.CloudTrailEvent.errorCode === undefined;
}
