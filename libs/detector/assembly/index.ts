export { attribute } from './attribute';
export { create, sidesOf } from './forest';
export { insert } from './insert';
export { nextPoint, takePoint } from './points';
export { remove } from './remove';
export {
  coordinateOf,
  countPoint,
  cutDimensionOf,
  cutOf,
  leftOf,
  pointOf,
  restoreLeaf,
  restoreNode,
  restoreRoot,
  rightOf,
  rootOf,
} from './saved-trees';
export { score } from './score';
export { queryBytes, reserveQueries, scoreMany } from './score-many';
