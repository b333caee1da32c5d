import { InvokeEndpointCommand, type SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { decodeScores, encodeVectors, type Vector } from '@egress/sagemaker-rcf';

const ACCEPT = 'application/json';
const CONTENT_TYPE = 'text/csv';

/**
 * Scores vectors in one request, in their order. Throws when the endpoint does, when a vector is none that an endpoint
 * takes, and when the answer is not one finite score per vector.
 */
export async function scoreVectors(
  client: SageMakerRuntimeClient,
  endpointName: string,
  vectors: readonly Vector[],
): Promise<readonly number[]> {
  const { Body } = await client.send(
    new InvokeEndpointCommand({
      EndpointName: endpointName,
      ContentType: CONTENT_TYPE,
      Accept: ACCEPT,
      Body: encodeVectors(vectors, CONTENT_TYPE),
    }),
  );
  const scores = readAnswer(Body ?? new Uint8Array(), endpointName);
  if (scores.length === vectors.length) return scores;
  throw new Error(`${endpointName}: ${scores.length} scores for ${vectors.length} vectors`);
}

function readAnswer(body: Uint8Array, endpointName: string): readonly number[] {
  try {
    return decodeScores(body, ACCEPT);
  } catch (cause) {
    const start = Buffer.from(body).toString().slice(0, 200);
    throw new Error(`${endpointName}: the answer holds no scores: ${start}`, { cause });
  }
}
