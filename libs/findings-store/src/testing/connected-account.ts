import { fakeAws, type FakeAws } from '@egress/fake-aws';
import { connectFindings, type FindingsConnection } from '../connect-findings';
import type { Item } from './example-items';
import { answerOf, findingsAccount, type FindingsAccount } from './findings-account';

export interface ConnectedAccount {
  readonly account: FindingsAccount;
  readonly aws: FakeAws;
  readonly connection: FindingsConnection;
  readonly close: () => Promise<void>;
}

/** An account with the items, and a connection to it through the variables of the `process.env` that is given. */
export async function connectedAccount(
  environment: NodeJS.ProcessEnv,
  ...items: Item[]
): Promise<ConnectedAccount> {
  const account = findingsAccount(...items);
  const aws = await fakeAws(answerOf(account));
  Object.assign(environment, aws.environment);
  const connection = connectFindings({ environment: 'example' });
  const close = () => {
    connection.close();
    return aws.close();
  };
  return { account, aws, connection, close };
}
