import { parameters, until, type Stage } from '../browser.js';

const text = (name: string, content: string) => ({
  name,
  mimeType: 'text/markdown',
  buffer: Buffer.from(content),
});

export function uploadStories(stage: Stage) {
  const signIn = async (key: string) => {
    const { page, open } = stage.visitor;
    await open('/upload');
    await page.getByLabel('Nøgle', { exact: true }).fill(key);
    await page.getByRole('button', { name: 'Log ind' }).click();
  };

  const upload = async (corpus: string, ...files: ReturnType<typeof text>[]) => {
    const { page } = stage.visitor;
    await page.getByLabel('Tilføj til').selectOption(corpus);
    await page.locator('input[type=file]').setInputFiles(files);
    await page.getByRole('button', { name: /^Tilføj \d+ fil/ }).click();
  };

  it('takes a file from a curator, shows how far it is, and finds it then', async () => {
    const { page, open } = stage.visitor;
    await signIn(stage.app.adminKey);
    await upload(
      'plejeinstrukser',
      text(
        'gyngestol.md',
        '# Instruks om gyngestole\n\nGyngestole i dagligstuen efterses for løse kufferthjul hver onsdag.\n',
      ),
    );
    await page
      .locator('.upload', { hasText: 'gyngestol.md' })
      .getByText('Kan nu findes')
      .waitFor({ timeout: 30_000 });
    await page.locator('.recent', { hasText: 'gyngestol.md' }).waitFor();
    await open('/?q=gyngestole+kufferthjul');
    await page.locator('.hit').first().getByText('dagligstuen').waitFor();
  });

  it('says why a file was not taken, and offers another try', async () => {
    const { page, complaints } = stage.visitor;
    await signIn(stage.app.adminKey);
    await upload('plejeinstrukser', {
      name: 'scan.png',
      mimeType: 'image/png',
      buffer: Buffer.from('\x89PNG\r\n'),
    });
    const item = page.locator('.upload', { hasText: 'scan.png' });
    await item.getByRole('button', { name: 'Prøv igen: scan.png' }).waitFor({ timeout: 30_000 });
    expect(await item.locator('.box-error').first().innerText()).toMatch(/^Filen er beskadiget\. Åbn den/);
    complaints.length = 0;
  });

  it('does not know a wrong key, and forgets a right one on leaving', async () => {
    const { page, complaints } = stage.visitor;
    await signIn('kilde_wrong');
    await page.getByText('Serveren kender ikke denne nøgle.').waitFor();
    await until(async () => complaints.length > 0); // the browser's own, which may be told after the page's
    complaints.length = 0;
    await page.getByLabel('Nøgle', { exact: true }).fill(stage.app.adminKey);
    await page.getByRole('button', { name: 'Log ind' }).click();
    await page.getByRole('button', { name: 'Log ud' }).click();
    await page.getByRole('button', { name: 'Log ind' }).waitFor();
    expect(await page.evaluate('sessionStorage.length + localStorage.length')).toBe(0);
  });

  it('shows what looks like markup in a document as the text that it is', async () => {
    const { page, open } = stage.visitor;
    await signIn(stage.app.adminKey);
    const title = '<script>document.title = "x"</script> om zebrafinker';
    const content = `---\ntitle: '${title}'\n---\n\n# Zebrafinker\n\nZebrafinker fodres <img src=x onerror="alert(1)"> to gange om dagen.\n`;
    await upload('plejeinstrukser', text('zebra.md', content));
    await page
      .locator('.upload', { hasText: 'zebra.md' })
      .getByText('Kan nu findes')
      .waitFor({ timeout: 30_000 });
    await open('/?q=zebrafinker');
    const hit = page.locator('.hit').first();
    await hit.getByRole('link', { name: title }).click();
    await page.getByRole('heading', { level: 2, name: title }).waitFor(); // beside the results: the page's own heading is theirs
    expect(parameters(page).get('q')).toBe('zebrafinker');
    expect(await page.locator('.source-text script, .source-text img, h2 script').count()).toBe(0);
    expect(await page.locator('.source-text').innerText()).toContain('to gange om dagen');
  });
}
