import { startRuntimeServer, type ScoreVectors } from '@egress/sagemaker-rcf/runtime-server';
import { createFaults, type Faults } from './edge/faults';
import { type EdgeRequest, startEdge } from './edge/edge';
import { backendOf, type Backends } from './edge/routes';
import { freePort } from './emulators/free-port';
import { startMiniStack } from './emulators/ministack';
import { startMotoServer } from './emulators/moto';
import { sdkEnvironment, type SdkEnvironment } from './sdk-environment';
import {
  chatCompletionsModel,
  type ChatCompletionsSettings,
} from './services/bedrock/chat-completions-model';
import { converseWith } from './services/bedrock/converse';
import { offlineModel } from './services/bedrock/offline-model';
import { createCostExplorer } from './services/cost-explorer/cost-explorer';
import { scoresOfLearners } from './services/forest-scores';

export interface LocalAwsOptions {
  /** @default '111122223333' */
  readonly account?: string;
  /** @default 'eu-west-1' */
  readonly region?: string;
  /** What answers Bedrock's Converse. @default the offline stand-in, which says that it is one */
  readonly bedrock?: ChatCompletionsSettings;
  /** What answers SageMaker's InvokeEndpoint. @default for each endpoint a forest that learns from what it is sent */
  readonly score?: ScoreVectors;
  /** How many Lambda functions may run at once, each a process; more are throttled. @default 10, as in a new account */
  readonly concurrency?: number;
}

export interface LocalAws {
  /** The one endpoint of all services, on loopback. */
  readonly endpointUrl: string;
  /** For the process that uses it: SDKs, the AWS command line, Terraform. */
  readonly environment: SdkEnvironment;
  /** What goes wrong. Nothing, until a rule is set. */
  readonly faults: Faults;
  /** What was asked so far, by us and by the functions that run there. */
  readonly requests: readonly EdgeRequest[];
  /** Gives Cost Explorer the bill in a folder of Parquet files of table `egress_cost_daily`, instead of the one before. */
  readonly loadBill: (folder: string) => Promise<void>;
  /** Ends when every process has ended and every temporary folder is deleted. Both happen too if this process just ends. */
  readonly close: () => Promise<void>;
}

/**
 * Starts a local AWS: MiniStack, moto for what that lacks, and own services for what both lack, behind one endpoint. Throws with
 * the end of an emulator's log when that does not start, and says what to install when there is none.
 */
export async function startLocalAws(options: LocalAwsOptions = {}): Promise<LocalAws> {
  const { account = '111122223333', region = 'eu-west-1', bedrock, concurrency = 10 } = options;
  const { score = scoresOfLearners() } = options;
  const stops: (() => unknown)[] = [];
  const started = async <T extends { readonly close: () => unknown }>(starting: Promise<T>): Promise<T> => {
    const service = await starting;
    stops.push(service.close);
    return service;
  };
  const close = async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  try {
    const ports = { miniStack: await freePort(), moto: await freePort() };
    const faults = createFaults();
    const requests: EdgeRequest[] = [];
    const costExplorer = createCostExplorer();
    const runtime = await started(startRuntimeServer({ score }));
    const backends: Backends = {
      miniStack: `http://127.0.0.1:${ports.miniStack}`,
      moto: `http://127.0.0.1:${ports.moto}`,
      sageMakerRuntime: runtime.url,
      converse: converseWith(bedrock === undefined ? offlineModel : chatCompletionsModel(bedrock)),
      getCostAndUsage: costExplorer.getCostAndUsage,
    };
    const { url: endpointUrl } = await started(
      startEdge({
        backendOf: (operation) => backendOf(operation, backends),
        takeFault: faults.take,
        onRequest: (request) => requests.push(request),
      }),
    );
    const emulators = await Promise.allSettled([
      started(startMiniStack({ port: ports.miniStack, account, region, endpointUrl, concurrency })),
      started(startMotoServer(ports.moto, account)),
    ]);
    for (const emulator of emulators) if (emulator.status === 'rejected') throw emulator.reason;
    const environment = sdkEnvironment({ endpointUrl, account, region });
    const { loadBill } = costExplorer;
    return { endpointUrl, environment, faults, requests, loadBill, close };
  } catch (error) {
    await close();
    throw error;
  }
}
