import type { DetectionDocument } from '@egress/anomalies';
import type { AnalysisDocument } from '@egress/contracts';
import { htmlPage } from './page';
import type { Section } from './section';
import { anomaliesSection } from './sections/anomalies';
import { classesSection } from './sections/classes';
import { crossAzPairsSection } from './sections/cross-az-pairs';
import { findingsSection } from './sections/findings';
import { inputsSection } from './sections/inputs';
import { pathsSection } from './sections/paths';
import { qualitySection } from './sections/quality';
import { reconciliationSection } from './sections/reconciliation';
import { summary } from './sections/summary';
import { talkersSection } from './sections/talkers';
import { trendSection } from './sections/trend';

const SECTIONS: readonly ((doc: AnalysisDocument) => Section)[] = [
  trendSection,
  pathsSection,
  findingsSection,
  classesSection,
  talkersSection,
  crossAzPairsSection,
  reconciliationSection,
  qualitySection,
  inputsSection,
];

/** The report on what egress costs; with a detection on the same logs, on what changed as well. */
export function renderHtml(doc: AnalysisDocument, detection?: DetectionDocument): string {
  return htmlPage({
    title: 'Egress cost report',
    top: summary(doc),
    sections: [
      ...(detection === undefined ? [] : [anomaliesSection(detection)]),
      ...SECTIONS.map((section) => section(doc)),
    ],
  });
}
