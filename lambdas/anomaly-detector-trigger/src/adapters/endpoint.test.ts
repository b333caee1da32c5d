import { ModelError, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { PayloadError } from '@egress/sagemaker-rcf';
import { type RuntimeServer, startRuntimeServer } from '@egress/sagemaker-rcf/runtime-server';
import { scoreVectors } from './endpoint';

let server: RuntimeServer;
let client: SageMakerRuntimeClient;

beforeAll(async () => {
  server = await startRuntimeServer({
    score: (_endpointName, vectors) =>
      vectors.map(([first = 0, ...rest]) => {
        if (rest.length !== 1) throw new PayloadError('the model takes 2 features');
        return first;
      }),
  });
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  client = new SageMakerRuntimeClient({ endpoint: server.url, region: 'us-east-1', credentials });
});
afterAll(async () => {
  client.destroy();
  await server.close();
});

it('gets the scores of an endpoint in the order of the vectors', async () => {
  const vectors = Array.from({ length: 100 }, (_, i) => [i / 8, -i]);
  expect(await scoreVectors(client, 'egress', vectors)).toEqual(vectors.map(([first]) => first));
});

it('fails with the endpoint’s words when the vectors are not those of its model', async () => {
  const answer = scoreVectors(client, 'egress', [[1, 2, 3]]);
  await expect(answer).rejects.toThrow(ModelError);
  await expect(answer).rejects.toThrow('the model takes 2 features');
});

it('asks no endpoint for the score of what is no number', async () => {
  await expect(scoreVectors(client, 'egress', [[1, Number.NaN]])).rejects.toThrow(
    'vector 1: feature 2 is NaN',
  );
});
