import { createHash } from 'node:crypto';
import { analysisDocumentSchema } from '@egress/contracts';
import { HOSTILE_TEXT } from '../testing/nasty-text';
import { emptyDocument } from '../testing/empty-document';
import { sampleDocument } from '../testing/sample-document';
import { renderHtml } from './analysis-report';
import { MAX_ROWS } from './table';

const page = renderHtml(sampleDocument());

/** What is between an element's tags, first occurrence. */
const contentOf = (element: string, markup = page): string =>
  new RegExp(`<${element}(?: [^>]*)?>([^]*?)</${element}>`).exec(markup)?.[1] ?? '';

const section = (id: string): string =>
  new RegExp(`<section id="${id}"[^]*?</section>`).exec(page)?.[0] ?? '';

it.each([
  ['sample', sampleDocument()],
  ['empty', emptyDocument()],
])('is tested with a %s document of the schema', (_name, document) => {
  expect(analysisDocumentSchema.parse(document)).toEqual(document);
});

it('refers to nothing outside of itself', () => {
  const withoutCredit = page.replace('<a href="https://db-ip.com">', '');
  const addresses = [...withoutCredit.matchAll(/(?:src|href|action|url)\s*[=(]\s*"?([^"\s)>]*)/g)].map(
    (match) => match[1],
  );
  expect(addresses.length).toBeGreaterThan(10);
  expect(addresses.filter((address) => !/^(#|data:,|x$|&)/.test(address ?? ''))).toEqual([]);
});

it.each(['style', 'script'])('allows its own %s, and no other, by hash', (element) => {
  const hash = createHash('sha256').update(contentOf(element)).digest('base64');
  expect(page).toContain(`${element}-src &#39;sha256-${hash}&#39;`);
  expect(page).not.toContain('unsafe-inline');
  expect(page).not.toMatch(/<[^>]*\s(style|on\w+)="/);
});

it('writes hostile text as text', () => {
  expect(page).not.toContain(HOSTILE_TEXT);
  expect(page).not.toContain('<img');
  expect(page.match(/<\/script>/g)).toHaveLength(1);
  expect(page).toContain('&lt;/script&gt;&lt;img src=x onerror=&quot;');
});

it('heads the page with the cost per month, the measured cost and the saving', () => {
  const header = contentOf('header');
  expect(header).toContain('$9,842.71');
  expect(header).toContain('$2,265.17');
  expect(header).toContain('$3,490.20');
});

it('gives every finding its saving, evidence, both fixes, risk and what it does not help', () => {
  const { findings } = sampleDocument();
  expect(section('findings').match(/<details class="finding"/g)).toHaveLength(findings.length);
  expect(section('findings')).toContain('$1,101.20 to $1,466.90');
  expect(section('findings')).toContain('aws ec2 create-vpc-endpoint');
  expect(section('findings')).toContain('resource &quot;aws_vpc_endpoint&quot;');
  expect(section('findings')).toContain('Open connections to S3 are reset');
  expect(section('findings')).toContain('Buckets in other regions');
});

it('offers no Terraform where a finding has none', () => {
  const [finding] = sampleDocument().findings;
  const without = {
    ...sampleDocument(),
    findings: [{ ...finding!, fix: { ...finding!.fix, terraform: '' } }],
  };
  expect(renderHtml(without)).toContain('Copy the AWS CLI');
  expect(renderHtml(without)).not.toContain('Copy the Terraform');
});

it('limits long tables and says how many rows are left', () => {
  expect(section('talkers').match(/<tr role="row">/g)).toHaveLength(MAX_ROWS + 1);
  expect(section('talkers')).toContain('14 more');
});

it('says which hours of flows and bill are compared', () => {
  expect(section('reconciliation')).toContain('14 Nov 2026, 00:00 to 19 Nov 2026, 18:00 UTC (138 h)');
});

it('says that there is no bill where there is none', () => {
  expect(section('reconciliation')).toContain('no bill');
});

it('says what is missing when nothing was found', () => {
  const empty = renderHtml(emptyDocument());
  expect(empty).toContain('These inputs hold no traffic with a time.');
  expect(empty).toContain('Nothing was found that these inputs can prove.');
});

it.each([
  ['sample', page],
  ['empty', renderHtml(emptyDocument())],
])('shows no number that is none in the %s document', (_name, markup) => {
  expect(contentOf('body', markup.replace(contentOf('script', markup), ''))).not.toMatch(
    /NaN|undefined|Infinity|\[object/,
  );
});

it('is the same for the same document', () => {
  expect(renderHtml(sampleDocument())).toBe(page);
});
