import { configurationChanges } from './configuration-changes';

const item = (at: string, fields: Readonly<Record<string, string>>) => ({
  resource: 'sg-1',
  at,
  fields,
  related: [],
});
const changes = (before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>) =>
  configurationChanges(
    [item('2026-11-20T00:00:00Z', after), item('2026-03-01T00:00:00Z', before)],
    '2026-11-14T00:00:00Z',
  );

it('compares with the last item before, however old', () => {
  expect(changes({ a: '1' }, { a: '2' })).toMatchObject([
    { at: '2026-11-20T00:00:00Z', field: 'a', before: '1', after: '2' },
  ]);
});

it('leaves out what changed before the week', () => {
  const items = [item('2026-03-02T00:00:00Z', { a: '2' }), item('2026-03-01T00:00:00Z', { a: '1' })];
  expect(configurationChanges(items, '2026-11-14T00:00:00Z')).toEqual([]);
});

it('names of lists only the entries that came and went', () => {
  expect(
    changes({ rules: '[{"port":80},{"port":443}]' }, { rules: '[{"port":443},{"port":22}]' }),
  ).toMatchObject([{ before: '{"port":80}', after: '{"port":22}' }]);
  expect(changes({}, { rules: '[{"port":22}]' })).toMatchObject([
    { before: 'nothing', after: '{"port":22}' },
  ]);
});

it('takes another order for no change, and text that only begins like a list as it is', () => {
  expect(changes({ rules: '[1,2]' }, { rules: '[2,1]' })).toEqual([]);
  expect(changes({ note: '[a' }, { note: '[b' })).toMatchObject([{ before: '[a', after: '[b' }]);
});
