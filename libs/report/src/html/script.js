/* global document, navigator, window */
/** Comforts of the report: sorting, folding, copying. Without this script everything is shown, in its first order. */
(() => {
  const ROWS_AT_FIRST = 10;
  const compareText = new Intl.Collator('en', { numeric: true }).compare;

  /** Rows without a number (no bill, no line) go last in both directions. */
  function compareCells(a, b, direction) {
    if (a.dataset.value === undefined) return direction * compareText(a.textContent, b.textContent);
    if (a.dataset.value === '' || b.dataset.value === '') {
      return (a.dataset.value === '') - (b.dataset.value === '');
    }
    return direction * (a.dataset.value - b.dataset.value);
  }

  function makeSortable(table) {
    const headings = [...table.tHead.rows[0].cells];
    headings.forEach((heading, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener('click', () => {
        // Numbers are asked for with the largest first, names from A to Z.
        const first = heading.classList.contains('number') ? 'descending' : 'ascending';
        const other = first === 'ascending' ? 'descending' : 'ascending';
        const order = heading.getAttribute('aria-sort') === first ? other : first;
        headings.forEach((cell) => cell.removeAttribute('aria-sort'));
        heading.setAttribute('aria-sort', order);
        const direction = order === 'ascending' ? 1 : -1;
        const body = table.tBodies[0];
        const rows = [...body.rows];
        rows.sort((a, b) => compareCells(a.cells[column], b.cells[column], direction));
        body.append(...rows);
      });
    });
  }

  function makeFoldable(table) {
    const count = table.tBodies[0].rows.length;
    if (count <= ROWS_AT_FIRST + 5) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'fold';
    const fold = (folded) => {
      table.classList.toggle('folded', folded);
      button.setAttribute('aria-expanded', String(!folded));
      button.textContent = folded ? `Show all ${count}` : `Show the first ${ROWS_AT_FIRST}`;
    };
    button.addEventListener('click', () => fold(!table.classList.contains('folded')));
    fold(true);
    table.after(button);
  }

  /** The clipboard may be refused to a page on disk; then the text is selected for the person to copy. */
  async function copy(button) {
    const text = button.closest('figure').querySelector('code');
    try {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = 'Copied';
    } catch {
      window.getSelection().selectAllChildren(text);
      button.textContent = 'Selected';
    }
    setTimeout(() => (button.textContent = 'Copy'), 2000);
  }

  document.querySelectorAll('table').forEach((table) => {
    makeSortable(table);
    makeFoldable(table);
  });
  document.querySelectorAll('button.copy').forEach((button) => {
    button.hidden = false;
    button.addEventListener('click', () => copy(button));
  });
  // Paper cannot be unfolded.
  window.addEventListener('beforeprint', () => {
    document.querySelectorAll('details').forEach((details) => (details.open = true));
  });
})();
