import { policyDocument, reasonsForAnyResource } from './policy-document';
import { anyResource } from './policy-statement';

const READ = { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::logs/*'] };

function statementsOf(...args: Parameters<typeof policyDocument>): unknown {
  const { Version, Statement } = JSON.parse(policyDocument(...args)) as Record<string, unknown>;
  expect(Version).toBe('2012-10-17');
  return Statement;
}

describe('policyDocument', () => {
  it('allows what a statement says, and no more', () => {
    expect(statementsOf([READ])).toEqual([
      { Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::logs/*'] },
    ]);
  });

  it('writes conditions as they are', () => {
    const conditions = { StringLike: { 's3:prefix': ['flow-logs/*'] } };
    expect(statementsOf([{ ...READ, conditions }])).toEqual([
      expect.objectContaining({ Condition: { StringLike: { 's3:prefix': ['flow-logs/*'] } } }),
    ]);
  });

  it('says whom a statement is about in the policy of a resource', () => {
    expect(
      statementsOf([
        { ...READ, sid: 'Deliver', principal: { Service: 'delivery.logs.amazonaws.com' } },
        { ...READ, sid: 'TlsOnly', effect: 'Deny', principal: '*' },
      ]),
    ).toEqual([
      expect.objectContaining({
        Sid: 'Deliver',
        Effect: 'Allow',
        Principal: { Service: 'delivery.logs.amazonaws.com' },
      }),
      expect.objectContaining({ Sid: 'TlsOnly', Effect: 'Deny', Principal: { AWS: '*' } }),
    ]);
  });

  it('opens a statement to any resource only for a reason', () => {
    const list = {
      actions: ['ce:GetCostAndUsage'],
      resources: anyResource('Cost Explorer has no resources'),
    };
    expect(statementsOf([list])).toEqual([expect.objectContaining({ Resource: '*' })]);
    expect(reasonsForAnyResource([READ, list])).toEqual({
      'ce:GetCostAndUsage': 'Cost Explorer has no resources',
    });
  });
});
