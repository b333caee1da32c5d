export { glueBundlesContext } from './glue-bundles-context';
