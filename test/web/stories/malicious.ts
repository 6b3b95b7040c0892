import { setTimeout as pause } from 'node:timers/promises';
import { until, type Stage } from '../browser.js';

const SCRIPT = '<script>alert("title")</script>';
const IMAGE = '<img src=x onerror=alert(0)>';
const OVERRIDE = '\u202Egpj.tnemucod\u202C';
const HUGE = 'Gravemaskinefører'.repeat(400);

const MARKDOWN = `---
title: '${SCRIPT} ${OVERRIDE} om kvartsgruber'
kind: '${IMAGE}'
topics: ['<b onclick=alert(1)>kvarts</b>', 'javascript:alert(2)']
---

# Kvartsgruber ${IMAGE}

Kvartsgruber [ses efter](javascript:alert("link")) hver uge. <a href="javascript:alert(3)">Her</a> ${HUGE}

## ${SCRIPT}

Kvartsgruber lukkes om vinteren. ${OVERRIDE}
`;

const HTML = `<!doctype html><title>Kvartsgruber &lt;svg onload=alert("svg")&gt;</title><meta name="author" content="${SCRIPT}">
<h1>Kvartsgruber</h1><script>document.title = 'stolen'</script><p onmouseover="alert(4)">Kvartsgruber <a href="javascript:alert(5)">måles</a> op.</p>
<iframe src="javascript:alert(6)"></iframe><style>body { display: none }</style>`;

const MAIL = `From: "<script>alert(7)</script>" <a@example.org>\r
To: b@example.org\r
Subject: Kvartsgruber <svg onload=alert("subject")>\r
Date: Mon, 4 May 2026 10:00:00 +0200\r
Content-Type: text/html; charset=utf-8\r
\r
<p>Kvartsgruber <a href="javascript:alert(8)">spørg</a><script>alert(9)</script> igen.</p>\r
`;

const FILES: [name: string, content: string][] = [
  [`${IMAGE}.md`, MARKDOWN],
  [`${OVERRIDE}kvarts.html`, HTML],
  ['<svg onload=alert(10)>.eml', MAIL],
];

/** What would be there if anything of a document had become more than text. */
const LIVE = `main script, main iframe, main style, main svg[onload], main img[src="x"], main [onerror], main [onclick],
  main [onmouseover], a[href^="javascript:"]`;

export function maliciousStories(stage: Stage) {
  const send = async ([name, content]: [string, string]) => {
    const form = new FormData();
    form.append('corpus', 'plejeinstrukser');
    form.append('file', new Blob([content]), name);
    const headers = { authorization: `Bearer ${stage.app.adminKey}` };
    const response = await fetch(`${stage.app.url}/api/v1/documents`, {
      method: 'POST',
      headers,
      body: form,
    });
    const { id } = (await response.json()) as { id: string };
    for (;;) {
      const read = await fetch(`${stage.app.url}/api/v1/ingestions/${id}`, { headers });
      const { state } = (await read.json()) as { state: string };
      if (state === 'indexed' || state === 'skipped') return;
      if (state === 'failed') throw new Error(`${name} failed`);
      await pause(100);
    }
  };

  it('shows scripts, markup and direction marks of documents as harmless text on every page', async () => {
    for (const file of FILES) await send(file);
    const { page, open } = stage.visitor;
    await page.setViewportSize({ width: 375, height: 812 });
    const harmless = async () => {
      expect(await page.locator(LIVE).count()).toBe(0);
      expect(await page.title()).toMatch(/Kilde$/);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    };
    await open('/?q=kvartsgruber');
    await page.locator('.hit').nth(2).waitFor();
    const titles = await page.locator('.hit h3 a').allInnerTexts();
    expect(titles.join()).toContain(SCRIPT);
    expect(titles.join()).toContain('<svg onload=alert("subject")>');
    await harmless();
    for (const at of titles.keys()) {
      await open('/?q=kvartsgruber');
      await page.locator('.hit h3 a').nth(at).click();
      await page.locator('.source-text mark').first().waitFor();
      await page.locator('.side-part summary').last().click();
      expect(await page.locator('.source-text').innerText()).toContain('Kvartsgruber');
      await harmless();
    }
  });

  it('keeps what a title turns around within the title', async () => {
    const { page, open } = stage.visitor;
    await open('/?q=kvartsgruber');
    await page.locator('.hit').first().waitFor();
    expect(await page.evaluate(`getComputedStyle(document.querySelector('.hit h3')).unicodeBidi`)).toBe(
      'isolate',
    );
  });

  it('shows file names of such documents as text where they were added', async () => {
    const { page, open } = stage.visitor;
    await open('/upload');
    await page.locator('input[type=password]').fill(stage.app.adminKey);
    await page.keyboard.press('Enter');
    await page.locator('.recent-name', { hasText: IMAGE }).waitFor();
    expect(await page.locator(LIVE).count()).toBe(0);
    await until(async () => (await page.locator('.recent > li').count()) >= FILES.length);
  });

  it('is served with a policy that runs no inline script and loads nothing from elsewhere', async () => {
    const { headers } = await fetch(stage.app.url);
    const policy = new Map(
      headers
        .get('content-security-policy')!
        .split(';')
        .map((rule) => rule.trim().split(' '))
        .map(([name, ...sources]) => [name, sources]),
    );
    expect(policy.get('script-src')).toEqual(["'self'"]);
    expect(policy.get('script-src-attr')).toEqual(["'none'"]);
    expect(policy.get('style-src')).toEqual(["'self'"]);
    expect(policy.get('object-src')).toEqual(["'none'"]);
    expect([...policy.values()].flat().join(' ')).not.toMatch(/unsafe-(inline|eval)|\*|https?:/);
  });
}
