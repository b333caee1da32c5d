import {
  CreateFlowLogsCommand,
  CreateNatGatewayCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteFlowLogsCommand,
  DescribeFlowLogsCommand,
  DescribeNatGatewaysCommand,
} from '@aws-sdk/client-ec2';
import { NAT_ANOMALY } from '@egress/contracts/testing';
import * as fc from 'fast-check';
import { describeOnLocalAws } from '@egress/local-aws/testing';
import { expectExactUndo, expectMeddlingNoticed } from './round-trip';
import { createBucket, RAW_LOGS_ARN, startStrictAccount, type StrictAccount } from './strict-account';

jest.setTimeout(600_000);

const OTHER_ARN = 'arn:aws:s3:::other-logs';

let account: StrictAccount;
let natGatewayId: string;

beforeAll(async () => {
  account = await startStrictAccount();
  await createBucket(account.s3, 'other-logs');
  const { Vpc } = await account.ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const { Subnet } = await account.ec2.send(
    new CreateSubnetCommand({ VpcId: Vpc!.VpcId!, CidrBlock: '10.0.0.0/16' }),
  );
  const { NatGateway } = await account.ec2.send(
    new CreateNatGatewayCommand({ SubnetId: Subnet!.SubnetId!, ConnectivityType: 'private' }),
  );
  natGatewayId = NatGateway!.NatGatewayId!;
});
afterAll(() => account.close());

async function interfaces(): Promise<string[]> {
  const { NatGateways = [] } = await account.ec2.send(
    new DescribeNatGatewaysCommand({ NatGatewayIds: [natGatewayId] }),
  );
  return NatGateways[0]!.NatGatewayAddresses!.map(({ NetworkInterfaceId }) => NetworkInterfaceId!);
}

async function record(LogDestination: string, MaxAggregationInterval: number) {
  await account.ec2.send(
    new CreateFlowLogsCommand({
      ResourceType: 'NetworkInterface',
      ResourceIds: await interfaces(),
      TrafficType: 'ALL',
      LogDestinationType: 's3',
      LogDestination,
      MaxAggregationInterval,
    }),
  );
}

async function flowLogs() {
  const Filter = [{ Name: 'resource-id', Values: await interfaces() }];
  return (await account.ec2.send(new DescribeFlowLogsCommand({ Filter }))).FlowLogs ?? [];
}

const roundTrip = {
  states: fc.record({
    isRecordedByUs: fc.boolean(),
    isRecordedElsewhere: fc.boolean(),
    interval: fc.constantFrom(60, 600),
  }),
  isWrong: ({ isRecordedByUs }: { readonly isRecordedByUs: boolean }) => !isRecordedByUs,
  create: async (state: {
    readonly isRecordedByUs: boolean;
    readonly isRecordedElsewhere: boolean;
    readonly interval: number;
  }) => {
    if (state.isRecordedByUs) await record(RAW_LOGS_ARN, state.interval);
    if (state.isRecordedElsewhere) await record(OTHER_ARN, state.interval);
    return { ...NAT_ANOMALY, resource: natGatewayId, evidence: {} };
  },
  see: async () => (await flowLogs()).map((flowLog) => JSON.stringify(flowLog)).sort(),
  remove: async () => {
    const FlowLogIds = (await flowLogs()).map(({ FlowLogId }) => FlowLogId!);
    if (FlowLogIds.length > 0) await account.ec2.send(new DeleteFlowLogsCommand({ FlowLogIds }));
  },
};

describeOnLocalAws('start-nat-recording on a strict EC2', () => {
  it('stops exactly the recordings that it started', () => expectExactUndo(account, roundTrip));

  it('notices a recording that someone else started in between', () =>
    expectMeddlingNoticed(account, roundTrip, () => record(RAW_LOGS_ARN, 60)));
});
