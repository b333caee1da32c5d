export * from './analysis-document';
export * from './egress-class';
export * from './finding';
export * from './units';
