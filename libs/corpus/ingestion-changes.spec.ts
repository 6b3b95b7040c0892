import { isMomentBefore } from './ingestion-changes.repository.js';

test.each(['700:700:', '700:705:701,703', '650:700:650'])('%s is a moment before', (text) =>
  expect(isMomentBefore(text, '700:710:')).toBe(true),
);

test.each(['', 'x', '700:711:', '705:700:', '700:705:705', '700:705:703,701', '0:5:', "1:2:'", '1:2:3,'])(
  'what PostgreSQL would not take, or what lies ahead, is none: %s',
  (text) => expect(isMomentBefore(text, '700:710:')).toBe(false),
);
