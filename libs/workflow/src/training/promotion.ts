import type { ChoiceState, JsonObject, States, TaskState } from '../states-language';
import { invokeLambda, jsonata } from '../tasks';
import type { TrainingResources } from './training-resources';

/** How long a blue/green deployment is watched at most; model-promoter lets SageMaker take half an hour. */
export const DEPLOYMENT_SECONDS = 3600;

/**
 * From scores to a model in use. model-promoter does each step and says in `status` whether the next one makes sense:
 * `computed`, `registered`, `deploying`, `in_service`. Any other status ends the workflow with its reason.
 */
export function promotionStates({ modelPromoterArn, endpoint }: TrainingResources): States {
  const promote = (step: string, input: JsonObject, next: string): TaskState =>
    invokeLambda({
      functionArn: modelPromoterArn,
      payload: { step, ...input },
      resultVariable: 'promotion',
      next,
      onFault: 'Training failed',
    });
  const goOnIf = (status: string, next: string): ChoiceState => ({
    Type: 'Choice',
    Choices: [{ Condition: jsonata(`$promotion.status = '${status}'`), Next: next }],
    Default: 'Model not promoted',
  });
  const model = jsonata('$model');
  const threshold = jsonata('$threshold');
  return {
    'Choose threshold': {
      ...promote('threshold', { scoresUri: jsonata('$scoresUri') }, 'Is there a threshold?'),
      Assign: {
        promotion: jsonata('$states.result.Payload'),
        threshold: jsonata('[$states.result.Payload.threshold, null][0]'),
      },
    },
    'Is there a threshold?': goOnIf('computed', 'Register model'),
    'Register model': promote('register', { model, threshold }, 'Is it registered?'),
    'Is it registered?': goOnIf('registered', endpoint === 'none' ? 'Model promoted' : 'Deploy model'),
    ...(endpoint !== 'none' && {
      'Deploy model': promote('deploy', { model }, 'Is it being deployed?'),
      'Is it being deployed?': goOnIf('deploying', 'Let it bake'),
      'Let it bake': { Type: 'Wait', Seconds: 60, Next: 'Check deployment' },
      'Check deployment': promote('check', { model, threshold }, 'Is it in service?'),
      'Is it in service?': {
        Type: 'Choice',
        Choices: [
          { Condition: jsonata("$promotion.status = 'deploying'"), Next: 'Let it bake' },
          { Condition: jsonata("$promotion.status = 'in_service'"), Next: 'Model promoted' },
        ],
        Default: 'Model not promoted',
      },
    }),
  };
}
