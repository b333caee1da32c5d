import { startLocalAws } from '../start-local-aws';

/** Starts a local AWS, says so, and closes it when stdin ends; after that nothing should keep this process alive. */
async function main(): Promise<void> {
  const { endpointUrl, close } = await startLocalAws();
  process.stdin.once('end', () => void close()).resume();
  process.stdout.write(endpointUrl);
}

void main();
