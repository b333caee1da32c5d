import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  type EC2Client,
  type Instance,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import type { DescribedNetwork } from './described-network';
import type { NewIds } from './new-ids';

/** Nothing boots from it: instances of the local AWS are records. */
const IMAGE = 'ami-0123456789abcdef0';
/** What a web server is open for, rightly. */
const WEB_PORTS = [80, 443];

/** Creates the instances of a network, each with its one network interface, and their security groups. */
export async function createHosts(
  ec2: EC2Client,
  { vpc, securityGroups, instances }: DescribedNetwork,
  ids: NewIds,
): Promise<void> {
  for (const { GroupId, GroupName } of securityGroups) {
    const created = await ec2.send(
      new CreateSecurityGroupCommand({
        VpcId: ids.of(vpc.VpcId),
        GroupName,
        Description: `${GroupName} servers`,
      }),
    );
    ids.add(GroupId, created.GroupId);
    for (const port of WEB_PORTS) await openToTheWorld(ec2, ids.of(GroupId), port, 'the shop');
  }
  for (const instance of instances) await createInstance(ec2, instance, ids);
}

/** Lets everybody in to a TCP port. */
export async function openToTheWorld(
  ec2: EC2Client,
  GroupId: string,
  port: number,
  Description: string,
): Promise<void> {
  const range = { CidrIp: '0.0.0.0/0', Description };
  const opened = { IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [range] };
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [opened] }));
}

async function createInstance(ec2: EC2Client, instance: Instance, ids: NewIds): Promise<void> {
  const { InstanceId, SubnetId, PrivateIpAddress, InstanceType, SecurityGroups = [], Tags } = instance;
  const { Instances: [created] = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: IMAGE,
      InstanceType,
      MinCount: 1,
      MaxCount: 1,
      SubnetId: ids.of(SubnetId),
      PrivateIpAddress,
      SecurityGroupIds: SecurityGroups.map(({ GroupId }) => ids.of(GroupId)),
      TagSpecifications: [{ ResourceType: 'instance', Tags }],
    }),
  );
  ids.add(InstanceId, created?.InstanceId);
  const interfaceOf = ({ NetworkInterfaces: [first] = [] }: Instance) => first?.NetworkInterfaceId;
  ids.add(interfaceOf(instance), created && interfaceOf(created));
}
