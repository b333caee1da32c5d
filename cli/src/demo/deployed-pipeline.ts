import path from 'node:path';
import { deployStacks, type LocalAws, type StackProgress } from '@egress/local-aws';
import type { AccountClients } from './account-clients';
import type { DemoFolder } from './demo-folder';
import { DEMO_ENVIRONMENT, DEMO_NAMES } from './demo-names';
import { invokeFunction } from './invoke-function';
import type { RunStep } from './live-steps';
import { promoteModel } from './promote-model';
import type { ServingModel } from './serving-model';
import { NEWEST_DAY, ONSET } from './simulated-organisation';
import { trainModel } from './train-model';
import { type Upload, uploadFolders } from './upload-folder';

/** The demo's account on the local AWS, and how to show what is done in it. */
export interface DemoAccount {
  readonly aws: LocalAws;
  readonly clients: AccountClients;
  readonly folder: DemoFolder;
  readonly runStep: RunStep;
}

/** Deploys the stacks with cdktf and Terraform, as in any account. */
export async function deploy({ aws, folder, runStep }: DemoAccount): Promise<void> {
  const stacks = new Map<string, StackProgress>();
  const sum = (of: 'done' | 'planned') => [...stacks.values()].reduce((all, each) => all + each[of], 0);
  await runStep({
    title: 'deploy the stacks with cdktf and Terraform',
    work: (onProgress) =>
      deployStacks({
        endpointEnvironment: aws.environment,
        processEnvironment: process.env,
        environment: DEMO_ENVIRONMENT,
        workFolder: folder.deployment,
        onProgress: (progress) => {
          stacks.set(progress.stack, progress);
          onProgress(`resources of ${stacks.size} stacks`, sum('done'), sum('planned'));
        },
      }),
    outcome: () => `${sum('done')} resources of ${stacks.size} stacks`,
  });
}

/** Delivers the logs of the newest day, and the bill, as AWS does: nothing in the emulator would read the older ones. */
export async function ingest({ clients, folder, runStep }: DemoAccount): Promise<void> {
  const delivery = (from: string, prefix: string) => ({
    folder: path.join(folder.data, from),
    bucket: DEMO_NAMES.rawLogs,
    prefix,
  });
  const deliveries: Upload[] = [
    { ...delivery('flow-logs/v5', 'flow-logs/'), only: NEWEST_DAY },
    { ...delivery('s3-access-logs/s3-27', 's3-access-logs/'), only: NEWEST_DAY },
    { ...delivery('cloudfront/cloudfront-w3c', 'cloudfront/'), only: NEWEST_DAY },
    delivery('bills/cur2-csv', 'bills/'),
  ];
  await runStep({
    title: 'ingest: deliver the newest day’s logs, and the bill, to the raw bucket as AWS does',
    work: (onProgress) => uploadFolders(clients.s3, deliveries, onProgress),
    outcome: (objects) => `${objects} objects`,
  });
}

/** Hands over what Glue would have written, with the bill for Cost Explorer. */
export async function handOverTables({ aws, clients, folder, runStep }: DemoAccount): Promise<void> {
  const tables = [folder.tables, folder.features].map((from): Upload => ({
    folder: from,
    bucket: DEMO_NAMES.processedData,
    prefix: '',
  }));
  await runStep({
    title: 'hand the tables to the processed bucket, and the bill to Cost Explorer',
    work: async (onProgress) => {
      await aws.loadBill(path.join(folder.tables, 'egress_cost_daily'));
      return uploadFolders(clients.s3, tables, onProgress);
    },
    outcome: (objects) => `${objects} Parquet files; the emulator runs no Glue, so they are this machine’s`,
  });
}

/** Trains a forest with the hours before everything went wrong, and puts it into service. */
export async function train({ clients, folder, runStep }: DemoAccount, model: ServingModel): Promise<void> {
  await runStep({
    title: 'train a forest, and promote it by the model-promoter function',
    work: async () => {
      const trained = await trainModel(folder.features, ONSET);
      model.serve(trained.forest);
      return { threshold: await promoteModel(trained, clients), hours: trained.vectors.length };
    },
    outcome: ({ threshold, hours }) =>
      `threshold ${threshold.toFixed(2)} from ${hours} hours of entities; the emulator runs no training jobs, so the forest is this machine’s`,
  });
}

interface TriggerAnswer {
  readonly status: string;
  readonly reason?: string;
  readonly rows: number;
  readonly started: number;
}

/** Calls the function that runs every hour. @returns how many workflows it started */
export async function detect({ clients, runStep }: DemoAccount): Promise<number> {
  const { started } = await runStep({
    title: 'detect: call the anomaly-detector-trigger function',
    work: async () => {
      const event = { time: new Date().toISOString() };
      const answer = await invokeFunction<TriggerAnswer>(clients.lambda, DEMO_NAMES.detectorTrigger, event);
      if (answer.status !== 'scored') throw new Error(`nothing was scored: ${answer.reason}`);
      return answer;
    },
    outcome: ({ rows, started: anomalies }) => `${anomalies} anomalies in ${rows} rows, a workflow for each`,
  });
  return started;
}
