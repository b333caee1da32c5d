import path from 'node:path';
import { sdkEnvironment, type SdkEnvironment } from '../sdk-environment';
import { type EmulatorProcess, startEmulator } from './emulator-process';
import { freePort } from './free-port';

const SERVER = path.join(__dirname, 'moto-server.py');

export interface MotoOptions {
  /** @default '111122223333' */
  readonly account?: string;
  /** @default 'eu-west-1' */
  readonly region?: string;
}

export interface Moto {
  readonly endpointUrl: string;
  /** For the process that talks to it. */
  readonly environment: SdkEnvironment;
  readonly close: () => Promise<void>;
}

/** The moto server alone. Its EC2 refuses what EC2 refuses, such as a rule that is there already, where MiniStack does not. */
export async function startMoto({
  account = '111122223333',
  region = 'eu-west-1',
}: MotoOptions = {}): Promise<Moto> {
  const port = await freePort();
  const { close } = await startMotoServer(port, account);
  const endpointUrl = `http://127.0.0.1:${port}`;
  return { endpointUrl, environment: sdkEnvironment({ endpointUrl, account, region }), close };
}

export function startMotoServer(port: number, account: string): Promise<EmulatorProcess> {
  return startEmulator({
    name: 'moto',
    program: 'python',
    arguments: [SERVER, '-H', '127.0.0.1', '-p', String(port)],
    readyUrl: `http://127.0.0.1:${port}/moto-api/data.json`,
    environment: () => ({ MOTO_ACCOUNT_ID: account }),
  });
}
