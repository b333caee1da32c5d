import { z } from 'zod';
import type { ResponseType } from './content-types';
import { decodeRecord, encodeRecord } from './record-message';
import { frameRecord, unframeRecords } from './recordio';
import { jsonOf, linesOf, textOf } from './text';
import { PayloadError } from './vector';

const score = z.object({ score: z.number() });
const response = z.object({ scores: z.array(score) });

/** The body of an answer to InvokeEndpoint: https://docs.aws.amazon.com/sagemaker/latest/dg/rcf-in-formats.html. */
export function encodeScores(scores: readonly number[], type: ResponseType): Uint8Array {
  switch (type) {
    case 'application/json':
      return Buffer.from(JSON.stringify({ scores: scores.map((each) => ({ score: each })) }));
    case 'application/jsonlines':
      return Buffer.from(scores.map((each) => `${JSON.stringify({ score: each })}\n`).join(''));
    case 'application/x-recordio-protobuf':
      return Buffer.concat(scores.map((each) => frameRecord(encodeRecord({ label: { score: [each] } }))));
  }
}

/** The scores of an answer, in the order of the request's vectors. Throws PayloadError that names what holds none. */
export function decodeScores(body: Uint8Array, type: ResponseType): readonly number[] {
  switch (type) {
    case 'application/json':
      return scoresOf(jsonOf(textOf(body), 'the body'));
    case 'application/jsonlines':
      return linesOf(body).map(({ line, place }) => scoreOfLine(line, place));
    case 'application/x-recordio-protobuf':
      return unframeRecords(body).map(({ record, place }) => scoreOfRecord(record, place));
  }
}

function scoresOf(json: unknown): readonly number[] {
  const { data } = response.safeParse(json);
  if (data) return data.scores.map((each) => each.score);
  throw new PayloadError('the body: must be {"scores":[{"score":number}, …]}');
}

/** The algorithm's own page shows a comma at the end of lines, the page on common formats none. */
function scoreOfLine(line: string, place: string): number {
  const { data } = score.safeParse(jsonOf(line.replace(/,$/, ''), place));
  if (data) return data.score;
  throw new PayloadError(`${place}: must be {"score":number}`);
}

function scoreOfRecord(record: Uint8Array, place: string): number {
  const [value] = decodeRecord(record, place).label.get('score')?.values ?? [];
  if (Number.isFinite(value)) return value as number;
  throw new PayloadError(`${place}: has no tensor "score" with a number among its labels`);
}
