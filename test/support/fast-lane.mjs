/** What `npm test` loads before anything else: from here on this run, and every process of it, is in the fast lane. */
process.env.TEST_LANE = 'fast';
