import root from '../../jest.config.js';

/** Stories in a real browser against the built product: `npm run build` first. */
export default {
  ...root,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/web/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
  testTimeout: 120_000,
};
