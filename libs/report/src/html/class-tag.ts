import type { EgressClass } from '@egress/contracts';
import { className } from '../class-labels';
import { html, type Html } from './escape';

/** A class's colour and name, as everywhere on the page. */
export const classTag = (egressClass: EgressClass): Html =>
  html`<span class="class-tag"
    ><i class="swatch ${classColour(egressClass)}"></i>${className(egressClass)}</span
  >`;

/** The style class that fills with the colour of an egress class. */
export const classColour = (egressClass: EgressClass): string => `c-${egressClass.replaceAll('_', '-')}`;

/** A name over the ids behind it. */
export const nameWithIds = (name: string, ids: string): Html =>
  html`<span class="name">${name}</span>${ids !== '' && html`<small>${ids}</small>`}`;

/** A bar below an amount: its share of the largest one. */
export function shareBar(part: number, whole: number): Html {
  const width = whole > 0 ? Math.max(0, Math.min(100, (100 * part) / whole)) : 0;
  return html`<svg class="share" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
    <rect width="100" height="4" class="track" />
    <rect width="${width.toFixed(1)}" height="4" />
  </svg>`;
}
