import path from 'node:path';
import { FileAsset, glueBundle, glueWheel } from '@egress/module-processing';
import type { EtlStack, EtlStackProps } from './etl-stack';

const SCRIPTS = path.join(__dirname, '../../../glue-scripts/jobs');

/** Folder in the bucket of model artifacts that the Glue role may read. */
const SCRIPTS_PREFIX = 'glue-scripts/';
/** Folder in the processed bucket of what is known beside the logs; below it one folder for each table. */
export const REFERENCE_PREFIX = 'reference/';
/** Reference tables that are the same for every account. The others hold its inventory and its effective prices. */
const SHARED_TABLES = ['list_rates', 'ref_ip_ranges', 'ref_asn'];

export interface JobFiles {
  readonly flowLogAggregator: FileAsset;
  readonly curParser: FileAsset;
  readonly featureBuilder: FileAsset;
  /** The wheel of what all scripts import, with the SQL of the transformations. */
  readonly package: FileAsset;
}

/** Puts into S3 what the jobs run and what they look up. */
export function createJobFiles(stack: EtlStack, { scripts, processedData }: EtlStackProps): JobFiles {
  for (const table of SHARED_TABLES) {
    new FileAsset(stack, `Reference-${table}`, {
      file: glueBundle(stack, `reference/${table}/${table}.parquet`),
      bucket: processedData,
      prefix: `${REFERENCE_PREFIX}${table}/`,
    });
  }
  const script = (id: string, file: string) =>
    new FileAsset(stack, id, { file: path.join(SCRIPTS, file), bucket: scripts, prefix: SCRIPTS_PREFIX });
  return {
    flowLogAggregator: script('FlowLogAggregatorScript', 'flow_log_aggregator.py'),
    curParser: script('CurParserScript', 'cur_parser.py'),
    featureBuilder: script('FeatureBuilderScript', 'feature_builder.py'),
    package: new FileAsset(stack, 'EgressEtlPackage', {
      file: glueWheel(stack),
      bucket: scripts,
      prefix: SCRIPTS_PREFIX,
      keepsName: true,
    }),
  };
}
