export { renderHtml } from './html/page';
export { renderTerminal, type TerminalOptions } from './terminal/render';
