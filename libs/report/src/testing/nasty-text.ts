/** Runs if it reaches a page unescaped; moves the cursor if it reaches a terminal as it is. */
export const HOSTILE_TEXT = `</script><img src=x onerror="document.title='owned'">\u001b[2J\u202e'"&amp;`;

/** Longer than any column, without a place to break it. */
export const LONG_NAME = `payments-settlement-worker-${'blue-green-canary-'.repeat(5)}7f9c4d5b8`;
