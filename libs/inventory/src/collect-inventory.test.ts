import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EC2Client } from '@aws-sdk/client-ec2';
import { collectInventory } from './collect-inventory';
import { readInventory } from './read-inventory';

type Answer = (command: string, input: { NextToken?: string }) => object;

/** A client of the SDK whose calls are answered here. */
function clientOf(answer: Answer) {
  return async (region = 'us-east-1'): Promise<EC2Client> => {
    const client = new EC2Client({ region, credentials: { accessKeyId: 'a', secretAccessKey: 's' } });
    const send = async (command: { constructor: { name: string }; input: object }) =>
      answer(command.constructor.name.replace(/Command$/, ''), command.input);
    return Object.assign(client, { send });
  };
}

function failure(name: string): Error {
  return Object.assign(new Error('You are not authorized'), { name });
}

describe('collectInventory', () => {
  let out: string;
  beforeEach(() => {
    out = mkdtempSync(path.join(os.tmpdir(), 'collected-'));
  });
  afterEach(() => rmSync(out, { recursive: true, force: true }));

  const answers: Answer = (command, { NextToken }) => {
    if (command === 'DescribeVpcs') {
      return NextToken === undefined
        ? { Vpcs: [{ VpcId: 'vpc-1', CidrBlock: '10.0.0.0/16' }], NextToken: 'more' }
        : { Vpcs: [{ VpcId: 'vpc-2', CidrBlock: '10.1.0.0/16' }] };
    }
    if (command === 'DescribeNatGateways') {
      return {
        NatGateways: [
          { NatGatewayId: 'nat-1', VpcId: 'vpc-1', CreateTime: new Date('2026-01-02T03:04:05Z') },
        ],
      };
    }
    return command === 'DescribeAddresses' ? { Addresses: [{ PublicIp: '3.3.3.3' }] } : {};
  };

  it('writes all pages of every call as the CLI prints them', async () => {
    const calls: string[] = [];
    const { files, problems } = await collectInventory({
      out,
      connect: clientOf(answers),
      onCall: (call) => calls.push(call),
    });
    expect(problems).toEqual([]);
    expect(calls).toHaveLength(10);
    expect(calls[0]).toBe('us-east-1 describe-vpcs');
    expect(readdirSync(out).sort()).toEqual(files.map((file) => path.basename(file.path)).sort());
    const inventory = readInventory(out);
    expect(inventory.vpcs.map((vpc) => vpc.VpcId)).toEqual(['vpc-1', 'vpc-2']);
    expect(inventory.natGateways[0]?.CreateTime).toBe('2026-01-02T03:04:05.000Z');
    expect(inventory.addresses).toHaveLength(1);
    expect(JSON.parse(readFileSync(path.join(out, 'describe-instances.json'), 'utf8'))).toEqual({
      Reservations: [],
    });
  });

  it('gives each of several regions its folder', async () => {
    await collectInventory({ out, regions: ['us-east-1', 'eu-west-1'], connect: clientOf(answers) });
    expect(readdirSync(out).sort()).toEqual(['eu-west-1', 'us-east-1']);
    expect(existsSync(path.join(out, 'eu-west-1', 'describe-vpcs.json'))).toBe(true);
  });

  it('makes read-only calls only', async () => {
    const commands = new Set<string>();
    await collectInventory({
      out,
      connect: clientOf((command) => {
        commands.add(command);
        return {};
      }),
    });
    expect([...commands].filter((command) => !command.startsWith('Describe'))).toEqual([]);
    expect(commands.size).toBe(10);
  });

  it('names the action to allow where a call is denied, and writes the other files', async () => {
    const connect = clientOf((command, input) => {
      if (command === 'DescribeSubnets') throw failure('UnauthorizedOperation');
      return answers(command, input);
    });
    const { files, problems } = await collectInventory({ out, connect });
    expect(problems).toEqual([
      expect.stringMatching(
        /^us-east-1: describe-subnets is not allowed; allow the action ec2:DescribeSubnets/,
      ),
    ]);
    expect(files).toHaveLength(9);
    expect(readdirSync(out)).not.toContain('describe-subnets.json');
  });

  it('stops at once where AWS does not know the caller', async () => {
    const connect = clientOf(() => {
      throw failure('ExpiredToken');
    });
    await expect(collectInventory({ out, connect })).rejects.toThrow(/no usable AWS credentials/);
    expect(readdirSync(out)).toEqual([]);
  });
});
