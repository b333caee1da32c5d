import { isDeepStrictEqual } from 'node:util';
import {
  type Anomaly,
  type ProposedPlaybook,
  proposedPlaybookSchema,
  type RootCause,
} from '@egress/contracts';
import { isOpening, isSameRegion } from './cause-rules';
import { type CaseFact, resourcesOf } from './facts';
import { isBucketName, kindOf } from './resources';

/** Playbooks of one kind with all their parameters, one for each resource that they could act on; none if one is not known. */
type Proposals = (anomaly: Anomaly, facts: readonly CaseFact[]) => readonly ProposedPlaybook[];

const blockPublicAccess: Proposals = ({ resource: bucket }) =>
  isBucketName(bucket) ? proposals([{ id: 'block-s3-public-access', parameters: { bucket } }]) : [];

/** Only the port that served the bytes: what a group opens besides may be meant so. */
const revokeRules: Proposals = ({ evidence }, facts) => {
  const port = evidence['servicePort'];
  if (typeof port !== 'number' || port === 0) return [];
  const groups = actionable('sg', facts);
  const openings = facts.filter(({ observation }) => isOpening(observation));
  const opened = groups.filter((id) =>
    openings.some(({ observation }) => resourcesOf(observation).includes(id)),
  );
  return proposals(
    (opened.length > 0 ? opened : groups).map((groupId) => ({
      id: 'revoke-security-group-rules',
      parameters: { groupId, direction: 'ingress', port },
    })),
  );
};

const createEndpoint =
  (service: 's3' | 'dynamodb'): Proposals =>
  (anomaly, facts) => {
    const { remoteService } = anomaly.evidence;
    if (String(remoteService).toLowerCase() !== service || !isSameRegion(anomaly)) return [];
    return proposals(
      actionable('vpc', facts).map((vpcId) => ({
        id: 'create-gateway-endpoint',
        parameters: { vpcId, service },
      })),
    );
  };

const startRecording: Proposals = ({ resource }) =>
  proposals([{ id: 'start-nat-recording', parameters: { natGatewayId: resource } }]);

/** What fixes a cause, and then what tells more about it. */
const PROPOSALS: Readonly<Partial<Record<RootCause, readonly Proposals[]>>> = {
  's3-public': [blockPublicAccess],
  'sg-open': [revokeRules],
  'nat-s3': [createEndpoint('s3'), startRecording],
  'nat-ddb': [createEndpoint('dynamodb'), startRecording],
  'nat-s3-xr': [startRecording],
  'nat-aws': [startRecording],
  unknown: [startRecording],
};

/** The playbook that fixes the cause, or else tells more about it, where the facts leave no choice of what it acts on. */
export function proposePlaybook(
  cause: RootCause,
  anomaly: Anomaly,
  facts: readonly CaseFact[],
): ProposedPlaybook | undefined {
  return PROPOSALS[cause]
    ?.map((proposalsOf) => proposalsOf(anomaly, facts))
    .find(({ length }) => length === 1)?.[0];
}

/** Whether the facts give the playbook for the cause with just these parameters. */
export function followsFrom(
  facts: readonly CaseFact[],
  anomaly: Anomaly,
  cause: RootCause,
  playbook: ProposedPlaybook,
): boolean {
  const given = PROPOSALS[cause]?.flatMap((proposalsOf) => proposalsOf(anomaly, facts)) ?? [];
  return given.some((proposal) => isDeepStrictEqual(proposal, playbook));
}

/**
 * Ids of a kind that our own data or AWS Config tie to the anomaly. CloudTrail repeats names that callers put into their
 * requests: nothing is done to those.
 */
function actionable(kind: 'sg' | 'vpc', facts: readonly CaseFact[]): readonly string[] {
  const ids = facts.flatMap(({ fact }) => (fact.source === 'cloudtrail' ? [] : fact.resources));
  return [...new Set(ids)].filter((id) => kindOf(id) === kind);
}

/** Only those whose parameters validate. */
function proposals(given: readonly unknown[]): readonly ProposedPlaybook[] {
  return given.flatMap((proposal) => proposedPlaybookSchema.safeParse(proposal).data ?? []);
}
