export { appWithBundles } from './app-with-bundles';
