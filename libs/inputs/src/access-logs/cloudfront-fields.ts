import type { HeaderSyntax } from '../integrity/header-syntax';

/** `cs(User-Agent)` in text and JSON is `cs_user_agent` in Parquet; `timestamp(ms)` becomes `timestamp_ms`. */
export function canonicalCloudFrontField(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replace(/_$/, '');
}

/** The `#Version:` and `#Fields:` lines of the W3C extended log format. */
export const CLOUDFRONT_HEADERS: HeaderSyntax = {
  marker: '#Fields:',
  read: (line) => {
    if (!line.startsWith('#')) return null;
    const names = /^#Fields:\s*(.+)$/.exec(line)?.[1];
    if (names === undefined) return { fields: null };
    const fields = names.trim().split(/\s+/).map(canonicalCloudFrontField);
    return { fields: fields.includes('sc_bytes') || fields.includes('cs_uri_stem') ? fields : null };
  },
};
