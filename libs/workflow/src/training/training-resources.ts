/** What the training workflow uses. S3 locations are prefixes, `s3://bucket/prefix/`. */
export interface TrainingResources {
  readonly modelPromoterArn: string;
  readonly notificationTopicArn: string;
  /** The built-in Random Cut Forest image of the region. */
  readonly trainingImage: string;
  /** Role that SageMaker takes on for training, batch transform and hosting. */
  readonly executionRoleArn: string;
  /** Feature vectors as CSV without header, one row per entity and hour. */
  readonly trainingDataUri: string;
  readonly modelOutputUri: string;
  readonly scoresOutputUri: string;
  /** Length of a feature vector, 1 to 10000. */
  readonly featureDim: number;
  /** For training and for scoring. */
  readonly instanceType: string;
  /**
   * KMS key of the volumes and the output.
   * @default the keys that SageMaker and the bucket use by default
   */
  readonly kmsKeyArn?: string;
  /** `none`: a model is registered, and nothing hosts it. */
  readonly endpoint: 'none' | 'real-time';
}
