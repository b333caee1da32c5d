const VALUES = {
  key: 'photos/a.jpg',
  uri: '"GET /photos/a.jpg HTTP/1.1"',
  status: '200',
  bytes: '1000',
  size: '2000',
  referer: '"https://shop.example.com/page"',
  userAgent: '"Mozilla/5.0 (X11; Linux)"',
  requester: 'arn:aws:iam::111122223333:user/ana',
  requestId: '3E57427F3EXAMPLE',
  operation: 'REST.GET.OBJECT',
  time: '06/Feb/2026:00:00:38 +0000',
  host: 'site-bucket.s3.us-west-1.amazonaws.com',
};

/** A record of the S3 user guide's format; `fields` is how many of the 27 it has. */
export function record(changes: Partial<typeof VALUES> = {}, fields = 27): string {
  const v = { ...VALUES, ...changes };
  const parts = [
    `79a59df9 site-bucket [${v.time}] 192.0.2.3 ${v.requester} ${v.requestId} ${v.operation} ${v.key}`.split(
      ' ',
    ),
    // The time has a space within.
    [v.uri, v.status, '-', v.bytes, v.size, '70', '10', v.referer, v.userAgent],
    `- s9lzHYrFp76ZVxRcpX9+5cjA= SigV4 ECDHE-RSA-AES128 AuthHeader ${v.host} TLSV1.2 - Yes eu-west-1`.split(
      ' ',
    ),
  ].flat();
  return parts.slice(0, fields + 1).join(' ');
}
