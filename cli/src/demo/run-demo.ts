import {
  type ChatCompletionsSettings,
  type LocalAws,
  startLocalAws,
  whyNoDeployment,
} from '@egress/local-aws';
import { connectLocalAccount } from './account-clients';
import type { DemoFolder } from './demo-folder';
import { type DemoFinding, type DemoOutcome, foundAnomaly } from './demo-outcome';
import { deploy, detect, handOverTables, ingest, train } from './deployed-pipeline';
import { type LiveSteps, liveSteps } from './live-steps';
import { prepareAccount } from './prepare-account';
import { remediate } from './remediation';
import { servingModel } from './serving-model';
import { REGION, simulateOrganisation } from './simulated-organisation';
import { analyzeTraffic, detectInTables, writeReport } from './traffic-analysis';

export interface DemoOptions {
  readonly folder: DemoFolder;
  /** What explains. @default the local AWS's offline stand-in */
  readonly bedrock?: ChatCompletionsSettings;
  /** Told when everything is done, while the local AWS is still up: that ends when the promise does. */
  readonly onDone: (outcome: DemoOutcome, aws: LocalAws | undefined) => Promise<void>;
}

/**
 * Simulates an organisation, and shows on stderr how what goes wrong in it is found, explained, fixed, verified and undone in a
 * local AWS. Where there can be none: how it is found, on this machine alone.
 */
export async function runDemo({ folder, bedrock, onDone }: DemoOptions): Promise<void> {
  const started = performance.now();
  const steps = liveSteps();
  const outcome = (findings: readonly DemoFinding[], laptopOnlyBecause: string | null) => ({
    report: folder.report,
    laptopOnlyBecause,
    findings,
    steps: steps.done,
    seconds: (performance.now() - started) / 1000,
  });
  const missing = await steps.run({
    title: 'look for Terraform, its AWS provider (once some 600 MB) and the emulators',
    work: () => whyNoDeployment(process.env),
    outcome: (reason) => (reason === undefined ? 'there' : 'not there'),
  });
  await steps.run({
    title: 'simulate two weeks of a web shop that has three accidents in the last six hours',
    work: (onProgress) => simulateOrganisation(folder.data, onProgress),
    outcome: (records) => `${records} flow-log records, access logs, bill and inventory`,
  });
  if (missing !== undefined) {
    process.stderr.write(`Nothing is deployed, explained or fixed: ${missing}\n`);
    return onDone(outcome(await analyze(folder, steps), missing), undefined);
  }
  const model = servingModel();
  const aws = await steps.run({
    title: 'start the local AWS',
    work: () => startLocalAws({ region: REGION, score: model.score, ...(bedrock && { bedrock }) }),
    outcome: ({ endpointUrl }) => endpointUrl,
  });
  try {
    const account = { aws, clients: connectLocalAccount(aws.environment), folder, runStep: steps.run };
    await steps.run({
      title: 'create the shop in the account, and make its mistakes',
      work: () => prepareAccount(folder, account.clients),
      outcome: (resources) => `${resources} resources; a bucket and a search index are open to the world`,
    });
    await deploy(account);
    await ingest(account);
    await analyze(folder, steps);
    await handOverTables(account);
    await train(account, model);
    const findings = await remediate(account, await detect(account));
    await onDone(outcome(findings, null), aws);
  } finally {
    await aws.close();
  }
}

/** What the laptop does without any AWS, up to the report. */
async function analyze(folder: DemoFolder, steps: LiveSteps): Promise<readonly DemoFinding[]> {
  const analysis = await steps.run({
    title: 'aggregate with the SQL of the Glue jobs',
    work: (onProgress) => analyzeTraffic(folder, onProgress),
    outcome: ({ window, quality }) => `${window.hours} hours of ${quality.accepted} accepted records`,
  });
  const detection = await steps.run({
    title: 'make features, and compare each entity with itself',
    work: (onProgress) => detectInTables(folder, onProgress),
    outcome: ({ scoredRows, anomalies }) => `${scoredRows} hours of entities, ${anomalies.length} anomalies`,
  });
  writeReport(folder, analysis, detection);
  return detection.anomalies.map(foundAnomaly);
}
