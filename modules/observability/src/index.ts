export { Alarm, type AlarmProps, type Alarms } from './alarm';
export { AlertTopic, type AlertTopicProps } from './alert-topic';
export { Budget, type BudgetFilter, type BudgetProps } from './budget';
export { CostAnomalyMonitor, type CostAnomalyMonitorProps } from './cost-anomaly-monitor';
export { Dashboard, type DashboardProps, type Text } from './dashboard';
export { EventAlert, type EventAlertProps, type EventPattern } from './event-alert';
export { type Graph, type MetricSearch } from './graph';
export { LogGroup, type LogGroupProps } from './log-group';
export { type Metric } from './metric';
