import { App, TerraformStack } from 'cdktf';

/** What every cdktf app pays, whatever it holds. */
const app = new App();
new TerraformStack(app, 'empty');
app.synth();
