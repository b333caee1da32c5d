import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { Construct } from 'constructs';
import { resource, testStack } from '../testing';
import { exempt } from './exempt';

describe('exempt', () => {
  it('writes the reason for each check beside the resource, which stays as it is', () => {
    const stack = testStack();
    const queue = new SqsQueue(stack, 'Queue', { name: 'failures' });
    exempt(queue, { CKV_AWS_27: 'holds nothing but ids' });
    exempt(queue, { 'tls-only': 'is read by nobody' });
    const { '//': notes, ...block } = resource(stack, 'aws_sqs_queue');
    expect(notes).toMatchObject({
      exemptions: { CKV_AWS_27: 'holds nothing but ids', 'tls-only': 'is read by nobody' },
    });
    expect(block).toEqual({ name: 'failures' });
  });

  it('finds the main resource of a construct', () => {
    const stack = testStack();
    const construct = new Construct(stack, 'Failures');
    new SqsQueue(construct, 'Resource', { name: 'failures' });
    exempt(construct, { CKV_AWS_27: 'holds nothing but ids' });
    expect(resource(stack, 'aws_sqs_queue')['//']).toHaveProperty('exemptions.CKV_AWS_27');
  });

  it('fails for a construct without one', () => {
    expect(() => exempt(new Construct(testStack(), 'Failures'), {})).toThrow(
      'stack/Failures: is no resource, and has none with the id Resource',
    );
  });
});
