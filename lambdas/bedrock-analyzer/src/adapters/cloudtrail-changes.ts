import { setTimeout } from 'node:timers/promises';
import { type CloudTrailClient, type LookupAttribute, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { Anomaly } from '@egress/contracts';
import * as z from 'zod';
import type { Change, Observation } from '../domain/observation';
import { partialAnswers } from '../domain/partial-answers';
import { idsIn, resourcesToAskAbout } from '../domain/resources';
import { eventsFiledElsewhere } from '../domain/telling-events';

const HOUR_MS = 3600 * 1000;
const HOURS_BEFORE_ONSET = 24;
/** Two a second are allowed in an account and region; other analyses, and people, want their share. */
const MS_BETWEEN_LOOKUPS = 600;

const parsedEvent = z.object({
  userAgent: z.string().default('unknown'),
  /** Present if the call failed: nothing was changed then. */
  errorCode: z.string().optional(),
  requestParameters: z.unknown().optional(),
  responseElements: z.unknown().optional(),
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
 * Management events of the day before the onset or its first hour that wrote to the anomaly's resources, and those that may
 * explain it though they are filed under others: whose these are is not known here. Asks for one attribute after the other,
 * as CloudTrail takes one per lookup and two lookups a second. The 50 newest events of each are looked at.
 */
export async function cloudTrailChanges(
  client: CloudTrailClient,
  anomaly: Anomaly,
  abortSignal: AbortSignal,
): Promise<readonly Observation[]> {
  const answers = partialAnswers('cloudtrail');
  const changes = new Map<string, Change>();
  for (const [index, attribute] of attributesOf(anomaly).entries()) {
    const found = await answers.ask(async () => {
      if (index > 0) await setTimeout(MS_BETWEEN_LOOKUPS, undefined, { signal: abortSignal });
      return lookUp(client, attribute, anomaly, abortSignal);
    });
    // An event may be found by two attributes.
    for (const change of found) changes.set(JSON.stringify(change), change);
  }
  return answers.complete([...changes.values()]);
}

function attributesOf(anomaly: Anomaly): readonly LookupAttribute[] {
  return [
    ...resourcesToAskAbout(anomaly).map(
      ({ id }) => ({ AttributeKey: 'ResourceName', AttributeValue: id }) as const,
    ),
    ...eventsFiledElsewhere(anomaly).map(
      (name) => ({ AttributeKey: 'EventName', AttributeValue: name }) as const,
    ),
  ];
}

async function lookUp(
  client: CloudTrailClient,
  attribute: LookupAttribute,
  anomaly: Anomaly,
  abortSignal: AbortSignal,
): Promise<readonly Change[]> {
  const onset = Date.parse(anomaly.onset);
  const request = new LookupEventsCommand({
    LookupAttributes: [attribute],
    StartTime: new Date(onset - HOURS_BEFORE_ONSET * HOUR_MS),
    EndTime: new Date(onset + HOUR_MS),
    MaxResults: 50,
  });
  const { Events } = answerSchema.parse(await client.send(request, { abortSignal }));
  return Events.filter(isWrite).map(changeOf);
}

function changeOf({ CloudTrailEvent: details, Resources, ...event }: Event): Change {
  const request = JSON.stringify(details.requestParameters ?? null);
  const response = JSON.stringify(details.responseElements ?? null);
  const named = Resources.flatMap(({ ResourceName }) => ResourceName ?? []);
  return {
    kind: 'change',
    eventName: event.EventName,
    at: event.EventTime.toISOString(),
    user: event.Username,
    userAgent: details.userAgent,
    // CloudTrail does not list all resources of an event: that of DisassociateRouteTable is in its request alone.
    resources: [...new Set([...named, ...idsIn(request), ...idsIn(response)])],
    namesTheWorld: /"(0\.0\.0\.0|::)\/0"/.test(request),
    blocksPublicAccess: (request.match(/"(Block|Ignore|Restrict)Public\w+":true/g) ?? []).length === 4,
  };
}

type Event = z.output<typeof answerSchema>['Events'][number];

function isWrite(event: Event): boolean {
  return event.ReadOnly !== 'true' && event.CloudTrailEvent.errorCode === undefined;
}
