import { testStack } from '../testing';
import { nameOf } from './names';

it('puts product and environment before the name of a thing', () => {
  expect(nameOf(testStack({ environment: 'prod' }), 'raw-logs')).toBe('egress-prod-raw-logs');
});
