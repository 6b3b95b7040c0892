import { violations } from '../axe.js';
import type { Stage } from '../browser.js';
import { states } from '../states.js';

export function accessibleStories(stage: Stage) {
  it.each(states)('has nothing that axe-core finds wrong, light or dark: $name', async ({ show }) => {
    const { visitor, app } = stage;
    await show(visitor, app);
    visitor.complaints.length = 0; // of requests that are meant to fail
    for (const colorScheme of ['light', 'dark'] as const) {
      await visitor.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect({ colorScheme, found: await violations(visitor.page) }).toEqual({ colorScheme, found: [] });
    }
  });
}
