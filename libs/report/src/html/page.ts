import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { html, trusted, type Html } from './escape';
import type { Section } from './section';

/** In the order of the cascade: the last two change what the others set. */
const STYLES = [
  'theme.css',
  'page.css',
  'navigation.css',
  'summary.css',
  'tables.css',
  'charts.css',
  'findings.css',
  'anomalies.css',
  'facts.css',
  'narrow.css',
  'print.css',
];

export interface PageContent {
  readonly title: string;
  /** The head of the page, above the navigation. */
  readonly top: Html;
  readonly sections: readonly Section[];
}

/**
 * One HTML page that opens from disk: style, script and charts are inside, and its content security policy forbids every
 * request and every other script. The same content gives the same bytes.
 */
export function htmlPage({ title, top, sections }: PageContent): string {
  const style = STYLES.map((name) => ownFile(path.join('styles', name))).join('\n');
  const script = ownFile('script.js');
  const policy = [
    "default-src 'none'",
    `style-src ${sourceHash(style)}`,
    `script-src ${sourceHash(script)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        ${trusted(`<style>${style}</style>`)}
      </head>
      <body>
        <a class="skip" href="#content">Skip to the report</a>
        ${top} ${navigation(sections)}
        <main id="content" tabindex="-1">${sections.map(card)}</main>
        <footer>
          1 GB = 2<sup>30</sup> bytes, as AWS bills it. A month is 730 hours. Times are UTC. Nothing on this
          page was sent anywhere. Networks by <a href="https://db-ip.com">DB-IP</a>, RouteViews and the NRO
          (CC BY 4.0).
        </footer>
        ${trusted(`<script>${script}</script>`)}
      </body>
    </html> `.markup;
}

const navigation = (sections: readonly Section[]): Html =>
  html`<nav aria-label="Sections">
    <ul>
      ${sections.map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>`)}
    </ul>
  </nav>`;

const card = ({ id, heading, lead, body }: Section): Html =>
  html`<section id="${id}" class="card" aria-labelledby="${id}-heading">
    <h2 id="${id}-heading">${heading}</h2>
    ${lead !== undefined && html`<p class="lead">${lead}</p>`} ${body}
  </section> `;

/** Line ends as a browser's parser sees them, or the hash in the policy would not match. */
const ownFile = (name: string): string =>
  readFileSync(path.join(__dirname, name), 'utf8').replaceAll('\r\n', '\n');

const sourceHash = (content: string): string =>
  `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
