export {
  type Block,
  problems,
  reference,
  resource,
  resources,
  type StackJson,
  type Statement,
  statements,
  synthesize,
} from './emitted';
export { nextStack, testDeployment, testStack } from './test-stack';
