import { EgressStack } from '@egress/module-foundation';
import { LogGroup } from '@egress/module-observability';
import type { EncryptionKey, Role } from '@egress/module-security';
import { Construct } from 'constructs';
import type { GlueSecurityConfiguration } from './security-configuration';

export interface JobLogsProps {
  /** Log group under whose name those of the jobs are made. */
  readonly parent: LogGroup;
  readonly encryptionKey: EncryptionKey;
  readonly securityConfiguration: GlueSecurityConfiguration;
  /** Role of the jobs. */
  readonly role: Role;
}

/**
 * The two log groups into which jobs of one role write while they run: `output` has what they print, `error` the rest.
 * Glue would make them at the first run, but to be kept for ever; made here they forget like all others. Their names are
 * Glue's ("Logging for AWS Glue jobs", Glue 5.0): `<prefix>/<security configuration>-role/<role>/error`.
 */
export class JobLogs extends Construct {
  /** Value of the job argument `--custom-logGroup-prefix`. */
  readonly prefix: string;

  constructor(scope: Construct, id: string, props: JobLogsProps) {
    super(scope, id);
    const { parent, encryptionKey, securityConfiguration, role } = props;
    this.prefix = parent.name;
    const folder = `${parent.name}/${securityConfiguration.name}-role/${role.name}`;
    for (const name of ['output', 'error']) {
      new LogGroup(this, name, { name: `${folder}/${name}`, encryptionKey }).grantWrite(role);
    }
    const { account, region } = EgressStack.of(this).deployment;
    role.allow(this, {
      // Glue makes sure that the groups exist and have the key before each run.
      actions: ['logs:CreateLogGroup', 'logs:AssociateKmsKey'],
      resources: [`arn:aws:logs:${region}:${account}:log-group:${parent.name}/*`],
    });
  }
}
