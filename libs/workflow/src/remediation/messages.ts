/** Texts for people, as JSONata over the workflow's variables. */

const ABOUT = `
  'Anomaly:  ' & $anomaly.anomalyType & ' (' & $anomaly.severity & '), since ' & $anomaly.onset,
  'Resource: ' & $anomaly.resource & ' in ' & $anomaly.account & ' ' & $anomaly.region,
  'At stake: ' & $formatNumber($anomaly.usdPerDay, '#,##0.00') & ' USD a day'`;

const CHANGES = `$join($plan.changes.(
  '  ' & action & ' ' & target & ': ' & $string(before) & ' -> ' & $string(after)
), '\\n')`;

const PLAN = `
  'Playbook: ' & $plan.playbook,
  $plan.blastRadius,
  ${CHANGES},
  'The fix costs ' & $formatNumber($plan.usdPerMonth, '#,##0.00') & ' USD a month.'`;

const lines = (parts: string) => `$join([${parts}], '\\n')`;

/** Asks for an approval: what would change, and how to answer. */
export const APPROVAL_MESSAGE = {
  subject: `'[' & $anomaly.severity & '] Approve a change of ' & $anomaly.resource & '?'`,
  message: lines(`
    'A fix for ' & $anomaly.resource & ' waits for your approval.', '',
    ${ABOUT}, '',
    ${PLAN}, '',
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
    $type($analysis) = 'object' ? ['', 'Root cause: ' & $analysis.cause & '. ' & $analysis.narrative] : [],
    $plan.status = 'planned' ? ['', ${PLAN}] : [],
    $outcome.status = 'remediated' ? ['', 'To undo it: egress undo ' & $anomaly.id] : []`),
} as const;
