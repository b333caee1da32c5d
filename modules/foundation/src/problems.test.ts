import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { problems, testStack } from '../testing';
import { reportProblems } from './problems';

const stack = testStack();

function problemsOf(value: unknown, isValid: boolean): readonly string[] {
  const construct = new Construct(stack, `Construct${stack.node.children.length}`);
  reportProblems(construct, [
    { value, isValid, message: 'days must be positive' },
    { value: 'x', isValid: false, message: 'name must be longer' },
  ]);
  return construct.node.validate();
}

describe('reportProblems', () => {
  it('reports every rule that does not hold, with the value', () => {
    expect(problemsOf(-1, false)).toEqual(['days must be positive, got -1', 'name must be longer, got "x"']);
    expect(problemsOf(1, true)).toEqual(['name must be longer, got "x"']);
  });

  it('lets a value pass that is known only at deploy time', () => {
    expect(problemsOf(Token.asNumber({ resolve: () => -1 }), false)).toEqual([
      'name must be longer, got "x"',
    ]);
  });

  it('makes synthesis fail with the problems of all constructs, each with its path', () => {
    const own = testStack();
    const failing = { value: 0, isValid: false, message: 'must be 1' };
    reportProblems(new Construct(own, 'A'), [failing]);
    reportProblems(new Construct(new Construct(own, 'B'), 'Inner'), [failing]);
    expect(problems(own)).toEqual(['[stack/A] must be 1, got 0', '[stack/B/Inner] must be 1, got 0']);
    expect(() => own.runAllValidations()).toThrow(
      /\[stack\/A\] must be 1, got 0\s+\[stack\/B\/Inner\] must be 1, got 0/,
    );
  });
});
