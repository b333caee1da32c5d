import { html, trusted } from './escape';

it('escapes text for elements and quoted attributes', () => {
  expect(html`<i title="${`"><b>'&`}">${'<b>'}</i>`.markup).toBe(
    '<i title="&quot;&gt;&lt;b&gt;&#39;&amp;">&lt;b&gt;</i>',
  );
});

it('leaves markup as it is and joins lists', () => {
  const items = ['a', 'b&'].map((item) => html`<b>${item}</b>`);
  expect(html`<p>${items}${trusted('<br>')}</p>`.markup).toBe('<p><b>a</b><b>b&amp;</b><br></p>');
});

it('writes nothing for null, undefined and false, but does write zero', () => {
  expect(html`${null}${undefined}${false}${0}`.markup).toBe('0');
});

it('makes control characters and turns of the text direction visible, and keeps line ends', () => {
  expect(html`${'a\u001b[2J\u202eb\n\tc'}`.markup).toBe('a�[2J�b\n\tc');
});
