import { problems, reference, resource } from '@egress/module-foundation/testing';
import { Crawler, type CrawlerProps } from './crawler';
import { granted, parts } from './testing/parts';

function crawlerInStack(props: Partial<CrawlerProps> = {}) {
  const given = parts();
  const { stack, role, database, bucket, securityConfiguration } = given;
  const shared = { role, database, bucket, securityConfiguration };
  new Crawler(stack, 'Crawler', {
    ...shared,
    name: 'cur-crawler',
    description: 'Bill',
    prefix: 'bills/',
    ...props,
  });
  return { ...given, block: resource(stack, 'aws_glue_crawler') };
}

describe('Crawler', () => {
  it('reads new folders daily into tables of their own prefix, and only logs changes', () => {
    const { stack, block, bucket, database, role } = crawlerInStack();
    expect(block).toMatchObject({
      name: 'egress-test-cur-crawler',
      role: reference(stack, role.arn),
      database_name: reference(stack, database.name),
      table_prefix: 'crawled_',
      schedule: 'cron(10 3 * * ? *)',
      s3_target: [{ path: `s3://${reference(stack, bucket.name)}/bills/` }],
      recrawl_policy: { recrawl_behavior: 'CRAWL_NEW_FOLDERS_ONLY' },
      schema_change_policy: { update_behavior: 'LOG', delete_behavior: 'LOG' },
    });
  });

  it('encrypts its logs', () => {
    const { stack, block, securityConfiguration } = crawlerInStack();
    expect(block['security_configuration']).toBe(reference(stack, securityConfiguration.name));
    expect(granted(stack)).toContainEqual({
      Effect: 'Allow',
      Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:AssociateKmsKey'],
      Resource: ['arn:aws:logs:eu-west-1:111122223333:log-group:/aws-glue/crawlers*'],
    });
  });

  it('may change the tables of its database', () => {
    expect(JSON.stringify(granted(crawlerInStack().stack))).toContain('glue:CreateTable');
  });

  it('takes another schedule', () => {
    expect(crawlerInStack({ schedule: 'cron(0 6 * * ? *)' }).block['schedule']).toBe('cron(0 6 * * ? *)');
  });

  it('fails when folder or schedule are none', () => {
    expect(problems(crawlerInStack({ prefix: 'bills', schedule: 'daily' }).stack)).toEqual([
      '[stack/Crawler] prefix must end with a slash, got "bills"',
      '[stack/Crawler] schedule must be a Glue expression such as cron(10 3 * * ? *), got "daily"',
    ]);
  });
});
