import { EC2Client } from '@aws-sdk/client-ec2';
import { type AwsReply, fakeAws } from '@egress/fake-aws';

/** EC2 that answers each action as the test says, by default that it is done; with what it was asked, in order. */
export async function fakeEc2() {
  const requests: URLSearchParams[] = [];
  const replies: Record<string, AwsReply> = {};
  const aws = await fakeAws(({ body }) => {
    const request = new URLSearchParams(body);
    requests.push(request);
    const action = String(request.get('Action'));
    return replies[action] ?? ec2Answer(action, '<return>true</return>');
  });
  return {
    client: new EC2Client({ ...aws.clientConfiguration, region: 'eu-west-1', maxAttempts: 1 }),
    requests,
    replies,
    /** The fields of the last request. */
    asked: () => Object.fromEntries(requests.at(-1) ?? []),
    close: aws.close,
  };
}

/** A successful answer with the given content. */
export function ec2Answer(action: string, content: string): AwsReply {
  return { body: `<${action}Response>${content}</${action}Response>` };
}

/** A refusal. */
export function ec2Error(code: string): AwsReply {
  return {
    status: 400,
    body: `<Response><Errors><Error><Code>${code}</Code><Message>no</Message></Error></Errors></Response>`,
  };
}
