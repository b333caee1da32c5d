import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { anomalyScore, emptyDistribution, type ScoreDistribution, withScores } from '@egress/anomalies';
import { decodeScores, decodeVectors } from '@egress/sagemaker-rcf';

/** S3 prefixes, `s3://bucket/prefix/`. */
export interface TrainingData {
  /** The vectors that the forest was trained with, as CSV. */
  readonly vectorsUri: string;
  /** What a batch transform of them left: `name.csv.out` for `name.csv`, a score of the forest per line. */
  readonly scoresUri: string;
}

/**
 * How the anomaly scores of the training data are distributed: of each vector with the forest's score of it, as detection
 * computes them. Throws with the file that holds no scores, or none of its vectors.
 */
export async function trainingScores(
  s3: S3Client,
  { vectorsUri, scoresUri }: TrainingData,
): Promise<ScoreDistribution> {
  const vectorFiles = byName(await objectsUnder(s3, vectorsUri));
  let distribution = emptyDistribution();
  for (const file of await objectsUnder(s3, scoresUri)) {
    if (!file.key.endsWith('.out')) continue;
    const vectorFile = vectorFiles.get(nameOf(file).slice(0, -'.out'.length));
    if (!vectorFile) throw new Error(`${placeOf(file)}: ${vectorsUri} holds no file that it is of`);
    distribution = withScores(distribution, await scoresOf(s3, file, vectorFile));
  }
  return distribution;
}

async function scoresOf(s3: S3Client, file: ObjectPlace, vectorFile: ObjectPlace): Promise<number[]> {
  const [scores, vectors] = await Promise.all([
    decoded(s3, file, (body) => decodeScores(body, 'application/jsonlines')),
    decoded(s3, vectorFile, (body) => decodeVectors(body, 'text/csv')),
  ]);
  if (scores.length !== vectors.length) {
    throw new Error(
      `${placeOf(file)}: holds ${scores.length} scores for the ${vectors.length} vectors of ${placeOf(vectorFile)}`,
    );
  }
  return scores.map((score, i) => anomalyScore(score, vectors[i] ?? []));
}

interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
}

const nameOf = ({ key }: ObjectPlace) => key.slice(key.lastIndexOf('/') + 1);
const placeOf = ({ bucket, key }: ObjectPlace) => `s3://${bucket}/${key}`;

/** Into which folder a transform puts its output, AWS's documentation tells in two ways: the file's name is the same in both. */
function byName(files: readonly ObjectPlace[]): ReadonlyMap<string, ObjectPlace> {
  const named = new Map<string, ObjectPlace>();
  for (const file of files) {
    const other = named.get(nameOf(file));
    if (other) throw new Error(`${placeOf(other)} and ${placeOf(file)} have the same name: rename one`);
    named.set(nameOf(file), file);
  }
  return named;
}

async function objectsUnder(s3: S3Client, uri: string): Promise<ObjectPlace[]> {
  const { host: bucket, pathname } = new URL(uri);
  const places: ObjectPlace[] = [];
  for await (const page of paginateListObjectsV2(
    { client: s3 },
    { Bucket: bucket, Prefix: pathname.slice(1) },
  )) {
    for (const { Key: key = '', Size: bytes = 0 } of page.Contents ?? [])
      if (bytes > 0) places.push({ bucket, key });
  }
  return places;
}

async function decoded<T>(s3: S3Client, place: ObjectPlace, decode: (body: Uint8Array) => T): Promise<T> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: place.bucket, Key: place.key }));
  const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
  try {
    return decode(bytes);
  } catch (cause) {
    throw new Error(`${placeOf(place)}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
