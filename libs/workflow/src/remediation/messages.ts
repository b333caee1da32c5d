import { HOURS_PER_MONTH } from '@egress/contracts';

/** Texts for people, as JSONata over the workflow's variables. Text from outside stands in them as it is: they are plain text. */

const usd = (amount: string) => `$formatNumber(${amount}, '#,##0.00') & ' USD'`;

/**
 * Forecast: USD per month of 730 h that the fix saves while the newest hour's pace lasts, after its own cost. What is in place
 * for some hours only mends nothing.
 */
export const SAVING_USD_PER_MONTH = `($exists($plan.endsAfterHours) ? 0
  : $round($anomaly.usdPerDay * ${HOURS_PER_MONTH} / 24 - $plan.usdPerMonth, 2))`;

const ABOUT = `
  'Anomaly: ' & $anomaly.anomalyType & ' (' & $anomaly.severity & '), since ' & $anomaly.onset,
  'Resource: ' & $anomaly.resource & ' in ' & $anomaly.account & ' ' & $anomaly.region,
  'At stake: ' & ${usd('$anomaly.usdPerDay')} & ' a day'`;

const CHANGES = `$join($plan.changes.(
  '- ' & action & ' ' & target & ': ' & $string(before) & ' -> ' & $string(after)
), '\\n')`;

const PLAN = `
  'Playbook: ' & $plan.playbook,
  $plan.blastRadius,
  ${CHANGES},
  $exists($plan.endsAfterHours)
    ? 'It finds something out and saves nothing by itself. It costs about ' & ${usd('$plan.usdPerMonth')}
      & ' once, and is taken back after ' & $string($plan.endsAfterHours) & ' h.'
    : 'Saving, as a forecast: about ' & ${usd(SAVING_USD_PER_MONTH)} & ' a month at this pace; the fix itself costs '
      & ${usd('$plan.usdPerMonth')}`;

/** Outcomes after which nothing is in place, and another try may end better. */
const RETRYABLE = ['capped', 'expired', 'stopped', 'precondition_failed', 'failed', 'undone'];

const CAUSE = `'Cause: ' & $analysis.cause & ', confidence ' & $string($analysis.confidence)
  & ($analysis.status = 'explained' ? '' : ', by rules alone: ' & $analysis.rejectedBecause),
  $analysis.narrative,
  $join($analysis.facts.('- ' & id & ': ' & text), '\\n')`;

const lines = (parts: string) => `$join([${parts}], '\\n')`;
const linesIf = (condition: string, parts: string) => `${condition} ? ['', ${parts}] : []`;
const isAnalyzed = "$type($analysis) = 'object'";

/** Asks for an approval: what would change, why, and how to answer. */
export const APPROVAL_MESSAGE = {
  subject: `'[' & $anomaly.severity & '] Approve a change of ' & $anomaly.resource & '?'`,
  message: lines(`
    'A fix for ' & $anomaly.resource & ' waits for your approval.', '',
    ${ABOUT}, '',
    ${PLAN},
    ${linesIf(isAnalyzed, CAUSE)}, '',
    'To apply it: egress approve ' & $anomaly.id,
    'To turn it down: egress reject ' & $anomaly.id`),
} as const;

/** Tells how it ended: what happened, why, the money, and the way back. */
export const OUTCOME_MESSAGE = {
  subject: `'[' & $anomaly.severity & '] ' & $anomaly.resource & ' ' & $outcome.headline`,
  message: lines(`
    $anomaly.resource & ' ' & $outcome.headline & '.',
    $outcome.reason, '',
    ${ABOUT},
    ${linesIf("$plan.status = 'planned'", PLAN)},
    ${linesIf(isAnalyzed, CAUSE)}, '',
    $outcome.undoable
      ? 'To undo it: egress undo ' & $anomaly.id
      : 'There is nothing to undo: nothing is different from before.',
    $outcome.status in ${JSON.stringify(RETRYABLE)} and $not($outcome.undoable)
      ? 'To plan it anew: egress retry ' & $anomaly.id : [],
    'The whole story: egress findings ' & $anomaly.id`),
} as const;
