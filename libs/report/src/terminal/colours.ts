import picocolors from 'picocolors';

/** The few styles that terminal output uses; without colours they leave text as it is. */
export type Colours = Pick<ReturnType<typeof picocolors.createColors>, 'bold' | 'dim' | 'green' | 'yellow'>;

export const coloursFor = (enabled: boolean): Colours => picocolors.createColors(enabled);
