import type { AiOrchestrationSettings } from '@egress/configuration';
import { EgressStack, type EgressStackProps } from '@egress/module-foundation';
import type { BundledFunction, FunctionRuntime } from '@egress/module-functions';
import type { Endpoint } from '@egress/module-ml';
import { StateMachine } from '@egress/module-orchestration';
import type { Role } from '@egress/module-security';
import type { Bucket, Table } from '@egress/module-storage';
import { remediationWorkflow } from '@egress/workflow';
import type { Construct } from 'constructs';
import { createAnalysis } from './analysis';
import { createDetection } from './detection';
import { createFindingsTable } from './findings-table';
import { createRemediation } from './remediation';

/** The roles of this stack's functions. */
export interface FunctionRoles {
  readonly 'anomaly-detector-trigger': Role;
  readonly 'bedrock-analyzer': Role;
  readonly 'remediation-orchestrator': Role;
}

export interface AiOrchestrationStackProps extends EgressStackProps {
  readonly settings: AiOrchestrationSettings;
  /** Gets the recordings of NAT gateways, apart from the flow logs. */
  readonly rawLogs: Bucket;
  /** Holds the table of features. */
  readonly processedData: Bucket;
  /** Holds the metadata of the model in service. */
  readonly modelArtifacts: Bucket;
  /** Scores features; undefined where nothing is hosted, and then no anomaly is found. */
  readonly endpoint: Endpoint | undefined;
  readonly functionRoles: FunctionRoles;
  /** Calls Bedrock; the analyzer assumes it. */
  readonly bedrockAccess: Role;
  readonly functionRuntime: FunctionRuntime;
}

/** From the newest hour of egress to anomalies, their causes, and their fixes as far as the configuration lets them go. */
export class AiOrchestrationStack extends EgressStack {
  readonly findings: Table;
  readonly workflow: StateMachine;

  constructor(scope: Construct, id: string, props: AiOrchestrationStackProps) {
    super(scope, id, props);
    const { functionRoles } = props;
    this.findings = createFindingsTable(this, props.functionRuntime.encryptionKey);
    const analyzer = createAnalysis(this, { ...props, role: functionRoles['bedrock-analyzer'] });
    const remediator = createRemediation(this, {
      ...props,
      role: functionRoles['remediation-orchestrator'],
      findings: this.findings,
    });
    this.workflow = this.createWorkflow(props, analyzer, remediator);
    createDetection(this, {
      ...props,
      role: functionRoles['anomaly-detector-trigger'],
      workflow: this.workflow,
    });
  }

  private createWorkflow(
    { settings, functionRuntime }: AiOrchestrationStackProps,
    analyzer: BundledFunction,
    remediator: BundledFunction,
  ): StateMachine {
    const { alertTopic, encryptionKey } = functionRuntime;
    const workflow = new StateMachine(this, 'EgressRemediationWorkflow', {
      name: 'egress-remediation',
      description: 'Explains anomalies, and plans, applies and verifies their fixes',
      definition: remediationWorkflow({
        findingsTableName: this.findings.name,
        notificationTopicArn: alertTopic.arn,
        bedrockAnalyzerArn: analyzer.arn,
        remediationOrchestratorArn: remediator.arn,
        mode: settings.remediationMode,
        playbookModes: settings.playbookModes,
        approvalTimeoutSeconds: settings.approvalTimeoutHours * 3600,
      }),
      encryptionKey,
      alertTopic,
    });
    this.findings.grant(workflow.role, 'dynamodb:UpdateItem');
    alertTopic.grantPublish(workflow.role);
    analyzer.grantInvoke(workflow.role);
    remediator.grantInvoke(workflow.role);
    return workflow;
  }
}
