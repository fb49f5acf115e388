import assert from 'node:assert/strict';
import fc from 'fast-check';
import { blockOf, withBlock, withoutBlock } from '../../../src/lib/schedule/crontab-block.ts';

const HOME = '/srv/hive';
const LINES = ['CRON_TZ=UTC', '*/2 * * * * node run.js trade tick --home /srv/hive --quiet'];

/** Bytes as a string, pieces of crontabs among them: other blocks, comments, zones, lines without an end. */
const anyCrontab = fc.oneof(
  fc.constant(null),
  fc
    .array(
      fc.oneof(
        fc.string({
          unit: fc.integer({ min: 1, max: 255 }).map(code => String.fromCharCode(code)),
          maxLength: 20,
        }),
        fc.constantFrom(
          '\n',
          '\r\n',
          '# BEGIN hive /srv/other\n',
          '# END hive /srv/other\n',
          '# END hive /srv/hive\n',
          '# BEGIN hive /srv/hive2\n',
          '# There was no crontab before.\n',
          'CRON_TZ=Europe/Berlin\n',
          ' CRON_TZ = "Asia/Tokyo" \r\n',
          '0 5 * * * /usr/bin/backup\n',
        ),
      ),
      { maxLength: 12 },
    )
    .map(parts => parts.join('')),
);

describe('the block of a home in a crontab', () => {
  it('is put in once, however often it is installed', () => {
    fc.assert(
      fc.property(anyCrontab, crontab => {
        const once = withBlock(crontab, HOME, LINES);
        assert.equal(withBlock(once, HOME, LINES), once);
      }),
    );
  });

  it('leaves the bytes that were there before, or no crontab where there was none', () => {
    fc.assert(
      fc.property(anyCrontab, crontab => {
        assert.equal(withoutBlock(withBlock(crontab, HOME, LINES), HOME), crontab);
      }),
    );
  });

  it('changes nothing where it is not', () => {
    fc.assert(fc.property(anyCrontab, crontab => assert.equal(withoutBlock(crontab, HOME), crontab)));
  });

  it('lives beside the blocks of other homes, which come and go in any order', () => {
    fc.assert(
      fc.property(anyCrontab, crontab => {
        const both = withBlock(withBlock(crontab, HOME, LINES), '/srv/ötzi', ['* * * * * x']);
        assert.equal(withoutBlock(withoutBlock(both, '/srv/ötzi'), HOME), crontab);
        assert.equal(withoutBlock(withoutBlock(both, HOME), '/srv/ötzi'), crontab);
      }),
    );
  });

  it('is a marked block that ends by giving back the zone of the machine', () => {
    assert.equal(
      withBlock('0 5 * * * backup\n', HOME, LINES),
      [
        '0 5 * * * backup',
        '# BEGIN hive /srv/hive',
        '# Made by "hive schedule install"; "hive schedule uninstall" takes it out.',
        ...LINES,
        'CRON_TZ=""',
        '# END hive /srv/hive',
        '',
      ].join('\n'),
    );
  });

  it('gives back the zone that was set before it: a variable holds for all later lines', () => {
    const crontab =
      'CRON_TZ=Asia/Tokyo\n0 1 * * * a\n CRON_TZ = Europe/Berlin\r\n0 2 * * * b\n#CRON_TZ=UTC\n';
    const lines = blockOf(withBlock(crontab, HOME, LINES), HOME)!.split('\n');
    assert.equal(lines.at(-3), 'CRON_TZ = Europe/Berlin');
  });

  it('keeps what a user wrote behind it, on a line of its own', () => {
    const crontab = `${withBlock('0 5 * * * a', HOME, LINES)}0 6 * * * b\n`;
    assert.equal(withoutBlock(crontab, HOME), '0 5 * * * a\n0 6 * * * b\n');
    assert.equal(withoutBlock(`${withBlock(null, HOME, LINES)}0 6 * * * b\n`, HOME), '0 6 * * * b\n');
  });

  it('is taken out also when its end was lost, and the lines of the user stay', () => {
    const broken = withBlock('0 5 * * * a\n', HOME, LINES).replace('# END hive /srv/hive\n', '0 6 * * * b\n');
    assert.equal(withoutBlock(broken, HOME), '0 5 * * * a\n0 6 * * * b\n');
  });

  it('is found also when an editor has ended its lines in its own way, and when it is there twice', () => {
    const windows = withBlock('0 5 * * * a\n', HOME, LINES).replaceAll('\n', '\r\n');
    assert.equal(withoutBlock(windows, HOME), '0 5 * * * a\r\n');
    const block = blockOf(withBlock(null, HOME, LINES), HOME)!.replace(
      '# There was no crontab before.\n',
      '',
    );
    assert.equal(withoutBlock(`a\n${block}b\n${block}c\n`, HOME), 'a\nb\nc\n');
  });
});
