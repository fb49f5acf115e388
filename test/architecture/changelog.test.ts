import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../support/cli.ts';

const text = readFileSync(join(projectRoot, 'CHANGELOG.md'), 'utf8');
const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
const headings = [...text.matchAll(/^## (.*)$/gm)].map(match => match[1]!);

const asNumber = (release: string): number => {
  const [major = 0, minor = 0, patch = 0] = release.split(' ')[0]!.split('.').map(Number);
  return (major * 1000 + minor) * 1000 + patch;
};

describe('the changelog', () => {
  it('begins with what is unreleased, and says something of it', () => {
    assert.equal(headings[0], 'Unreleased');
    const [, unreleased = ''] = text.split(/^## .*$/m);
    assert.match(unreleased, /^- \S/m);
  });

  it('lists the releases newest first, each with its day', () => {
    const releases = headings.slice(1);
    for (const release of releases) assert.match(release, /^\d+\.\d+\.\d+ - \d{4}-\d{2}-\d{2}$/);
    const versions = releases.map(asNumber);
    assert.deepEqual(
      versions,
      [...new Set(versions)].sort((a, b) => b - a),
    );
    const days = releases.map(release => release.split(' - ')[1]!);
    assert.deepEqual(days, days.toSorted().reverse());
  });

  it('knows no release that is newer than the package', () => {
    const newest = headings[1] ?? version;
    assert.ok(asNumber(newest) <= asNumber(version), `${newest} and ${version}`);
  });

  it('links to pages that exist', () => {
    for (const [, link] of text.matchAll(/\]\((?!https?:)([^)#]+)/g))
      assert.ok(existsSync(join(projectRoot, link!)), link);
  });
});
