export { Endpoint, type EndpointProps } from './endpoint';
export { EndpointConfiguration, type EndpointConfigurationProps } from './endpoint-configuration';
export { Model, type ModelProps } from './model';
export { ModelPackageGroup, type ModelPackageGroupProps } from './model-package-group';
export { NotebookFiles, type NotebookFilesProps } from './notebook-files';
export { NotebookInstance, type NotebookInstanceProps, type NotebookNetwork } from './notebook-instance';
export { RandomCutForestImage } from './random-cut-forest-image';
