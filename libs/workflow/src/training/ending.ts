import type { PassState, States } from '../states-language';
import { jsonata, publish } from '../tasks';
import type { TrainingResources } from './training-resources';

function ending(status: string, headline: string, reason: string): PassState {
  return {
    Type: 'Pass',
    Assign: { ending: { status, headline, reason: jsonata(`(${reason}) & ''`) } },
    Next: 'Notify ending',
  };
}

/** Tells how the training ended. */
export function endingStates({ notificationTopicArn }: TrainingResources): States {
  return {
    'Model promoted': ending('promoted', 'A new anomaly model is ready', '$promotion.reason'),
    'Model not promoted': ending(
      'not_promoted',
      'The new anomaly model is not in use',
      "$promotion.status & ': ' & $promotion.reason",
    ),
    'Training failed': ending(
      'failed',
      'Training of the anomaly model failed',
      "$fault.state & ' failed: ' & $fault.error & ' ' & $fault.cause",
    ),
    'Notify ending': publish({
      topicArn: notificationTopicArn,
      subject: '$ending.headline',
      message: "$ending.headline & '.\\n' & $ending.reason & '\\nExecution: ' & $states.context.Execution.Id",
      attributes: { status: '$ending.status' },
      next: 'Did training work?',
      onFault: 'Failed',
    }),
    'Did training work?': {
      Type: 'Choice',
      Choices: [{ Condition: jsonata("$ending.status = 'failed'"), Next: 'Failed' }],
      Default: 'Done',
    },
    Done: { Type: 'Succeed' },
    Failed: {
      Type: 'Fail',
      Error: 'TrainingFailed',
      Cause: 'The execution history says what failed.',
    },
  };
}
