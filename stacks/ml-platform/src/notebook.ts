import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { MlPlatformSettings } from '@egress/configuration';
import { type EgressStack, nameOf } from '@egress/module-foundation';
import type { FunctionRuntime } from '@egress/module-functions';
import { type Endpoint, NotebookFiles, NotebookInstance } from '@egress/module-ml';
import { glueWheel } from '@egress/module-processing';
import type { Role } from '@egress/module-security';
import type { Bucket } from '@egress/module-storage';

interface NotebookProps {
  readonly settings: MlPlatformSettings;
  readonly processedData: Bucket;
  readonly modelArtifacts: Bucket;
  readonly sageMakerRole: Role;
  readonly functionRuntime: FunctionRuntime;
  readonly endpoint: Endpoint | undefined;
}

const NOTEBOOKS = path.join(__dirname, '../../../notebooks');
/** Folder in the bucket of model artifacts. */
const NOTEBOOKS_PREFIX = 'notebooks/';

/** A notebook instance with the project's notebooks, which read the tables of this account and ask its endpoint. */
export function createNotebook(stack: EgressStack, props: NotebookProps): void {
  const { settings, functionRuntime, sageMakerRole, processedData } = props;
  const { instanceType, idleStopMinutes, network, repositoryUrl } = settings.notebook;
  new NotebookInstance(stack, 'Notebook', {
    name: 'notebook',
    role: sageMakerRole,
    encryptionKey: functionRuntime.encryptionKey,
    instanceType,
    idleStopMinutes,
    repositoryUrl,
    network: network ?? {
      reason: 'The configuration names no subnet, and the notebook installs packages from the internet',
    },
    notebooks: new NotebookFiles(stack, 'NotebookFiles', {
      bucket: props.modelArtifacts,
      prefix: NOTEBOOKS_PREFIX,
      files: {
        ...filesOf('', '.ipynb'),
        ...filesOf('egress_notebooks/', '.py'),
        'requirements.txt': path.join(NOTEBOOKS, 'requirements.txt'),
        'egress_etl.zip': glueWheel(stack),
      },
      settings: {
        tables: `s3://${processedData.name}`,
        analysis: `s3://${processedData.name}/analysis.json`,
        endpoint: nameOf(stack, 'anomaly-detector'),
      },
    }),
  });
  props.endpoint?.grantInvoke(sageMakerRole);
}

/** The files of a folder of notebooks/ by their path there. */
function filesOf(folder: string, extension: string): Record<string, string> {
  const names = readdirSync(path.join(NOTEBOOKS, folder)).filter((name) => name.endsWith(extension));
  return Object.fromEntries(names.sort().map((name) => [folder + name, path.join(NOTEBOOKS, folder, name)]));
}
