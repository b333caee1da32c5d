const HOUR_MS = 3_600_000;
const SILENCE_MS = 4 * HOUR_MS;

/**
 * One incident, one alert. In a series with several rows an hour a score counts only when none of the last four hours
 * was as high. Rows an hour or more apart sum up an hour each: all of them count, and adjacent ones make one incident.
 */
export class RepeatFilter {
  private recent: { readonly timestamp: number; readonly strangeness: number }[] = [];

  /** Whether a row as strange has come before within the silence; remembers the row. */
  isRepeat(timestamp: number, strangeness: number, cadence: number | undefined): boolean {
    this.recent = this.recent.filter((row) => row.timestamp > timestamp - SILENCE_MS);
    const repeats =
      cadence !== undefined && cadence < HOUR_MS && this.recent.some((row) => row.strangeness >= strangeness);
    // What was less strange can silence nothing that this row does not.
    this.recent = this.recent.filter((row) => row.strangeness > strangeness);
    this.recent.push({ timestamp, strangeness });
    return repeats;
  }
}
