import { containing, type RequiredResource } from './required-resource';

export const ML_PLATFORM: readonly RequiredResource[] = [
  {
    name: 'aws_sagemaker_notebook_instance.dev_notebook',
    type: 'aws_sagemaker_notebook_instance',
    address: 'ml-platform/Notebook/Resource',
    block: { lifecycle_config_name: containing('Notebook_Lifecycle') },
  },
  {
    name: 'aws_sagemaker_model_package_group.anomaly_detector_mpg',
    type: 'aws_sagemaker_model_package_group',
    address: 'ml-platform/ModelPackageGroup/Resource',
  },
  {
    name: 'aws_sagemaker_model.anomaly_detector_model',
    type: 'aws_sagemaker_model',
    address: 'ml-platform/Model/Resource',
    block: {
      primary_container: {
        image: containing('data.aws_sagemaker_prebuilt_ecr_image'),
        model_data_url: expect.stringMatching(/aws_s3_bucket\.ModelArtifacts.*model\.tar\.gz$/),
      },
    },
  },
  {
    name: 'aws_sagemaker_endpoint_configuration.anomaly_detector_ep_config',
    type: 'aws_sagemaker_endpoint_configuration',
    address: 'ml-platform/EndpointConfiguration/Resource',
    block: {
      production_variants: [
        expect.objectContaining({ instance_type: 'ml.t2.medium', initial_instance_count: 2 }),
      ],
    },
  },
  {
    name: 'aws_sagemaker_endpoint.anomaly_detector_endpoint',
    type: 'aws_sagemaker_endpoint',
    address: 'ml-platform/Endpoint/Resource',
    block: { endpoint_config_name: containing('EndpointConfiguration') },
  },
];
