import { startApp } from './app.js';
import { startBrowser, visit, type Stage } from './browser.js';
import { accessibleStories } from './stories/accessible.js';
import { answerStories } from './stories/answer.js';
import { modelStories } from './stories/model.js';
import { feedbackStories } from './stories/feedback.js';
import { maliciousStories } from './stories/malicious.js';
import { reachStories } from './stories/reach.js';
import { searchStories } from './stories/search.js';
import { sourceStories } from './stories/source.js';
import { workStories } from './stories/work.js';
import { taskStories } from './stories/tasks.js';
import { uploadStories } from './stories/upload.js';

const stage = {} as Stage;

beforeAll(async () => {
  stage.app = await startApp();
  stage.browser = await startBrowser();
}, 240_000);

beforeEach(async () => {
  stage.visitor = await visit(stage.browser, stage.app);
});

afterEach(async () => {
  await stage.visitor.leave();
  expect(stage.visitor.complaints).toEqual([]);
});

afterAll(async () => {
  await stage.browser?.close();
  await stage.app?.stop();
}, 30_000);

describe('search', () => searchStories(stage));
describe('source', () => sourceStories(stage));
describe('answer', () => answerStories(stage));
describe('answer of a model', () => modelStories(stage));
describe('tasks', () => taskStories(stage));
describe('upload', () => uploadStories(stage));
describe('feedback', () => feedbackStories(stage));
describe('my work', () => workStories(stage));
describe('everyone', () => reachStories(stage));
describe('a malicious document', () => maliciousStories(stage));
describe('every page and state', () => accessibleStories(stage));
