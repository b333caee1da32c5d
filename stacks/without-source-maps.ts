// Imported before all else: cdktf and the provider's classes carry large source maps, and cdktf takes a stack trace of every
// lazy value. To read the maps and map those traces would be a quarter of the time of a synthesis.
process.setSourceMapsEnabled(false);
