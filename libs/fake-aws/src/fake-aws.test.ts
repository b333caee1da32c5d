import { fakeAws, type FakeAws } from './fake-aws';

let aws: FakeAws;
beforeEach(async () => (aws = await fakeAws()));
afterEach(() => aws.close());

const ask = async (path: string, init?: RequestInit) => {
  const response = await fetch(aws.url + path, init);
  return [response.status, await response.text()];
};

it('keeps every request with its path, query and body', async () => {
  await ask('/a?b=c', { method: 'POST', body: 'text' });
  expect(aws.requests).toEqual([expect.objectContaining({ method: 'POST', url: '/a?b=c', body: 'text' })]);
});

it('answers text and bytes as they are, and anything else as JSON', async () => {
  const bodies: Record<string, unknown> = {
    '/text': '<a/>',
    '/bytes': Buffer.from('PAR1'),
    '/json': { a: 1 },
  };
  aws.answer = ({ url }) => ({ body: bodies[url] });
  expect(await ask('/text')).toEqual([200, '<a/>']);
  expect(await ask('/bytes')).toEqual([200, 'PAR1']);
  expect(await ask('/json')).toEqual([200, '{"a":1}']);
  expect(await ask('/none')).toEqual([200, '{}']);
});

it('answers with status 500 when the test’s own answer throws', async () => {
  aws.answer = () => {
    throw new Error('not expected');
  };
  expect(await ask('/')).toEqual([500, 'Error: not expected']);
});

it('is found by the SDK’s own variables', () => {
  expect(aws.environment).toMatchObject({
    AWS_ENDPOINT_URL: aws.url,
    AWS_REGION: aws.clientConfiguration.region,
  });
});
