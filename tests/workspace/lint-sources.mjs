// Lints sources as if they stood in the given files: reads [{ file, source }] from stdin, prints a list of messages for
// each. A process of its own, because jest cannot load the workspace's ES module configuration.
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

const eslint = new ESLint();
const messages = [];
for (const { file, source } of JSON.parse(await text(process.stdin))) {
  const [result] = await eslint.lintText(source, { filePath: file });
  messages.push(result.messages);
}
console.log(JSON.stringify(messages));
