import { anomalyOf } from './anomaly-of';
import { episodesOf, withoutEpisodesBefore } from './episodes';
import { featureRow } from './testing/feature-rows';

const START = Date.parse('2026-11-01T00:00:00Z');
const hourAt = (number: number) =>
  `${new Date(START + number * 3_600_000).toISOString().slice(0, 13)}:00:00Z`;
const anomaly = (resource: string, number: number) =>
  anomalyOf({ row: featureRow({ resource }), hour: hourAt(number), score: 3, threshold: 2 });

it('ends an episode when its entity was quiet for more than a day', () => {
  const statusAt = (number: number) => episodesOf([anomaly('i-a', 0)], hourAt(number))[0]?.status;
  expect([statusAt(0), statusAt(24), statusAt(25)]).toEqual(['ongoing', 'ongoing', 'ended']);
});

it('forgets episodes that ended before an hour, and leaves the others their beginning and their name', () => {
  const anomalies = [
    anomaly('i-a', 0),
    anomaly('i-b', 0),
    anomaly('i-a', 20),
    anomaly('i-a', 44),
    anomaly('i-b', 60),
  ];
  const kept = withoutEpisodesBefore(anomalies, hourAt(40));
  expect(kept).toEqual([anomalies[0], anomalies[2], anomalies[3], anomalies[4]]);
  const { id, hours } = episodesOf(kept, hourAt(60))[0]!;
  expect({ id, hours }).toEqual({ id: anomalies[0]!.id, hours: 3 });
});
