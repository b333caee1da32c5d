import type { Statement } from '@egress/module-foundation/testing';
import { resourcesOf } from '../../emitted-environment';
import { example, policy, type Rule, type Stacks, statementsOf } from '../rule';

/** What other services execute, go by or show to everybody, in whichever bucket. */
const TRUSTED_FOLDERS = ['glue-scripts/*', 'notebooks/*', 'models/*', 'published/*'];

/** The one object among them that is written at run time, and by whom. */
const MODEL_IN_SERVICE = { key: 'models/in-service.json', role: 'FunctionRole-model-promoter' };

const WRITES = /^(\*|s3:(\*|(Put|Delete|Replicate|Restore)(\*|Object)))/;

interface Place {
  /** Reference of the bucket; undefined: any. */
  readonly bucket: string | undefined;
  /** A `*` stands for anything. */
  readonly key: string;
}

const fixedPart = (pattern: string): string => pattern.split('*')[0] ?? '';

/** Whether some key fits both patterns; patterns with text after their first `*` are taken for wider than they are. */
function overlap(one: string, other: string): boolean {
  const covers = (pattern: string, key: string) =>
    pattern.includes('*') && key.startsWith(fixedPart(pattern));
  return one === other || covers(one, fixedPart(other)) || covers(other, fixedPart(one));
}

/** The objects that a statement lets somebody write. */
function writtenBy({ Effect, Action, Resource }: Statement): readonly Place[] {
  if (Effect !== 'Allow' || ![Action].flat().some((action) => WRITES.test(action))) return [];
  return [Resource].flat().flatMap((arn): Place[] => {
    const [, bucket, key] = /^\$\{(aws_s3_bucket\.[\w-]+)\.arn\}\/(.+)$/.exec(arn) ?? [];
    if (bucket !== undefined && key !== undefined) return [{ bucket, key }];
    return /^(\*|arn:aws:s3:::.*\*)$/.test(arn) ? [{ bucket: undefined, key: '*' }] : [];
  });
}

/** The trusted folders, and each object that a deployment uploads. */
function trustedIn(stacks: Stacks): readonly Place[] {
  const uploaded = resourcesOf(stacks, 'aws_s3_object').map(({ block }) => ({
    bucket: /\$\{(aws_s3_bucket\.[\w-]+)\./.exec(String(block.bucket))?.[1],
    key: String(block.key),
  }));
  return [...TRUSTED_FOLDERS.map((key) => ({ bucket: undefined, key })), ...uploaded];
}

export const trustedObjects: Rule = {
  id: 'trusted-objects',
  sentence:
    'only a deployment writes what others execute, go by or are shown, but for the model in service, which its promoter names',
  violations: (stacks) => {
    const trusted = trustedIn(stacks);
    return statementsOf(stacks).flatMap(({ resource, statement }) =>
      writtenBy(statement)
        .filter(
          ({ key }) =>
            key !== MODEL_IN_SERVICE.key || !String(resource.block.role).includes(MODEL_IN_SERVICE.role),
        )
        .flatMap((place) => {
          const harmed = trusted.find(
            ({ bucket, key }) =>
              (bucket === undefined || place.bucket === undefined || bucket === place.bucket) &&
              overlap(key, place.key),
          );
          return harmed
            ? [{ at: resource.address, problem: `lets ${place.key} be written, and so ${harmed.key}` }]
            : [];
        }),
    );
  },
  counterexamples: [
    ...[
      ['${aws_s3_bucket.Artifacts.arn}/*', '*', 'glue-scripts/*'],
      [
        '${aws_s3_bucket.Artifacts.arn}/glue-scripts/0123/egress_etl.whl',
        'glue-scripts/0123/egress_etl.whl',
        'glue-scripts/*',
      ],
      ['${aws_s3_bucket.Artifacts.arn}/models/in-service.json', 'models/in-service.json', 'models/*'],
      ['${aws_s3_bucket.Processed.arn}/pub*', 'pub*', 'published/*'],
      ['arn:aws:s3:::*/*', '*', 'glue-scripts/*'],
    ].map(([arn, written, harmed]) => ({
      stacks: example({
        aws_iam_role_policy: {
          Policy: { policy: policy({ Effect: 'Allow', Action: ['s3:PutObject'], Resource: [String(arn)] }) },
        },
      }),
      says: `example/Policy: lets ${written} be written, and so ${harmed}`,
    })),
    {
      stacks: example({
        aws_s3_object: { Zip: { bucket: '${aws_s3_bucket.Code.bucket}', key: 'functions/promoter.zip' } },
        aws_iam_role_policy: {
          Policy: {
            policy: policy({
              Effect: 'Allow',
              Action: 's3:DeleteObject',
              Resource: '${aws_s3_bucket.Code.arn}/functions/*',
            }),
          },
        },
      }),
      says: 'example/Policy: lets functions/* be written, and so functions/promoter.zip',
    },
  ],
};
