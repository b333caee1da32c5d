/** Stretches of the remediation workflow, as the states that an execution enters. */

export const ARRIVAL = ['Receive anomaly', 'Is it a retry?'];
export const INTAKE = [...ARRIVAL, 'Record finding', 'Is it ours?', 'Which type is it?'];
export const ANALYSIS_PATH = ['Analyze root cause', 'Record analysis', 'Is the cause clear?'];
export const PLANNING = ['Plan remediation', 'Is there a plan?', 'Record plan', 'How far may it go?'];
export const ASKING = ['Ask for approval', 'Wait for approval', 'Is it approved?'];
export const APPROVED = [...ASKING, 'Record approval'];
export const APPLYING = ['Apply plan', 'Was it applied?'];
export const VERIFYING = ['Verify change', 'Is it in effect?'];
/** Read back until a minute is over. */
export const NEVER_IN_EFFECT = [
  ...Array.from({ length: 5 }, () => [...VERIFYING, 'Wait to read back']).flat(),
  ...VERIFYING,
];
export const RECORDING = ['Record start', 'Wait for its end', 'End it'];
/** A change for some hours, from its anomaly to whether it could be taken back. */
export const THROUGH_RECORDING = [
  ...INTAKE,
  ...PLANNING,
  ...APPLYING,
  ...VERIFYING,
  ...RECORDING,
  'Has it ended?',
];

const TELLING = ['Record outcome', 'Notify outcome', 'Did it work?'];
export const DONE = [...TELLING, 'Done'];
export const FAILED = [...TELLING, 'Failed'];
export const UNRECORDED = [
  'Record outcome',
  'Outcome not recorded',
  'Notify outcome',
  'Did it work?',
  'Failed',
];
export const UNHEARD = ['Record outcome', 'Notify outcome', 'Record lost notification', 'Failed'];
