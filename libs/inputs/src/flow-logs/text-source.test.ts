import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SqlEngine } from '@egress/sql-engine';
import {
  DEFAULT_HEADER,
  readFlowLogs,
  record,
  START,
  text,
  writeBytes,
  writeLines,
} from '../testing/flow-log-files';
import { VPC_FIELDS } from './fields';

const VERSION_5 = VPC_FIELDS.slice(0, 29).join(' ').replaceAll('_', '-');

describe('reading flow logs from text', () => {
  let engine: SqlEngine;
  let folder: string;

  beforeEach(async () => {
    engine = await SqlEngine.open({ threads: 2 });
    folder = mkdtempSync(path.join(os.tmpdir(), 'egress-flow-logs-'));
  });
  afterEach(() => {
    engine.close();
    rmSync(folder, { recursive: true });
  });

  it.each(['a.log', 'a.log.gz'])('reads records below a header, %s', async (name) => {
    const file = writeLines(folder, name, [DEFAULT_HEADER, record(), record({ bytes: 7 })]);
    const { records, reports } = await readFlowLogs(engine, [file]);
    expect(records).toHaveLength(2);
    expect(records[1]).toEqual({
      record_kind: 'vpc',
      account_id: '111122223333',
      interface_id: 'eni-0a1',
      srcaddr: '10.0.0.5',
      dstaddr: '52.216.0.1',
      srcport: 40000,
      dstport: 443,
      protocol: 6,
      packets: 10,
      bytes: 8000,
      start_time: START,
      end_time: START + 60,
      action: 'ACCEPT',
      log_status: 'OK',
      vpc_id: null,
      subnet_id: null,
      instance_id: null,
      pkt_srcaddr: null,
      pkt_dstaddr: null,
      region: null,
      az_id: null,
      pkt_src_aws_service: null,
      pkt_dst_aws_service: null,
      flow_direction: null,
      traffic_path: null,
      resource_id: null,
      interface_type: null,
      next_hop_az_id: null,
      next_hop_interface_type: null,
      workload_name: null,
    });
    const format = name.endsWith('.gz') ? 'text.gz' : 'text';
    expect(reports).toEqual([
      { path: file, kind: 'vpc-flow-logs', format, records: 2, malformed: 0, samples: [], notes: [] },
    ]);
  });

  it('takes columns from the header, in whatever order they are', async () => {
    const header = 'bytes pkt-dstaddr dstaddr srcaddr end start log-status action interface-id';
    const file = writeLines(folder, 'a.log', [header, record({ 'pkt-dstaddr': '1.2.3.4' }, header)]);
    const { records } = await readFlowLogs(engine, [file]);
    expect(records).toMatchObject([
      { bytes: 8000, pkt_dstaddr: '1.2.3.4', srcaddr: '10.0.0.5', start_time: START, end_time: START + 60 },
    ]);
  });

  it('takes underscores for hyphens', async () => {
    const header = `${DEFAULT_HEADER} pkt-srcaddr az-id`;
    const file = writeLines(folder, 'a.log', [
      header.replaceAll('-', '_'),
      record({ 'pkt-srcaddr': '10.9.9.9', 'az-id': 'use1-az1' }, header),
    ]);
    const { records } = await readFlowLogs(engine, [file]);
    expect(records).toMatchObject([
      { account_id: '111122223333', pkt_srcaddr: '10.9.9.9', az_id: 'use1-az1' },
    ]);
  });

  it('recognises the default format without header', async () => {
    const file = writeLines(folder, 'a.log', [record({ bytes: 1 }), record({ bytes: 2 })]);
    const { records, reports } = await readFlowLogs(engine, [file]);
    expect(records).toMatchObject([{ bytes: 1 }, { bytes: 2 }]);
    expect(reports).toMatchObject([{ records: 2 }]);
  });

  it('recognises all fields of version 5 without header', async () => {
    const file = writeLines(folder, 'a.log.gz', [
      record(
        {
          version: 5,
          'vpc-id': 'vpc-1',
          'subnet-id': 'subnet-1',
          'instance-id': 'i-1',
          'tcp-flags': 3,
          type: 'IPv4',
          'pkt-srcaddr': '10.0.0.6',
          'pkt-dstaddr': '52.216.0.2',
          region: 'us-east-1',
          'az-id': 'use1-az2',
          'pkt-dst-aws-service': 'S3',
          'flow-direction': 'egress',
          'traffic-path': 8,
        },
        VERSION_5,
      ),
    ]);
    const { records } = await readFlowLogs(engine, [file]);
    expect(records).toMatchObject([
      {
        vpc_id: 'vpc-1',
        subnet_id: 'subnet-1',
        instance_id: 'i-1',
        pkt_srcaddr: '10.0.0.6',
        pkt_dstaddr: '52.216.0.2',
        region: 'us-east-1',
        az_id: 'use1-az2',
        pkt_src_aws_service: null,
        pkt_dst_aws_service: 'S3',
        flow_direction: 'egress',
        traffic_path: 8,
      },
    ]);
  });

  it('reads custom logs without header by --log-format, and not without it', async () => {
    const fields = 'srcaddr dstaddr bytes start end action';
    const file = writeLines(folder, 'a.log', [record({}, fields)]);
    const logFormat = '${srcaddr} ${dstaddr} ${bytes} ${start} ${end} ${action}';
    const { records } = await readFlowLogs(engine, [file], { logFormat });
    expect(records).toMatchObject([{ srcaddr: '10.0.0.5', bytes: 8000, log_status: 'OK' }]);
    await expect(readFlowLogs(engine, [file])).rejects.toThrow(`${file}: not recognised`);
  });

  it('trusts a header more than --log-format', async () => {
    const file = writeLines(folder, 'a.log', [DEFAULT_HEADER, record()]);
    const { records } = await readFlowLogs(engine, [file], {
      logFormat: '${bytes} ${srcaddr} ${dstaddr} ${end}',
    });
    expect(records).toMatchObject([{ bytes: 8000 }]);
  });

  it('says what is wrong with a --log-format that names no field', async () => {
    const file = writeLines(folder, 'a.log', [record()]);
    await expect(readFlowLogs(engine, [file], { logFormat: '%h %l %u' })).rejects.toThrow(
      /--log-format: '%h %l %u'/,
    );
  });

  it('reads fields of versions 7 to 11 and ignores those of versions to come', async () => {
    const header = `${DEFAULT_HEADER} ecs-service-name reject-reason resource-id encryption-status instance-tag interface-type next-hop-az-id next-hop-interface-type quantum-state tag-42`;
    const values = {
      version: 12,
      'interface-id': '-',
      'ecs-service-name': 'orders',
      'resource-id': 'nat-1',
      'encryption-status': 1,
      'instance-tag': 'web%20tier',
      'interface-type': 'regional_nat_gateway',
      'next-hop-az-id': 'use1-az4',
      'next-hop-interface-type': 'transit_gateway',
      'quantum-state': 'up|down',
    };
    const file = writeLines(folder, 'a.log', [header, record(values, header)]);
    const { records } = await readFlowLogs(engine, [file]);
    expect(records).toMatchObject([
      {
        interface_id: null,
        resource_id: 'nat-1',
        interface_type: 'regional_nat_gateway',
        next_hop_az_id: 'use1-az4',
        next_hop_interface_type: 'transit_gateway',
        workload_name: 'web%20tier',
        log_status: 'OK',
      },
    ]);
  });

  it('reads transit gateway logs, with and without header', async () => {
    const values =
      '6 TransitGateway 111122223333 tgw-1 tgw-attach-1 111122223333 444455556666 vpc-1 vpc-2 subnet-1 subnet-2 eni-1 eni-2 use1-az1 use1-az2 tgw-attach-2 10.0.0.5 10.1.0.5 40000 443 6 10 8000 1795168800 1795168860 OK IPv4 0 0 0 0 19 us-east-1 ingress - -';
    const header =
      'version resource-type account-id tgw-id tgw-attachment-id tgw-src-vpc-account-id tgw-dst-vpc-account-id tgw-src-vpc-id tgw-dst-vpc-id tgw-src-subnet-id tgw-dst-subnet-id tgw-src-eni tgw-dst-eni tgw-src-az-id tgw-dst-az-id tgw-pair-attachment-id srcaddr dstaddr srcport dstport protocol packets bytes start end log-status type packets-lost-no-route packets-lost-blackhole packets-lost-mtu-exceeded packets-lost-ttl-expired tcp-flags region flow-direction pkt-src-aws-service pkt-dst-aws-service';
    const withHeader = writeLines(folder, 'a.log', [header, values]);
    const without = writeLines(folder, 'b.log.gz', [values, values]);
    const { records, reports } = await readFlowLogs(engine, [withHeader, without]);
    expect(reports).toMatchObject([
      { kind: 'tgw-flow-logs', records: 1 },
      { kind: 'tgw-flow-logs', records: 2 },
    ]);
    expect(records).toHaveLength(3);
    expect(records[0]).toMatchObject({
      record_kind: 'tgw',
      interface_id: 'tgw-attach-1',
      resource_id: 'tgw-1',
      vpc_id: 'vpc-1',
      subnet_id: 'subnet-1',
      az_id: 'use1-az1',
      region: 'us-east-1',
      bytes: 8000,
      flow_direction: 'ingress',
      action: 'ACCEPT',
      log_status: 'OK',
    });
  });

  it('reads exports of CloudWatch Logs, which put a time before each record', async () => {
    const file = writeLines(folder, '000000.gz', [
      `2026-11-20T10:01:00.000Z ${record({ bytes: 5 })}`,
      `2026-11-20T10:02:00.000Z ${record({ bytes: 6 })}`,
    ]);
    const { records } = await readFlowLogs(engine, [file]);
    expect(records).toMatchObject([{ bytes: 5, srcaddr: '10.0.0.5' }, { bytes: 6 }]);
  });

  it.each([
    ['CRLF', `${DEFAULT_HEADER}\r\n${record()}\r\n${record()}\r\n`],
    ['mixed line ends', `${DEFAULT_HEADER}\r\n${record()}\n${record()}\r\n`],
    ['carriage returns alone', `${DEFAULT_HEADER}\r${record()}\r${record()}\r`],
    ['no last line end', `${DEFAULT_HEADER}\n${record()}\n${record()}`],
    ['a byte-order mark', `\ufeff${DEFAULT_HEADER}\n${record()}\n${record()}\n`],
    ['a byte-order mark but no header', `\ufeff${record()}\n${record()}\n`],
    ['a byte-order mark and mixed line ends', `\ufeff${record()}\r\n${record()}\n`],
    ['empty lines', `\n\n${DEFAULT_HEADER}\n\n${record()}\n\n\n${record()}\n\n`],
    ['empty CRLF lines', `\r\n${DEFAULT_HEADER}\r\n\r\n${record()}\r\n\r\n${record()}\r\n`],
  ])('reads files with %s', async (_, content) => {
    const file = writeBytes(folder, 'a.log', content);
    const { records, reports } = await readFlowLogs(engine, [file]);
    expect(records).toMatchObject([
      { interface_id: 'eni-0a1', bytes: 8000, log_status: 'OK' },
      { interface_id: 'eni-0a1', bytes: 8000, log_status: 'OK' },
    ]);
    expect(reports).toMatchObject([{ records: 2, malformed: 0 }]);
  });

  it.each(['utf-16le', 'utf-16be'])('reads %s text', async (encoding) => {
    const content = Buffer.from(`\ufeff${text([DEFAULT_HEADER, record(), record()])}`, 'utf16le');
    const file = writeBytes(folder, 'a.log', encoding === 'utf-16le' ? content : content.swap16());
    const { records, reports } = await readFlowLogs(engine, [file]);
    expect(records).toMatchObject([{ bytes: 8000 }, { bytes: 8000 }]);
    expect(reports).toMatchObject([{ path: file, records: 2, malformed: 0, notes: [] }]);
  });

  it('takes times in milliseconds', async () => {
    const file = writeLines(folder, 'a.log', [
      DEFAULT_HEADER,
      record({ start: START * 1000 + 999, end: (START + 60) * 1000 }),
    ]);
    const { records } = await readFlowLogs(engine, [file]);
    expect(records).toMatchObject([{ start_time: START, end_time: START + 60, log_status: 'OK' }]);
  });

  it('takes account and region from the path only where the record has none', async () => {
    const header = `${DEFAULT_HEADER} region`;
    const delivered = 'AWSLogs/444455556666/vpcflowlogs/eu-west-1/2026/11/20/a.log.gz';
    const file = writeLines(folder, delivered, [
      header,
      record({ 'account-id': '-', bytes: 1 }, header),
      record({ region: 'us-east-2', bytes: 2 }, header),
    ]);
    const { records } = await readFlowLogs(engine, [file]);
    expect(records).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ bytes: 1, account_id: '444455556666', region: 'eu-west-1' }),
        expect.objectContaining({ bytes: 2, account_id: '111122223333', region: 'us-east-2' }),
      ]),
    );
  });

  it('does not confuse files of several formats, accounts and compressions that are read together', async () => {
    const short = 'dstaddr srcaddr bytes start end action log-status';
    const logs = 'AWSLogs/111122223333/vpcflowlogs';
    writeLines(folder, `${logs}/us-east-1/a.log`, [DEFAULT_HEADER, record({ bytes: 1 })]);
    writeLines(folder, `${logs}/us-east-2/b.log.gz`, [DEFAULT_HEADER, record({ bytes: 2 })]);
    writeLines(folder, `${logs}/us-east-2/c.log`, [short, record({ bytes: 3 }, short), 'x y']);
    writeLines(folder, 'd.log', [record({ bytes: 4 }), record({ bytes: 5 }), 'z']);
    const { records, reports } = await readFlowLogs(engine, [folder]);
    const found = records.map(({ bytes, region }) => `${bytes} ${region}`).sort();
    expect(found).toEqual(['1 us-east-1', '2 us-east-2', '3 us-east-2', '4 null', '5 null']);
    expect(reports.map(({ records: n, malformed }) => [n, malformed])).toEqual([
      [1, 0],
      [1, 0],
      [1, 1],
      [2, 1],
    ]);
  });

  it('reads files whose names look like patterns', async () => {
    const file = writeLines(folder, "it's [1]*{a,b}?.log", [DEFAULT_HEADER, record(), 'x']);
    writeLines(folder, "it's 1_b}2.log", [DEFAULT_HEADER, record()]);
    writeLines(folder, "it's [1]_{a,b}2.log", [DEFAULT_HEADER, record()]);
    const { records, reports } = await readFlowLogs(engine, [file]);
    expect(records).toHaveLength(1);
    expect(reports).toMatchObject([{ path: file, records: 1, malformed: 1, samples: [{ file, line: 3 }] }]);
  });

  it('reads records that two files hold from both, for the analysis to tell copies', async () => {
    writeLines(folder, 'vpc/a.log', [DEFAULT_HEADER, record()]);
    writeLines(folder, 'eni/b.log', [DEFAULT_HEADER, record()]);
    const { records } = await readFlowLogs(engine, [folder]);
    expect(records).toHaveLength(2);
    expect(records[0]).toEqual(records[1]);
  });
});
