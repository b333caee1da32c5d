import { cdktfOutput, type StackProgress } from './cdktf-output';

/** As cdktf 0.21 prints the output of two stacks at once. */
const DEPLOYMENT = `
etl  Terraform used the selected providers to generate the following execution plan.
           Plan: 2 to add, 1 to change, 0 to destroy.
ingestion  Plan: 1 to add, 0 to change, 0 to destroy.
etl  aws_glue_job.CurParser_BBECB89C (CurParser/Resource): Creating...
     aws_glue_job.CurParser_BBECB89C (CurParser/Resource): Creation complete after 3s [id=egress-local-cur-parser]
ingestion  aws_bcmdataexports_export.BillExport-cur2_E19060CB (BillExport-cur2/Resource): Creating...
etl  aws_glue_trigger.NewPrices_D9E2C203 (NewPrices/Resource): Modifications complete after 0s [id=new-prices]
     Apply complete! Resources: 2 added, 1 changed, 0 destroyed.
ingestion  Error: creating AWS BCM Data Exports Export: operation error BCM Data Exports: CreateExport

             with aws_bcmdataexports_export.BillExport-cur2_E19060CB (BillExport-cur2/Resource),
             on cdk.tf.json line 117, in resource.aws_bcmdataexports_export.BillExport-cur2_E19060CB:
etl  0 Stacks deploying     1 Stacks done     0 Stacks waiting
`;

function readAll(text: string) {
  const steps: StackProgress[] = [];
  const output = cdktfOutput(['etl', 'ingestion'], (step) => steps.push(step));
  text.split('\n').forEach(output.read);
  return { steps, reason: output.reason() };
}

it('tells how far each stack is, though the lines of several are mixed', () => {
  expect(readAll(DEPLOYMENT.replace('           Plan: 2', '     Plan: 2')).steps).toEqual([
    { stack: 'etl', done: 0, planned: 3, finished: false },
    { stack: 'ingestion', done: 0, planned: 1, finished: false },
    { stack: 'etl', done: 1, planned: 3, finished: false },
    { stack: 'etl', done: 2, planned: 3, finished: false },
    { stack: 'etl', done: 2, planned: 3, finished: true },
  ]);
});

it('names the stack, the resource and the reason of an error, and nothing of other stacks', () => {
  expect(readAll(DEPLOYMENT).reason).toBe(
    [
      'stack ingestion, aws_bcmdataexports_export.BillExport-cur2_E19060CB: creating AWS BCM Data Exports Export: operation error BCM Data Exports: CreateExport',
      'with aws_bcmdataexports_export.BillExport-cur2_E19060CB (BillExport-cur2/Resource),',
      'on cdk.tf.json line 117, in resource.aws_bcmdataexports_export.BillExport-cur2_E19060CB:',
    ].join('\n  '),
  );
});

it('gives the end of what was printed when it was not Terraform that failed', () => {
  const output = cdktfOutput(['etl'], () => undefined);
  for (const line of ['Synthesizing', 'Error: in the app of cdktf', ...Array<string>(98).fill('at'), 'end'])
    output.read(line);
  output.complain('non-zero exit code 1');
  expect(output.reason().split('\n')).toHaveLength(30);
  expect(output.reason()).toMatch(/\nat\nend\nnon-zero exit code 1$/);
});
