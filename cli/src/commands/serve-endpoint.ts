import { readForest, scoresOfLearners, scoresOfModel } from '@egress/local-aws/forest-scores';
import { startRuntimeServer } from '@egress/sagemaker-rcf/runtime-server';
import { Command, InvalidArgumentError, Option } from 'commander';

interface ServeEndpointOptions {
  readonly port: number;
  readonly model?: string;
  readonly json: boolean;
}

const HELP = `
It listens on 127.0.0.1 only, takes any endpoint name and any credentials, and runs until Ctrl-C.
A request is text/csv, application/json, application/jsonlines or application/x-recordio-protobuf;
the answer is any of the last three. Without a model, each endpoint name has a forest of its own,
which scores a vector and then learns it; scores are 0 until it has seen 64 vectors.

Examples:
  $ egress serve-endpoint --port 8080
  $ AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME=http://127.0.0.1:8080 aws sagemaker-runtime invoke-endpoint \\
      --endpoint-name egress --content-type text/csv --body 1.5,16 \\
      --cli-binary-format raw-in-base64-out /dev/stdout`;

/** `egress serve-endpoint`: a SageMaker endpoint of the built-in Random Cut Forest, without SageMaker. */
export function serveEndpointCommand(): Command {
  return new Command('serve-endpoint')
    .description('answer as a SageMaker endpoint with Random Cut Forest does, on this machine')
    .addOption(
      new Option('--port <port>', 'the port to listen on').argParser(portNumber).default(0, 'a free one'),
    )
    .option('--model <file>', 'the forest to score with; without one it learns from what it is sent')
    .option('--json', 'print where it listens as JSON', false)
    .addHelpText('after', HELP)
    .action(run);
}

/** Returns once it listens; the server keeps the process running. */
async function run({ port: wanted, model, json }: ServeEndpointOptions): Promise<void> {
  const { url, port } = await startRuntimeServer({
    score: model === undefined ? scoresOfLearners() : scoresOfModel(readForest(model)),
    port: wanted,
    onRefusal: (line) => process.stderr.write(`${line}\n`),
  });
  process.stderr.write(
    `${model === undefined ? 'Learns from what it is sent' : `Scores with ${model}`}; Ctrl-C ends it.\n`,
  );
  process.stdout.write(
    json
      ? `${JSON.stringify({ url, port, model: model ?? null })}\n`
      : `AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME=${url}\n`,
  );
}

function portNumber(value: string): number {
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  throw new InvalidArgumentError('It must be a whole number up to 65535.');
}
