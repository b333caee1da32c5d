import type { States } from '../states-language';
import { jsonata } from '../tasks';
import { remediationStep } from './change';
import { attribute, updateFinding } from './finding-record';
import { outcome } from './outcome';
import type { RemediationResources } from './remediation-resources';

/**
 * A change that is in place for some hours only, which are the recordings: says so in the finding meanwhile, and takes it back
 * when its time is over. It saves nothing, and nothing was fixed. That somebody took it back earlier does no harm.
 */
export function temporaryChangeStates(resources: RemediationResources): States {
  return {
    'Record start': updateFinding({
      tableName: resources.findingsTableName,
      expression: 'SET #status = :recording, reason = :reason, undoable = :undoable, endsAt = :endsAt',
      values: {
        ':recording': { S: 'recording' },
        ':reason': attribute("$verify.reason & ''"),
        ':undoable': { BOOL: true },
        ':endsAt': attribute('$fromMillis($millis() + $plan.endsAfterHours * 3600000)'),
      },
      next: 'Wait for its end',
      // A recording that the finding does not tell of must end all the same.
      onFault: 'Wait for its end',
    }),
    'Wait for its end': {
      Type: 'Wait',
      Seconds: jsonata('$round($plan.endsAfterHours * 3600)'),
      Next: 'End it',
    },
    'End it': remediationStep(resources, {
      step: 'undo',
      input: { by: 'the workflow, as its time was over' },
      next: 'Has it ended?',
      onFault: 'Faulted',
    }),
    'Has it ended?': {
      Type: 'Choice',
      Choices: [{ Condition: jsonata("$undo.status = 'undone'"), Next: 'Recorded' }],
      Default: 'Rolled back',
    },
    Recorded: outcome({
      status: "'recorded'",
      headline: "'was recorded; nothing was fixed'",
      reason: "$verify.reason & ' ' & $undo.reason",
    }),
  };
}
