export { renderHtml } from './html/analysis-report';
export { renderDetectionHtml } from './html/detection-report';
export { renderTerminal, type TerminalOptions } from './terminal/render';
