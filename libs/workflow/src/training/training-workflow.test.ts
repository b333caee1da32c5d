import { TRAINING } from '../testing/example-resources';
import { type Answer, runWorkflow } from '../testing/run-workflow';
import type { TrainingResources } from './training-resources';
import { trainingWorkflow } from './training-workflow';

const ANSWERS: Readonly<Record<string, Answer | readonly Answer[]>> = {
  'Train forest': {
    result: {
      TrainingJobName: 'egress-rcf-20261121070000000-0',
      ModelArtifacts: { S3ModelArtifacts: 's3://models/rcf/model.tar.gz' },
    },
  },
  'Score training data': { result: { TransformOutput: { S3OutputPath: 's3://models/scores/x/' } } },
  'Choose threshold': { result: { status: 'computed', threshold: 1.9 } },
  'Register model': { result: { status: 'registered', reason: 'Version 1.' } },
  'Deploy model': { result: { status: 'deploying' } },
  'Check deployment': [{ result: { status: 'deploying' } }, { result: { status: 'in_service', reason: '' } }],
};

const run = (more: Readonly<Record<string, Answer>> = {}, resources: Partial<TrainingResources> = {}) =>
  runWorkflow(trainingWorkflow({ ...TRAINING, ...resources }), {}, { ...ANSWERS, ...more });

it('trains, scores, and promotes with the threshold of the scores', async () => {
  const { visited, calls } = await run();
  expect(calls.get('Train forest')).toMatchObject({
    TrainingJobName: 'egress-rcf-20261121070000000-0',
    HyperParameters: { feature_dim: '8', num_trees: '100', num_samples_per_tree: '256' },
  });
  expect(calls.get('Choose threshold')!['Payload']).toEqual({
    step: 'threshold',
    scoresUri: 's3://models/scores/x/',
  });
  expect(calls.get('Register model')!['Payload']).toEqual({
    step: 'register',
    model: {
      name: 'egress-rcf-20261121070000000-0',
      image: TRAINING.trainingImage,
      dataUrl: 's3://models/rcf/model.tar.gz',
    },
    threshold: 1.9,
  });
  expect(visited.filter((state) => state === 'Let it bake')).toHaveLength(2);
  expect(calls.get('Notify ending')).toMatchObject({ Subject: 'A new anomaly model is ready' });
});

it('stops after registering where no endpoint is wanted', async () => {
  const { visited } = await run({}, { endpoint: 'none' });
  expect(visited).not.toContain('Deploy model');
  expect(visited).toContain('Model promoted');
});

it.each([
  ['Choose threshold', 'too_few_scores', 'Register model'],
  ['Register model', 'pending_approval', 'Deploy model'],
  ['Check deployment', 'rolled_back', 'Model promoted'],
])('ends after %s says %s, and says so', async (state, status, next) => {
  const { visited, calls, ended } = await run({ [state]: { result: { status, reason: 'Because.' } } });
  expect(visited).not.toContain(next);
  expect(calls.get('Notify ending')!['Message']).toContain(`${status}: Because.`);
  expect(ended).toBe('Succeed');
});

it('tells of a job that failed', async () => {
  const { calls, ended } = await run({ 'Train forest': { error: 'States.TaskFailed' } });
  expect(calls.get('Notify ending')!['Message']).toContain('Train forest failed: States.TaskFailed because');
  expect(ended).toBe('Fail');
});
