export { compileAssembly } from './compile-assembly';
