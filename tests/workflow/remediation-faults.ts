import * as answers from './remediation-answers';
import {
  APPLYING,
  ARRIVAL,
  ASKING,
  DONE,
  FAILED,
  INTAKE,
  NEVER_IN_EFFECT,
  PLANNING,
  RECORDING,
  THROUGH_RECORDING,
  UNHEARD,
  UNRECORDED,
  VERIFYING,
} from './remediation-paths';
import { answer, HOW_TO_UNDO, NOTHING_TO_UNDO, type Scenario, UNCLEAR } from './remediation-scenario';
import type { ScriptedAnswer } from './scripted-function';

const BROKEN: ScriptedAnswer = { throws: 'the function broke' };
const THROTTLED = 'DynamoDB.ProvisionedThroughputExceededException';
const SNS_DOWN = 'SNS.InternalErrorException';

/** A state that keeps failing, on its way to the record of a failure. */
const faulted = (
  state: string,
  scenario: Pick<Scenario, 'machine' | 'enters'> & Partial<Scenario>,
): Scenario => ({
  status: 'failed',
  tells: [/could not be handled/, new RegExp(`${state} failed: `), NOTHING_TO_UNDO],
  ...scenario,
  enters: [...scenario.enters, state, 'Faulted', ...FAILED],
});

/** Scenarios by name in which something keeps failing. */
export const FAULTS: Readonly<Record<string, Scenario>> = {
  'broke-off-and-undone': {
    machine: 'auto',
    script: { apply: BROKEN },
    enters: [...INTAKE, ...PLANNING, 'Apply plan', 'Let it settle', 'Undo change', 'Rolled back', ...FAILED],
    status: 'undone',
    tells: [/Apply plan failed: .*the function broke/, NOTHING_TO_UNDO],
  },
  'faulty-analyzer': faulted('Analyze root cause', {
    machine: 'auto',
    ...UNCLEAR,
    script: { analyze: BROKEN },
    enters: INTAKE,
  }),
  'faulty-plan': faulted('Plan remediation', { machine: 'auto', script: { plan: BROKEN }, enters: INTAKE }),
  'faulty-verification': faulted('Verify change', {
    machine: 'auto',
    script: { verify: BROKEN },
    enters: [...INTAKE, ...PLANNING, ...APPLYING],
    tells: [/Verify change failed/, HOW_TO_UNDO],
  }),
  'faulty-undo': faulted('Undo change', {
    machine: 'auto',
    script: { verify: answer(answers.NOT_VERIFIED), undo: BROKEN },
    enters: [...INTAKE, ...PLANNING, ...APPLYING, ...NEVER_IN_EFFECT],
    tells: [/Undo change failed/, HOW_TO_UNDO],
  }),
  'faulty-end-of-a-recording': faulted('End it', {
    machine: 'auto',
    script: { plan: answer(answers.TEMPORARY_PLAN), undo: BROKEN },
    enters: [
      ...INTAKE,
      ...PLANNING,
      ...APPLYING,
      ...VERIFYING,
      ...RECORDING.filter((state) => state !== 'End it'),
    ],
    tells: [/End it failed/, HOW_TO_UNDO],
  }),
  'table-throttled-at-a-recording': {
    machine: 'auto',
    script: { plan: answer(answers.TEMPORARY_PLAN) },
    faults: { 'Record start': THROTTLED },
    enters: [...THROUGH_RECORDING, 'Recorded', ...DONE],
    status: 'recorded',
    tells: [/was recorded; nothing was fixed/],
  },
  'no-function-free': faulted('Plan remediation', {
    machine: 'observe',
    faults: { 'Plan remediation': 'Lambda.TooManyRequestsException' },
    enters: INTAKE,
  }),
  'table-throttled-at-intake': faulted('Record finding', {
    machine: 'auto',
    faults: { 'Record finding': THROTTLED },
    enters: ARRIVAL,
  }),
  'table-throttled-at-analysis': faulted('Record analysis', {
    machine: 'auto',
    ...UNCLEAR,
    faults: { 'Record analysis': THROTTLED },
    enters: [...INTAKE, 'Analyze root cause'],
  }),
  'table-throttled-at-plan': faulted('Record plan', {
    machine: 'auto',
    faults: { 'Record plan': THROTTLED },
    enters: [...INTAKE, 'Plan remediation', 'Is there a plan?'],
  }),
  'table-throttled-at-approval': faulted('Wait for approval', {
    machine: 'approve',
    faults: { 'Wait for approval': THROTTLED },
    enters: [...INTAKE, ...PLANNING, 'Ask for approval'],
  }),
  'table-throttled-at-the-answer': faulted('Record approval', {
    machine: 'approve',
    approval: { status: 'approved', by: 'ann' },
    faults: { 'Record approval': THROTTLED },
    enters: [...INTAKE, ...PLANNING, ...ASKING],
  }),
  'table-throttled-at-the-end': {
    machine: 'observe',
    faults: { 'Record outcome': THROTTLED },
    enters: [...INTAKE, ...PLANNING, 'Observed', ...UNRECORDED],
    status: 'planned',
    tells: [/has a fix/, /The findings table could not be written: DynamoDB\.Provisioned/],
  },
  'sns-down-at-approval': faulted('Ask for approval', {
    machine: 'approve',
    faults: { 'Ask for approval': SNS_DOWN },
    enters: [...INTAKE, ...PLANNING],
  }),
  'sns-down-at-the-end': {
    machine: 'observe',
    faults: { 'Notify outcome': SNS_DOWN },
    enters: [...INTAKE, ...PLANNING, 'Observed', ...UNHEARD],
    status: 'observed',
    keeps: ['notificationError'],
  },
  'table-and-sns-down-at-the-end': {
    machine: 'observe',
    faults: {
      'Notify outcome': SNS_DOWN,
      'Record outcome': THROTTLED,
      'Record lost notification': THROTTLED,
    },
    enters: [
      ...INTAKE,
      ...PLANNING,
      'Observed',
      'Record outcome',
      'Outcome not recorded',
      'Notify outcome',
      'Record lost notification',
      'Failed',
    ],
    status: 'planned',
  },
};
