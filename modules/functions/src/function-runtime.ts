import type { EncryptionKey } from '@egress/module-security';
import type { AlertTopic, LogGroup } from '@egress/module-observability';
import type { Bucket } from '@egress/module-storage';

/** What all functions of an environment share. */
export interface FunctionRuntime {
  /** Holds the zip files, one for each version of a function. */
  readonly codeBucket: Bucket;
  /** Where functions log, as JSON. */
  readonly logGroup: LogGroup;
  /** Encrypts environment variables and failed events. */
  readonly encryptionKey: EncryptionKey;
  /** Told when a function fails, is throttled or comes near its time-out. */
  readonly alertTopic: AlertTopic;
}
