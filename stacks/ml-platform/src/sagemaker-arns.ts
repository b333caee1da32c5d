import type { EgressStack } from '@egress/module-foundation';

/** What the training workflow begins the names of its jobs, models and endpoint configurations with. */
const NAME_PREFIX = 'egress-rcf-';

type Kind = 'training-job' | 'transform-job' | 'model' | 'endpoint-config';

/** The ARN pattern of what the training workflow makes of a kind. */
export function madeByTraining({ deployment }: EgressStack, kind: Kind): string {
  return `arn:aws:sagemaker:${deployment.region}:${deployment.account}:${kind}/${NAME_PREFIX}*`;
}
