import { boxBytes, distanceOutside } from './box';
import { boxOf, exists, isLeaf, scaleOf, treeAt, treeCount, Leaf, Node, Place } from './forest';
import { reserve } from './memory';
import { blend, seenScore } from './score';

/** A point to be scored; its sides follow. */
@unmanaged
export class Query {
  /** The sum over the trees done. */
  sum: f64;
  /** In the tree being walked, of the part that is below. */
  score: f64;
}

let queries: usize = 0;
let list: usize = 0;
let spare: usize = 0;
let treeMass: i32 = 0;

/** Room for so many queries, as its address. Must be called once before `scoreMany`. */
export function reserveQueries(count: i32): usize {
  queries = reserve(usize(count) * queryBytes());
  list = reserve(usize(count) * sizeof<usize>());
  spare = reserve(usize(count) * sizeof<usize>());
  return queries;
}

export function queryBytes(): usize {
  return offsetof<Query>() + boxBytes;
}

/** Adds up the scores of the first queries: as `score`, but tree by tree, and in each tree node by node. */
export function scoreMany(count: i32): void {
  for (let i = 0; i < count; i++) queryAt(i).sum = 0;
  for (let t = 0; t < treeCount; t++) {
    const root = treeAt(t).root;
    if (!exists(root)) continue;
    treeMass = treeAt(t).mass;
    for (let i = 0; i < count; i++) store<Query>(list + usize(i) * sizeof<usize>(), queryAt(i));
    visit(root, list, list + usize(count) * sizeof<usize>(), 0);
    const scale = scaleOf(treeMass);
    for (let i = 0; i < count; i++) queryAt(i).sum += queryAt(i).score * scale;
  }
}

function queryAt(index: i32): Query {
  return changetype<Query>(queries + usize(index) * queryBytes());
}

/**
 * Scores the listed queries in a node and all below. Those that lie outside the node's box come to the front of the list,
 * and the end of these is returned: the others are done, because the boxes above hold them too.
 */
function visit(place: Place, from: usize, to: usize, depth: i32): usize {
  if (from === to) return from;
  if (isLeaf(place)) return visitLeaf(changetype<Leaf>(place), from, to, depth);
  const node = changetype<Node>(place);
  const middle = divide(node, from, to);
  let end = visit(node.left, from, middle, depth + 1);
  const right = visit(node.right, middle, to, depth + 1) - middle;
  memory.copy(end, middle, right);
  end += right;
  const box = boxOf(node);
  const range: f64 = node.range;
  const inverseDepth: f64 = 1 / f64(depth + 1);
  let kept = from;
  for (let at = from; at < end; at += sizeof<usize>()) {
    const query = load<Query>(at);
    const outside = distanceOutside(box, sidesOf(query));
    query.score = blend(query.score, outside, range, inverseDepth);
    store<Query>(kept, query);
    kept += usize(outside > 0) * sizeof<usize>();
  }
  return kept;
}

/** Puts the queries up to the node's cut first; returns where those above begin. */
function divide(node: Node, from: usize, to: usize): usize {
  const cut = node.cut;
  const cutAt = node.cutAt;
  let left = from;
  let right = spare;
  for (let at = from; at < to; at += sizeof<usize>()) {
    const query = load<Query>(at);
    const step = usize(load<f32>(sidesOf(query) + cutAt) > cut) * sizeof<usize>();
    // Written to both, and kept in one: a condition would be guessed wrong half of the time.
    store<Query>(left, query);
    store<Query>(right, query);
    left += sizeof<usize>() - step;
    right += step;
  }
  memory.copy(left, spare, right - spare);
  return left;
}

function visitLeaf(leaf: Leaf, from: usize, to: usize, depth: i32): usize {
  const seen = seenScore(depth, leaf.mass, treeMass);
  const unseen: f64 = 1 / f64(depth + 1);
  const box = boxOf(leaf);
  let kept = from;
  for (let at = from; at < to; at += sizeof<usize>()) {
    const query = load<Query>(at);
    const isNew = distanceOutside(box, sidesOf(query)) > 0;
    query.score = isNew ? unseen : seen;
    store<Query>(kept, query);
    kept += usize(isNew) * sizeof<usize>();
  }
  return kept;
}

function sidesOf(query: Query): usize {
  return changetype<usize>(query) + offsetof<Query>();
}
