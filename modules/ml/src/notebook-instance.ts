import { SagemakerNotebookInstance } from '@cdktf/provider-aws/lib/sagemaker-notebook-instance';
import { SagemakerNotebookInstanceLifecycleConfiguration } from '@cdktf/provider-aws/lib/sagemaker-notebook-instance-lifecycle-configuration';
import { EgressStack, exempt, nameOf, type ReasonedOptOut, reportProblems } from '@egress/module-foundation';
import type { EncryptionKey, Role } from '@egress/module-security';
import { Fn, Token } from 'cdktf';
import { Construct } from 'constructs';
import { lifecycleScript } from './notebook/lifecycle-script';
import type { NotebookFiles } from './notebook-files';

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
  /** Installed in the user's folder at the start, if they are not there yet. @default none */
  readonly notebooks?: NotebookFiles;
  /** HTTPS address of a Git repository, cloned when the instance is made. @default none */
  readonly repositoryUrl?: string;
}

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
    const { network, idleStopMinutes = 60 } = props;
    reportProblems(this, [
      {
        value: idleStopMinutes,
        isValid: idleStopMinutes >= 15,
        message: 'idleStopMinutes must be at least 15: the notebook takes ten to start',
      },
    ]);
    const script = lifecycleScript({ idleStopMinutes, notebooks: props.notebooks });
    const lifecycle = new SagemakerNotebookInstanceLifecycleConfiguration(this, 'Lifecycle', {
      name: this.name,
      onStart: Fn.base64encode(Fn.join('', script.map(literally))),
    });
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

  private allowStop(role: Role): void {
    const { account, region } = EgressStack.of(this).deployment;
    role.allow(this, {
      actions: ['sagemaker:StopNotebookInstance'],
      resources: [`arn:aws:sagemaker:${region}:${account}:notebook-instance/${this.name}`],
    });
  }
}

/** A part of the script for Terraform, which is to take all but tokens as it is written. */
function literally(part: string): string {
  return Token.isUnresolved(part) ? part : Fn.rawString(part);
}
