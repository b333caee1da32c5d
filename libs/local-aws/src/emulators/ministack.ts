import path from 'node:path';
import { type EmulatorProcess, startEmulator } from './emulator-process';

export interface MiniStackSettings {
  readonly port: number;
  readonly account: string;
  readonly region: string;
  /** What the functions that it runs find as AWS_ENDPOINT_URL. */
  readonly endpointUrl: string;
  /** Functions that run at once; more are throttled. Each is a process of `node`. */
  readonly concurrency: number;
}

/**
 * MiniStack runs Lambda functions with the `node` that runs this, and wires them to Step Functions, EventBridge, S3, SNS,
 * SQS and DynamoDB streams. Its state is gone when it ends.
 */
export function startMiniStack({
  port,
  account,
  region,
  endpointUrl,
  concurrency,
}: MiniStackSettings): Promise<EmulatorProcess> {
  return startEmulator({
    name: 'MiniStack',
    program: 'python',
    arguments: [path.join(__dirname, 'ministack-server.py')],
    readyUrl: `http://127.0.0.1:${port}/_ministack/health`,
    environment: (folder) => ({
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      // Both would listen on ports of their own.
      SFTP_ENABLED: '0',
      IOT_MTLS_ENABLED: '0',
      // It would look for a Docker daemon otherwise.
      DOCKER_HOST: `unix://${folder}/no-docker.sock`,
      LOG_LEVEL: 'WARNING',
      LAMBDA_ACCOUNT_CONCURRENCY: String(concurrency),
      MINISTACK_ACCOUNT_ID: account,
      MINISTACK_REGION: region,
      // Athena reads the objects where S3 keeps them.
      S3_PERSIST: '1',
      S3_DATA_DIR: path.join(folder, 's3'),
      ATHENA_DATA_DIR: path.join(folder, 's3'),
      ATHENA_ENGINE: 'duckdb',
      CLOUDTRAIL_RECORDING: '1',
      // Functions inherit this.
      AWS_ENDPOINT_URL: endpointUrl,
    }),
  });
}
