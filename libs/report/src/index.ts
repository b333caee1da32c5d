export { renderHtml } from './html/analysis-report';
export { renderDetectionHtml } from './html/detection-report';
export { NO_BORDERS } from './terminal/no-borders';
export { renderTerminal, type TerminalOptions } from './terminal/render';
