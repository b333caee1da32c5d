import { batchesOf, settleAll } from './batches';

it('has a few tasks in flight and never more, keeps the order, and goes on after one that fails', async () => {
  let running = 0;
  let most = 0;
  const { done, failed } = await settleAll([5, 1, 4, 2, 3, 9, 6], async (ms) => {
    most = Math.max(most, (running += 1));
    await new Promise((resolve) => setTimeout(resolve, ms));
    running -= 1;
    if (ms === 4) throw new Error('four');
    return ms;
  });
  expect(most).toBe(4);
  expect(done).toEqual([5, 1, 2, 3, 9, 6]);
  expect(failed).toEqual([{ item: 4, fault: new Error('four') }]);
});

it('cuts a list into pieces without losing the rest', () => {
  expect(batchesOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(batchesOf([], 2)).toEqual([]);
});
