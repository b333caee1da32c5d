import { SagemakerNotebookInstance } from '@cdktf/provider-aws/lib/sagemaker-notebook-instance';
import { SagemakerNotebookInstanceLifecycleConfiguration } from '@cdktf/provider-aws/lib/sagemaker-notebook-instance-lifecycle-configuration';
import { EgressStack, exempt, nameOf, type ReasonedOptOut, reportProblems } from '@egress/module-foundation';
import type { EncryptionKey, Role } from '@egress/module-security';
import { Construct } from 'constructs';
import { lifecycleScript, LONGEST_SCRIPT } from './notebook/lifecycle-script';

/** Where the notebook's traffic goes. */
export interface NotebookNetwork {
  readonly subnetId: string;
  readonly securityGroupIds: readonly string[];
}

export interface NotebookInstanceProps {
  /** Name after the environment's prefix. */
  readonly name: string;
  readonly role: Role;
  /** Encrypts the volume. */
  readonly encryptionKey: EncryptionKey;
  /** A subnet, through which all traffic goes; or the reason why the notebook goes to the internet directly. */
  readonly network: NotebookNetwork | ReasonedOptOut;
  /** @default 'ml.t3.medium' */
  readonly instanceType?: string;
  /** @default 10 */
  readonly volumeGiB?: number;
  /** The instance stops itself after so many minutes without use. @default 60 */
  readonly idleStopMinutes?: number;
  /** Python packages in the form of pip, pinned. @default none */
  readonly packages?: readonly string[];
  /** HTTPS address of a Git repository, cloned when the instance is made. @default none */
  readonly repositoryUrl?: string;
}

const PINNED_PACKAGE = /^[A-Za-z0-9._-]+==[A-Za-z0-9.+-]+$/;

/**
 * A SageMaker notebook on Amazon Linux 2023 that stops itself when idle: no root for its users, instance metadata version 2
 * only, encrypted volume. The platform is left to AWS, whose default it is; older versions of the provider do not know its
 * name.
 */
export class NotebookInstance extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: NotebookInstanceProps) {
    super(scope, id);
    this.name = nameOf(this, props.name);
    const onStart = lifecycleScript({
      idleStopMinutes: props.idleStopMinutes ?? 60,
      packages: props.packages ?? [],
    });
    this.checkProps(props, onStart);
    const lifecycle = new SagemakerNotebookInstanceLifecycleConfiguration(this, 'Lifecycle', {
      name: this.name,
      onStart,
    });
    const { network } = props;
    const isDirect = 'reason' in network;
    const notebook = new SagemakerNotebookInstance(this, 'Resource', {
      name: this.name,
      roleArn: props.role.arn,
      instanceType: props.instanceType ?? 'ml.t3.medium',
      volumeSize: props.volumeGiB ?? 10,
      kmsKeyId: props.encryptionKey.arn,
      lifecycleConfigName: lifecycle.name,
      defaultCodeRepository: props.repositoryUrl,
      rootAccess: 'Disabled',
      instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: '2' },
      ...(isDirect
        ? { directInternetAccess: 'Enabled' }
        : {
            directInternetAccess: 'Disabled',
            subnetId: network.subnetId,
            securityGroups: [...network.securityGroupIds],
          }),
    });
    if (isDirect) exempt(notebook, { CKV_AWS_122: network.reason, CKV_AWS_306: network.reason });
    this.allowStop(props.role);
  }

  private checkProps(props: NotebookInstanceProps, onStart: string): void {
    const unpinned = (props.packages ?? []).filter((each) => !PINNED_PACKAGE.test(each));
    const idleStopMinutes = props.idleStopMinutes ?? 60;
    reportProblems(this, [
      {
        value: unpinned,
        isValid: unpinned.length === 0,
        message: 'packages must be pinned, such as duckdb==1.4.1',
      },
      {
        value: idleStopMinutes,
        isValid: idleStopMinutes >= 15,
        message: 'idleStopMinutes must be at least 15: the notebook takes ten to start',
      },
      {
        value: onStart.length,
        isValid: onStart.length <= LONGEST_SCRIPT,
        message: `the lifecycle script must have at most ${LONGEST_SCRIPT} characters in base64; give fewer packages`,
      },
    ]);
  }

  private allowStop(role: Role): void {
    const { account, region } = EgressStack.of(this).deployment;
    role.allow(this, {
      actions: ['sagemaker:StopNotebookInstance'],
      resources: [`arn:aws:sagemaker:${region}:${account}:notebook-instance/${this.name}`],
    });
  }
}
