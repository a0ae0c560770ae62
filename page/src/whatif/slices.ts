// Work that is done in the idle moments of a page, a little at a time.

/** How long a page is kept from its reader at a time, in milliseconds. */
const SLICE = 12;
/** How long a page that is never idle may put a slice off, in milliseconds. */
const PATIENCE = 200;

/** Call `work` with the time it has until it says that it is done. */
export const inSlices = (work: (within: number) => boolean): void => {
  const slice = (): void => { if (!work(SLICE)) later(slice); };
  later(slice);
};

const later = (run: () => void): void => {
  if ("requestIdleCallback" in window) requestIdleCallback(run, { timeout: PATIENCE });
  else setTimeout(run, 0);
};
