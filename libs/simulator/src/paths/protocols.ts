export const TCP = 6;
const UDP = 17;

/** A server's port and transport. */
export interface Service {
  readonly protocol: number;
  readonly serverPort: number;
}

const tcp = (serverPort: number): Service => ({ protocol: TCP, serverPort });

export const HTTPS = tcp(443);
export const HTTP_ALTERNATE = tcp(8080);
export const POSTGRES = tcp(5432);
export const KAFKA = tcp(9092);
export const REDIS = tcp(6379);
export const SSH = tcp(22);
export const ELASTICSEARCH = tcp(9200);
export const PROMETHEUS = tcp(9100);
export const STATSD: Service = { protocol: UDP, serverPort: 8125 };
