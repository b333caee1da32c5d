import type { AnalysisDocument } from '@egress/contracts';

/** A document of inputs in which nothing was found. */
export function emptyDocument(): AnalysisDocument {
  return {
    schemaVersion: '1.0',
    window: { start: null, end: null, hours: 0, coveredHours: 0 },
    reconciledWindow: null,
    inputs: [],
    classes: [],
    talkers: [],
    crossAzPairs: [],
    findings: [],
    savingUsdPerMonth: { low: 0, expected: 0, high: 0 },
    reconciliation: [],
    trend: [],
    paths: [],
    quality: {
      records: 0,
      accepted: 0,
      rejected: 0,
      noData: 0,
      skipData: 0,
      duplicates: 0,
      malformed: 0,
      samples: [],
      notes: [],
    },
  };
}
