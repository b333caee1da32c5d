import { type Anomaly, BYTES_PER_GB, type Fact } from '@egress/contracts';
import type { Change, CostIncrease, Flow, Observation, Source } from './observation';
import { evidentResource } from './resources';
import { quote } from './untrusted-text';

/** A fact and what it was made of. */
export interface CaseFact {
  readonly fact: Fact;
  readonly observation: Observation;
}

/** As many as all sources give at most. Bounds the prompt, and with it what an analysis costs. */
const MOST_FACTS = 47;

const SOURCES: Readonly<Record<Exclude<Observation['kind'], 'gap'>, Source>> = {
  anomaly: 'detector',
  evidence: 'detector',
  flow: 'egress-hourly',
  change: 'cloudtrail',
  reconfiguration: 'config',
  relations: 'config',
  cost: 'cost-explorer',
};

const NAMES: Readonly<Record<Source, string>> = {
  detector: 'The detector',
  'egress-hourly': 'The table egress_hourly',
  config: 'AWS Config',
  cloudtrail: 'CloudTrail',
  'cost-explorer': 'Cost Explorer',
};

/** Numbers the observations F1, F2, … in the given order, and puts each into a sentence. */
export function numberFacts(observations: readonly Observation[]): readonly CaseFact[] {
  return observations.slice(0, MOST_FACTS).map((observation, index) => ({
    observation,
    fact: {
      id: `F${index + 1}`,
      text: sentenceOf(observation),
      source: observation.kind === 'gap' ? observation.source : SOURCES[observation.kind],
      resources: [...resourcesOf(observation)],
    },
  }));
}

function sentenceOf(observation: Observation): string {
  switch (observation.kind) {
    case 'anomaly':
      return anomalySentence(observation.anomaly);
    case 'evidence':
      return `The flows show ${quote(observation.name)}: ${valueOf(observation.value)}.`;
    case 'flow':
      return flowSentence(observation);
    case 'change':
      return changeSentence(observation);
    case 'reconfiguration':
      return (
        `${quote(observation.resource)} changed by ${observation.at}: ${quote(observation.field)} ` +
        `from ${quote(observation.before)} to ${quote(observation.after)}.`
      );
    case 'relations':
      return `${quote(observation.resource)} is connected with ${observation.related.map((id) => quote(id)).join(', ')}.`;
    case 'cost':
      return costSentence(observation);
    case 'gap':
      return `${NAMES[observation.source]} tells ${observation.isPartial ? 'not all' : 'nothing'}: ${quote(observation.reason)}.`;
  }
}

function anomalySentence(anomaly: Anomaly): string {
  return (
    `${quote(anomaly.resource)} in account ${anomaly.account}, ${quote(anomaly.region)}: ` +
    `${gigabytes(anomaly.observedBytes)} of ${anomaly.egressClass} in the hour ${anomaly.hour}, ` +
    `${gigabytes(anomaly.expectedBytes)} expected, since ${anomaly.onset}; ` +
    `type ${anomaly.anomalyType}, ${anomaly.usdPerDay.toFixed(2)} USD a day at stake.`
  );
}

function flowSentence({ sender, vpc, destination, port, ...sent }: Flow): string {
  const within = vpc === undefined ? '' : ` in ${quote(vpc)}`;
  const at = port === undefined ? '' : ` at port ${port}`;
  const { bytesBefore } = sent;
  const before =
    bytesBefore === undefined ? '' : `, against ${gigabytes(bytesBefore)} in the hour before the onset`;
  return (
    `${quote(sender)}${within} exchanged ${gigabytes(sent.bytes)} with ${quote(destination)}${at}, ` +
    `${Math.round(sent.share * 100)} % of the hour’s bytes, for ${sent.usd.toFixed(2)} USD${before}.`
  );
}

function changeSentence({ eventName, at, user, userAgent, resources, namesTheWorld }: Change): string {
  const world = namesTheWorld ? ' for 0.0.0.0/0 or ::/0' : '';
  const on = resources.length > 0 ? ` on ${resources.map((name) => quote(name)).join(', ')}` : '';
  return `${quote(user)} called ${quote(eventName)}${world}${on} at ${at} through ${quote(userAgent)}.`;
}

function costSentence({ day, usageType, usd, usualUsd }: CostIncrease): string {
  return (
    `${quote(usageType)} cost ${usd.toFixed(2)} USD on ${day}, ` +
    `against a median of ${usualUsd.toFixed(2)} USD on the days before.`
  );
}

/** Resources that an observation is about; evidence may name some too. */
export function resourcesOf(observation: Observation): readonly string[] {
  switch (observation.kind) {
    case 'anomaly':
      return [observation.anomaly.resource];
    case 'evidence':
      return [evidentResource(observation.name, observation.value) ?? []].flat();
    case 'flow':
      return [observation.sender, observation.vpc ?? [], observation.peer ?? []].flat();
    case 'change':
      return observation.resources;
    case 'reconfiguration':
      return [observation.resource];
    case 'relations':
      return [observation.resource, ...observation.related];
    case 'cost':
    case 'gap':
      return [];
  }
}

function valueOf(value: string | number): string {
  return typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : quote(value);
}

function gigabytes(bytes: number): string {
  return `${(bytes / BYTES_PER_GB).toFixed(2)} GB`;
}
