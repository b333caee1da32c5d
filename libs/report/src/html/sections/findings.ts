import type { AnalysisDocument, Finding } from '@egress/contracts';
import { CAUSE_LABELS } from '../../cause-labels';
import { formatCount, formatUsd } from '../../format';
import { bySaving } from '../../totals';
import { html, type Html } from '../escape';
import type { Section } from '../section';
import { MAX_ROWS } from '../table';

export function findingsSection(doc: AnalysisDocument): Section {
  const findings = bySaving(doc.findings);
  const dearest = Math.max(0, ...findings.map((finding) => finding.savingUsdPerMonth.high));
  const left = findings.length - MAX_ROWS;
  return {
    id: 'findings',
    heading: 'What to do',
    lead: lead(doc),
    body: html`<ol class="findings">
        ${findings.slice(0, MAX_ROWS).map((finding, index) => findingItem(finding, dearest, index === 0))}
      </ol>
      ${left > 0 && html`<p class="more">${formatCount(left)} more in the output of <code>--json</code>.</p>`}`,
  };
}

function lead(doc: AnalysisDocument): string {
  if (doc.findings.length === 0) return 'Nothing was found that these inputs can prove.';
  const { low, expected, high } = doc.savingUsdPerMonth;
  return (
    `Together about ${formatUsd(expected)} a month (${formatUsd(low)} to ${formatUsd(high)}); ` +
    'savings that overlap are counted once. Nothing is changed until you run a fix yourself.'
  );
}

const findingItem = (finding: Finding, dearest: number, open: boolean): Html =>
  html`<li>
    <details class="finding" ${open && 'open'}>
      <summary>
        <span class="what">
          <span class="cause">${CAUSE_LABELS[finding.cause]} <code>${finding.cause}</code></span>
          <strong>${finding.title}</strong>
          <small>${[finding.resource, finding.region, finding.accountId].filter(Boolean).join(' · ')}</small>
        </span>
        ${saving(finding, dearest)}
      </summary>
      <dl class="evidence">
        ${finding.evidence.map(
          ({ name, value, unit }) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${typeof value === 'number' ? formatEvidence(value, unit) : value} ${unit}</dd>
            </div>`,
        )}
      </dl>
      <p><strong>Fix.</strong> ${finding.fix.summary}</p>
      ${code('AWS CLI', finding.fix.awsCli)} ${code('Terraform', finding.fix.terraform)}
      <p><strong>Risk.</strong> ${finding.risk}</p>
      <p><strong>Does not help.</strong> ${finding.doesNotHelp}</p>
    </details>
  </li> `;

function saving({ savingUsdPerMonth: { low, expected, high } }: Finding, dearest: number): Html {
  if (high <= 0) return html`<span class="saving risk">Risk, no saving</span>`;
  const at = (usd: number): string => ((100 * Math.max(0, usd)) / dearest).toFixed(1);
  const width = Math.max(1, (100 * (high - Math.max(0, low))) / dearest).toFixed(1);
  return html`<span class="saving">
    <span><b>${formatUsd(expected)}</b> a month</span>
    <svg class="range" aria-hidden="true">
      <rect class="track" width="100%" height="4" y="4" rx="2" />
      <rect x="${at(low)}%" width="${width}%" height="4" y="4" rx="2" />
      <rect class="expected" x="${at(expected)}%" width="3" height="12" rx="1.5" />
    </svg>
    <small>${formatUsd(low)} to ${formatUsd(high)}</small>
  </span>`;
}

const formatEvidence = (value: number, unit?: string): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: unit?.startsWith('USD') ? 4 : 2 });

const code = (language: string, source: string): Html | false =>
  source.trim() !== '' &&
  html`<figure class="code">
    <figcaption>
      ${language}<button type="button" class="copy" hidden aria-label="Copy the ${language} of this fix">
        Copy
      </button>
    </figcaption>
    <pre tabindex="0" role="group" aria-label="${language}"><code>${source.trim()}</code></pre>
  </figure>`;
