import dfd from 'danfojs-node';
import { columns } from 'hive-trade/frame';

// node analyse.js HOME [SYMBOL]: the bars of a home summed up, and its days by weekday.
const [home = 'hive-demo', symbol = 'BTC-USD'] = process.argv.slice(2);
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const bars = await columns({ home, what: 'bars', symbol, interval: '1d' });
const frame = new dfd.DataFrame(bars);
const table = new dfd.DataFrame({
  weekday: bars.time.map(time => WEEKDAYS[new Date(time).getUTCDay()]),
  change: frame.column('close').div(frame.column('open')).sub(1).mul(100).values,
  range: frame.column('high').div(frame.column('low')).sub(1).mul(100).values,
});

print(`${frame.shape[0]} days of ${symbol}: open to close and low to high, in per cent`);
print(table.loc({ columns: ['change', 'range'] }).describe());
print('By weekday (UTC)');
print(table.groupby(['weekday']).agg({ change: 'mean', range: 'mean' }));

function print(what) {
  process.stdout.write(`${what.toString()}\n`);
}
