import { z } from 'zod';

const notebook = z
  .strictObject({
    enabled: z.boolean().default(true).describe('Whether to create the notebook instance.'),
    instanceType: z.string().default('ml.t3.medium').describe('Instance type of the notebook.'),
    idleStopMinutes: z.int().min(15).default(60).describe('Stops the notebook after this idle time.'),
    network: z
      .strictObject({
        subnetId: z.string().regex(/^subnet-[0-9a-f]{8,17}$/, 'must be a subnet id such as subnet-0a1b2c3d'),
        securityGroupIds: z
          .array(z.string().regex(/^sg-[0-9a-f]{8,17}$/, 'must be a security group id such as sg-0a1b2c3d'))
          .min(1),
      })
      .optional()
      .describe('Subnet and security groups of the notebook; default: none, and direct internet access.'),
    repositoryUrl: z
      .url({ protocol: /^https$/, error: 'must be an https:// address' })
      .optional()
      .describe('Git repository to clone into the notebook.'),
  })
  .prefault({});

/** Training and hosting of the anomaly detector. */
export const mlPlatformSettings = z.strictObject({
  endpoint: z
    .enum(['none', 'real-time'])
    .default('none')
    .describe('none trains and registers models but hosts none, and costs nothing per hour.'),
  endpointInstanceType: z.string().default('ml.t2.medium').describe('Instance type of the endpoint.'),
  endpointInstanceCount: z.int().min(1).max(10).default(1).describe('Instances behind the endpoint.'),
  model: z
    .strictObject({
      artifactKey: z
        .string()
        .endsWith('.tar.gz', 'must be the key of a model.tar.gz in the model artifacts bucket')
        .describe('Key in the model artifacts bucket; what is under training-output/ expires after a year.'),
      threshold: z.number().positive().describe('Score above which an hour is anomalous.'),
    })
    .optional()
    .describe(
      'First model that Terraform hosts; default: none, and the training workflow makes the endpoint with its first model.',
    ),
  trainingInstanceType: z.string().default('ml.m5.large').describe('Instance type of the training job.'),
  weeklyTraining: z
    .boolean()
    .default(true)
    .describe('Whether a new model is trained each Sunday at 3:00 UTC.'),
  modelApproval: z
    .enum(['automatic', 'manual'])
    .default('automatic')
    .describe('manual registers new models as pending, and deploys none by itself.'),
  notebook,
});

export type MlPlatformSettings = z.infer<typeof mlPlatformSettings>;
