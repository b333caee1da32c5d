import { startEdge } from '../edge/edge';
import type { Backend } from '../edge/routes';

/** An edge that has everything answered by one backend, and the settings of an SDK client for it. */
export async function edgeTo(backend: Backend) {
  const { url, close } = await startEdge({
    backendOf: () => backend,
    takeFault: () => undefined,
    onRequest: () => undefined,
  });
  const credentials = { accessKeyId: '111122223333', secretAccessKey: 's' };
  return { close, clientConfiguration: { endpoint: url, region: 'eu-west-1', credentials, maxAttempts: 1 } };
}
