import { NAT_ID } from '@egress/contracts/testing';
import { ec2Answer, fakeEc2 } from '../testing/fake-ec2';
import { ec2NatRecordings } from './ec2-nat-recordings';

const MARK = { anomalyId: '2026112105-nat', startedAt: '2026-11-21T08:00:00.000Z' };
const EXPIRES_AT = '2026-11-21T14:00:00.000Z';
const DESTINATION = 'arn:aws:s3:::raw-logs/flow-logs/';

let ec2: Awaited<ReturnType<typeof fakeEc2>>;
beforeEach(async () => (ec2 = await fakeEc2()));
afterEach(() => ec2.close());

const recordings = () =>
  ec2NatRecordings(ec2.client, {
    destination: DESTINATION,
    fields: ['version', 'interface-id', 'bytes'],
    usdPerGb: 0.28,
  });

/** Lets EC2 have one NAT gateway, and these flow logs of what was asked for. */
function answerWith(gateway: string, flowLogs = ''): void {
  ec2.replies['DescribeNatGateways'] = ec2Answer(
    'DescribeNatGateways',
    `<natGatewaySet><item><natGatewayId>${NAT_ID}</natGatewayId>${gateway}</item></natGatewaySet>`,
  );
  ec2.replies['DescribeFlowLogs'] = ec2Answer('DescribeFlowLogs', `<flowLogSet>${flowLogs}</flowLogSet>`);
}

const onInterfaces = (...ids: readonly string[]) =>
  `<natGatewayAddressSet>${ids
    .map((id) => `<item><networkInterfaceId>${id}</networkInterfaceId></item>`)
    .join('')}</natGatewayAddressSet>`;

it('reads the interfaces of a NAT gateway, and the flow logs of them that come to us', async () => {
  const flowLog = (id: string, destination: string, more: string) =>
    `<item><flowLogId>${id}</flowLogId><resourceId>eni-1</resourceId>
      <logDestination>${destination}</logDestination>${more}</item>`;
  answerWith(
    `<state>available</state>${onInterfaces('eni-1', 'eni-1', 'eni-2')}
      <tagSet><item><key>team</key><value>web</value></item></tagSet>`,
    [
      flowLog('fl-1', DESTINATION, '<deliverLogsStatus>SUCCESS</deliverLogsStatus>'),
      flowLog(
        'fl-2',
        DESTINATION,
        `<deliverLogsStatus>FAILED</deliverLogsStatus>
          <deliverLogsErrorMessage>Access error</deliverLogsErrorMessage>
          <tagSet><item><key>egress-optimizer:anomaly</key><value>a1</value></item></tagSet>`,
      ),
      flowLog('fl-3', 'arn:aws:s3:::another', ''),
    ].join(''),
  );
  expect(await recordings().find(NAT_ID)).toEqual({
    tagKeys: ['team'],
    recordableIds: ['eni-1', 'eni-2'],
    recordings: [
      { flowLogId: 'fl-1', resourceId: 'eni-1', anomalyId: null, failure: null },
      { flowLogId: 'fl-2', resourceId: 'eni-1', anomalyId: 'a1', failure: 'Access error' },
    ],
  });
  expect(ec2.asked()).toMatchObject({ 'Filter.1.Name': 'resource-id', 'Filter.1.Value.2': 'eni-2' });
});

it('takes a regional NAT gateway itself, which has no interfaces', async () => {
  answerWith('<state>available</state><availabilityMode>regional</availabilityMode>');
  expect(await recordings().find(NAT_ID)).toMatchObject({ recordableIds: [NAT_ID] });
  await recordings().start([NAT_ID], MARK, EXPIRES_AT);
  expect(ec2.asked()).toMatchObject({ ResourceType: 'RegionalNatGateway', 'ResourceId.1': NAT_ID });
});

it('says so when there is no such NAT gateway, or not any more', async () => {
  answerWith('<state>deleted</state>');
  expect(await recordings().find(NAT_ID)).toBeUndefined();
  ec2.replies['DescribeNatGateways'] = ec2Answer('DescribeNatGateways', '<natGatewaySet/>');
  expect(await recordings().find(NAT_ID)).toBeUndefined();
});

it('records all fields every minute, written as the permanent flow logs, with the time of its end', async () => {
  const created = '<flowLogIdSet><item>fl-1</item><item>fl-2</item></flowLogIdSet>';
  ec2.replies['CreateFlowLogs'] = ec2Answer('CreateFlowLogs', created);
  expect(await recordings().start(['eni-1', 'eni-2'], MARK, EXPIRES_AT)).toEqual(['fl-1', 'fl-2']);
  expect(ec2.asked()).toMatchObject({
    Action: 'CreateFlowLogs',
    ResourceType: 'NetworkInterface',
    'ResourceId.1': 'eni-1',
    'ResourceId.2': 'eni-2',
    TrafficType: 'ALL',
    LogDestinationType: 's3',
    LogDestination: DESTINATION,
    LogFormat: '${version} ${interface-id} ${bytes}',
    MaxAggregationInterval: '60',
    'DestinationOptions.FileFormat': 'parquet',
    'DestinationOptions.HiveCompatiblePartitions': 'true',
    'DestinationOptions.PerHourPartition': 'true',
    'TagSpecification.1.ResourceType': 'vpc-flow-log',
    'TagSpecification.1.Tag.1.Value': MARK.anomalyId,
    'TagSpecification.1.Tag.2.Key': 'egress-optimizer:expires-at',
    'TagSpecification.1.Tag.2.Value': EXPIRES_AT,
  });
});

it('fails when EC2 did not start or stop every flow log, and says why', async () => {
  const unsuccessful = `<unsuccessful><item><resourceId>eni-2</resourceId><error><code>LogDestinationNotFound</code>
    <message>no bucket</message></error></item></unsuccessful>`;
  for (const action of ['CreateFlowLogs', 'DeleteFlowLogs'])
    ec2.replies[action] = ec2Answer(action, unsuccessful);
  await expect(recordings().start(['eni-1', 'eni-2'], MARK, EXPIRES_AT)).rejects.toThrow(
    'CreateFlowLogs failed for eni-2: LogDestinationNotFound no bucket',
  );
  await expect(recordings().stop(['fl-1'])).rejects.toThrow(/DeleteFlowLogs failed/);
});
