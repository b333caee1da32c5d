import type { AwsOperation } from './aws-operation';
import type { Reply } from './reply';

/** The URL of a server, or a function of the request's body. */
export type Backend = string | ((body: Buffer, operation: AwsOperation) => Reply | Promise<Reply>);

export interface Backends {
  readonly miniStack: string;
  readonly moto: string;
  readonly sageMakerRuntime: string;
  /** Of Bedrock. */
  readonly converse: Backend;
  /** Of Cost Explorer. */
  readonly getCostAndUsage: Backend;
}

/**
 * What MiniStack does not have and moto has, at least in part; and EC2, of which MiniStack takes everything and describes all,
 * whatever filters ask for.
 */
const SERVICES_OF_MOTO = new Set(['ec2', 'sagemaker', 'ce', 'xray', 'quicksight']);

/** Who answers. What is nobody's goes to MiniStack, which says that it does not know it. */
export function backendOf({ service, action }: AwsOperation, backends: Backends): Backend {
  if (service === 'sagemaker-runtime') return backends.sageMakerRuntime;
  if (service === 'bedrock-runtime' && action === 'Converse') return backends.converse;
  if (service === 'ce' && action === 'GetCostAndUsage') return backends.getCostAndUsage;
  return SERVICES_OF_MOTO.has(service) ? backends.moto : backends.miniStack;
}
