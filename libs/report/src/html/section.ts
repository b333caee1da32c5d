import type { Html } from './escape';

/** A part of the page with an entry in its navigation. */
export interface Section {
  /** Fragment of its address. */
  readonly id: string;
  readonly heading: string;
  /** A sentence below the heading that says what is shown and in which unit. */
  readonly lead?: string;
  readonly body: Html;
}
