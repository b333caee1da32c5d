import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { describeOnLocalAws } from '../testing/describe-on-local-aws';
import { startEmulator } from './emulator-process';
import { type Moto, startMoto } from './moto';

describeOnLocalAws('moto alone', () => {
  let moto: Moto;
  beforeAll(async () => (moto = await startMoto()));
  afterAll(() => moto.close());

  it('refuses a rule of a security group that is there already, as EC2 does', async () => {
    const { AWS_REGION: region, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY } = moto.environment;
    const credentials = { accessKeyId, secretAccessKey: AWS_SECRET_ACCESS_KEY };
    const ec2 = new EC2Client({ endpoint: moto.endpointUrl, region, credentials });
    const { GroupId } = await ec2.send(new CreateSecurityGroupCommand({ GroupName: 'g', Description: 'g' }));
    const open = () =>
      ec2.send(
        new AuthorizeSecurityGroupIngressCommand({
          GroupId,
          IpPermissions: [
            { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
          ],
        }),
      );
    await open();
    await expect(open()).rejects.toMatchObject({ name: 'InvalidPermission.Duplicate' });
  });
});

describeOnLocalAws('an emulator that does not start', () => {
  it('is named with how it ended and the end of its log', async () => {
    const starting = startEmulator({
      name: 'moto',
      program: 'moto_server',
      arguments: ['--no-such-option'],
      environment: () => ({}),
      readyUrl: 'http://127.0.0.1:1',
    });
    await expect(starting).rejects.toThrow(
      /^moto did not start: Error: it ended with exit code 2\. The end of its log:\n(.|\n)*unrecognized arguments: --no-such-option$/,
    );
  });
});
