import { containing, type RequiredResource } from './required-resource';

export const AI_ORCHESTRATION: readonly RequiredResource[] = [
  ...[
    ['anomaly_detector_trigger', 'AnomalyDetectorTrigger/Function'],
    ['bedrock_analyzer', 'BedrockAnalyzer'],
    ['remediation_orchestrator', 'RemediationOrchestrator'],
  ].map(([name, id]) => ({
    name: `aws_lambda_function.${name}`,
    type: 'aws_lambda_function',
    address: `ai-orchestration/${id}/Resource`,
  })),
  ...[
    '"Type":"Choice"',
    'S3_Public_Access',
    '"Retry":',
    '"Catch":',
    'BedrockAnalyzer',
    'RemediationOrchestrator',
  ]
    .concat('arn:aws:states:::sns:publish')
    .map((part) => ({
      name: `${part} in aws_sfn_state_machine.egress_remediation_workflow`,
      type: 'aws_sfn_state_machine',
      address: 'ai-orchestration/EgressRemediationWorkflow/Resource',
      block: { definition: containing(part) },
    })),
  {
    name: 'aws_cloudwatch_event_rule.anomaly_detection_schedule, hourly',
    type: 'aws_cloudwatch_event_rule',
    address: 'ai-orchestration/AnomalyDetectorTrigger/Schedule',
    block: { schedule_expression: expect.stringMatching(/^(rate\(1 hour\)|cron\(\d+ \* \* \* \? \*\))$/) },
  },
];
