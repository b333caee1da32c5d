import type { HeaderSyntax } from '../integrity/header-syntax';
import { areFlowFields, canonicalField, DEFAULT_FIELD_COUNT, TGW_FIELDS, VPC_FIELDS } from './fields';

/** Canonical field names of a header line; null when the line is not one. */
export function parseHeader(line: string): readonly string[] | null {
  if (!/^[A-Za-z][\w -]*$/.test(line.trimEnd())) return null;
  const fields = line.trimEnd().split(' ').map(canonicalField);
  return areFlowFields(fields) ? fields : null;
}

export const FLOW_LOG_HEADERS: HeaderSyntax = {
  // No useful format lacks all of srcaddr, dstaddr, pkt-srcaddr and pkt-dstaddr.
  marker: 'addr',
  delimiter: ' ',
  read: (line) => {
    const fields = parseHeader(line);
    return fields === null ? null : { fields };
  },
};

/**
 * Canonical field names of a LogFormat as `describe-flow-logs` prints it, `${version} ${account-id} …`, also without
 * the `${}`. Throws when it names no flow-log field.
 */
export function parseLogFormat(logFormat: string): readonly string[] {
  const fields = logFormat
    .trim()
    .split(/[\s,]+/)
    .map((name) => canonicalField(name.replace(/^\$\{(.*)\}$/, '$1')));
  if (!areFlowFields(fields)) {
    throw new Error(
      `--log-format: '${logFormat}' is no flow-log format. Copy the LogFormat that "aws ec2 describe-flow-logs" prints, e.g. '\${version} \${account-id} \${interface-id} \${srcaddr} \${dstaddr} \${bytes}'.`,
    );
  }
  return fields;
}

const ADDRESS = /^(-|\d{1,3}(\.\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]+)$/;
const NUMBER = /^(-|\d+)$/;

/** What a field's values look like; a field that is not here may hold anything. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  version: NUMBER,
  resource_type: /^TransitGateway/,
  account_id: /^(-|\d{12}|unknown)$/,
  interface_id: /^(-|eni-.*)$/,
  tgw_id: /^(-|tgw-.*)$/,
  tgw_attachment_id: /^(-|tgw-.*)$/,
  srcaddr: ADDRESS,
  dstaddr: ADDRESS,
  pkt_srcaddr: ADDRESS,
  pkt_dstaddr: ADDRESS,
  srcport: NUMBER,
  dstport: NUMBER,
  protocol: NUMBER,
  packets: NUMBER,
  bytes: NUMBER,
  start: NUMBER,
  end: NUMBER,
  tcp_flags: NUMBER,
  traffic_path: NUMBER,
  action: /^(-|ACCEPT|REJECT)$/,
  log_status: /^(-|OK|NODATA|SKIPDATA)$/,
  vpc_id: /^(-|vpc-.*)$/,
  subnet_id: /^(-|subnet-.*)$/,
  instance_id: /^(-|i-.*)$/,
  type: /^(-|IPv4|IPv6|EFA)$/,
  region: /^(-|[a-z]+(-[a-z]+)+-\d)$/,
  flow_direction: /^(-|ingress|egress)$/,
};

/**
 * The fields of a log that has no header: those of `logFormat` where its values fit, else AWS's own order (default
 * format, full version 5 and the like, transit gateway). null when no order fits.
 */
export function guessFields(
  lines: readonly string[],
  logFormat: readonly string[] | null,
): readonly string[] | null {
  const rows = lines.filter((line) => line.trim() !== '').map((line) => line.trimEnd().split(' '));
  const width = rows[0]?.length ?? 0;
  const candidates = [
    ...(logFormat === null ? [] : [logFormat]),
    ...(width >= DEFAULT_FIELD_COUNT ? [VPC_FIELDS.slice(0, width)] : []),
    TGW_FIELDS,
  ];
  return candidates.find((fields) => fields.length === width && fits(rows, fields)) ?? null;
}

/** A few malformed rows do not make a log unreadable: most rows have to fit, and the first one among them. */
function fits(rows: readonly (readonly string[])[], fields: readonly string[]): boolean {
  const fitting = rows.filter(
    (row) =>
      row.length === fields.length && row.every((value, i) => SHAPES[fields[i] ?? '']?.test(value) ?? true),
  );
  return fitting.length > rows.length / 2;
}
