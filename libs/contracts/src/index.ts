export * from './analysis-document';
export * from './anomaly';
export * from './egress-class';
export * from './finding';
export * from './model-metadata';
export * from './remediation';
export * from './units';
